"""权力运行流程: what one post or one person may not do both of (arts. 9, 19, 20), and whether the steps lead to an end (art. 13)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from core.verdict import Verdict, refused
from powers.enums import StepDuty as Duty

END = 0  # instead of a next step: it is finished here
# art. 9 and 19: these two are never one post or one person
APART = (
    (Duty.EXAMINE, Duty.APPROVE),
    (Duty.DECIDE, Duty.HANDLE),
    (Duty.HANDLE, Duty.SUPERVISE),
    (Duty.DECIDE, Duty.EXECUTE),
    (Duty.REVIEW, Duty.REPLY),
    (Duty.ALLOCATE, Duty.USE),
    (Duty.INVESTIGATE, Duty.PUNISH),
)
# art. 20, 1+X: who does it, and who says yes to it
HANDLING = frozenset(
    {Duty.ACCEPT, Duty.HANDLE, Duty.EXAMINE, Duty.INVESTIGATE, Duty.EXECUTE, Duty.ALLOCATE, Duty.USE}
)
APPROVING = frozenset({Duty.APPROVE, Duty.REPLY, Duty.DECIDE, Duty.REVIEW, Duty.PUNISH})
TRIED_APART = (Duty.ACCEPT, Duty.EXECUTE, Duty.SUPERVISE)


class Named(NamedTuple):
    """A post, a person or a body: known by its id, shown by its name."""

    id: int
    name: str


class Step(NamedTuple):
    """`people` are those who do it: the one named, or else all who hold the post."""

    number: int
    name: str
    duty: str
    post: Named | None = None
    people: frozenset[Named] = frozenset()
    body: Named | None = None
    next_number: int | None = None
    refused_number: int | None = None

    @property
    def title(self) -> str:
        return f"第{self.number}步“{self.name}”"


class Finding(NamedTuple):
    """What is wrong with a procedure; one that does not block is only pointed out."""

    rule: str
    reason: str
    article: int
    steps: tuple[int, ...] = ()
    blocks: bool = True

    @property
    def verdict(self) -> Verdict:
        return refused(self.reason, self.article)


def findings(steps: Sequence[Step], *, in_service_centre: bool) -> list[Finding]:
    """Everything there is to say about the steps, in their order. No steps, nothing to say: they are still to be written."""
    if not steps:
        return []
    found = [*_not_apart(steps), *_too_few(steps)]
    if not in_service_centre:
        found += _without_another(steps)
    return [*found, *_one_body(steps), *_astray(steps)]


def _not_apart(steps: Sequence[Step]) -> Iterator[Finding]:
    for one, other in combinations(steps, 2):
        pair = next((pair for pair in APART if set(pair) == {one.duty, other.duty}), None)
        if pair is None:
            continue
        words = "与".join(duty.label for duty in pair)
        where = (one.number, other.number)
        if one.post and one.post == other.post:
            reason = f"{one.title}和{other.title}都在“{one.post.name}”办理：{words}不能是同一岗位，请分到两个岗位。"
            yield Finding("apart_posts", reason, 9, where)
        elif both := one.people & other.people:
            reason = f"{one.title}和{other.title}都由{_names(both)}经手：{words}不能是同一人，请换人。"
            yield Finding("apart_people", reason, 9, where)


def _too_few(steps: Sequence[Step]) -> Iterator[Finding]:
    """The one hard 必须: at least two people for every power."""
    people = frozenset().union(*(step.people for step in steps))
    if not people:
        yield Finding("two_people", "流程还没有落实到人。每项职权至少由两人办理，请写明岗位和人员。", 9)
    elif len(people) == 1:
        everywhere = f"流程各步都由{_names(people)}一人办理。每项职权至少由两人办理，请增加人员。"
        yield Finding("two_people", everywhere, 9)


def _without_another(steps: Sequence[Step]) -> Iterator[Finding]:
    """Outside the service centre: one who handles, and at least one other who approves."""
    handling = [step for step in steps if step.duty in HANDLING]
    approving = [step for step in steps if step.duty in APPROVING]
    rule = "不进政务服务中心的职权实行“1+X”，一人承办，至少另有一人审批"
    if not handling or not approving:
        lacking = "批准（批复、决策、审核、处理）" if handling else "承办（受理、审查、调查、执行）"
        yield Finding("one_and_others", f"{rule}：流程中没有{lacking}环节。", 20)
        return
    doing = frozenset().union(*(step.people for step in handling))
    others = frozenset().union(*(step.people for step in approving)) - doing
    if doing and not others:
        where = tuple(step.number for step in (*handling, *approving))
        yield Finding("one_and_others", f"{rule}：审批环节除承办的{_names(doing)}外没有别人。", 20, where)


def _one_body(steps: Sequence[Step]) -> Iterator[Finding]:
    """受理、执行、监督 as three is a trial (art. 20): pointed out, not asked for."""
    bodies = [{step.body for step in steps if step.duty == duty and step.body} for duty in TRIED_APART]
    for body in sorted(set.intersection(*bodies)):
        reason = f"受理、执行、监督都在{body.name}。有条件的可试行由三个机构分别承担，不影响确认。"
        where = tuple(step.number for step in steps if step.duty in TRIED_APART and step.body == body)
        yield Finding("three_bodies", reason, 20, where, blocks=False)


def ways(steps: Sequence[Step]) -> dict[int, tuple[int, int]]:
    """For each step the number where it goes on, and where it goes when it is refused; END where it is finished."""
    following = {step.number: later.number for step, later in zip(steps, steps[1:], strict=False)}
    return {
        step.number: (
            following.get(step.number, END) if step.next_number is None else step.next_number,
            step.refused_number or END,
        )
        for step in steps
    }


def _astray(steps: Sequence[Step]) -> Iterator[Finding]:
    """Steps nobody comes to, and ways that never end although nothing is refused."""
    leads = ways(steps)
    named = {step.number: step for step in steps}
    reached, waiting = set(), [steps[0].number]
    while waiting:
        number = waiting.pop()
        if number in named and number not in reached:
            reached.add(number)
            waiting += leads[number]
    for step in steps:
        if step.number not in reached:
            yield Finding(
                "unreachable", f"{step.title}没有任何一步通到，请改上一步的去向。", 13, (step.number,)
            )
    circles = {circle for step in steps if (circle := _circle(step.number, leads))}
    for circle in sorted(circles):
        titles = "、".join(named[number].title for number in circle)
        yield Finding("circle", f"{titles}循环往复，永远办不结，请写明在哪一步办结。", 13, circle)
    inside = {number for circle in circles for number in circle}
    for step in steps:
        if step.number not in inside and not _ends(step.number, leads):
            reason = f"{step.title}往下走不到办结，请改它的下一步。"
            yield Finding("dead_end", reason, 13, (step.number,))


def _path(number: int, leads) -> list[int]:
    """Where it goes as long as all is passed, up to the end or to the first step met again."""
    path = []
    while number in leads and number not in path:
        path.append(number)
        number = leads[number][0]
    return [*path, number]


def _ends(number: int, leads) -> bool:
    return _path(number, leads)[-1] == END


def _circle(number: int, leads) -> tuple[int, ...]:
    """The steps of the circle that the step stands in, in order; empty where it stands in none."""
    path = _path(number, leads)
    return tuple(sorted(path[:-1])) if path[-1] == number else ()


def _names(people: Iterable[Named]) -> str:
    return "、".join(person.name for person in sorted(people))

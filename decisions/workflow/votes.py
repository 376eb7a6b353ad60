"""What happens to one item in the meeting: taken up, spoken on or balloted, ruled upon (art. 28–30)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import Refusal, refused, require
from deadlines import rules as dues
from deadlines import workflow as deadlines
from decisions import queries
from decisions.access import meetings as access
from decisions.access import votes as may
from decisions.enums import Outcome, Status, View, Way
from decisions.letters import meetings as letters
from decisions.models import AgendaItem, Opinion, Recusal, Tally
from decisions.queries import Chamber
from decisions.rules import conduct
from decisions.rules.voting import adds_up, contest_adds_up
from decisions.workflow.items import signature
from rulebook.queries import setting


@move
def take_up(item: AgendaItem, *, by) -> AgendaItem:
    lock(item.meeting)
    item = lock(item)
    require(access.may_take_up(by, item))
    item.status = Status.UNDER_WAY
    item.save()
    record("decisions.taken_up", item, by=by)
    return item


@move
def put_back(item: AgendaItem, *, by) -> AgendaItem:
    """Back onto the agenda, when it was taken up by mistake and nobody has said anything yet."""
    item = _locked(item)
    require(access.is_before_the_meeting(by, item))
    if item.opinions.exists() or item.recusals.exists() or hasattr(item, "tally"):
        raise Refusal(refused("已经有人表态、回避或投票，不能放回议程。", 30))
    item.status = Status.SCHEDULED
    item.save()
    record("decisions.put_back", item, by=by)
    return item


@move
def express(item: AgendaItem, *, by, person, view: str, reason: str, seen: str = "") -> Opinion:
    """One member's view. `seen` is the view that stood on the recorder's page: another's entry is never overwritten."""
    chamber = Chamber(_locked(item))
    stands = chamber.opinion_of(person)
    if stands and (stands.view, stands.reason) == (view, reason):
        return stands
    if (stands.view if stands else "") != seen:
        said = f"“{stands.get_view_display()}”" if stands else "（已撤回）"
        raise Refusal(refused(f"{person}的意见已由另一台电脑登记为{said}，请核对后再改。", 30))
    require(may.may_express(by, chamber, person))
    if not reason.strip():
        raise Refusal(refused(f"请写明{person}的理由：成员应逐个表态并说明理由。", 30))
    opinion = stands or Opinion(item=chamber.item, person=person)
    opinion.view, opinion.reason = View(view), reason.strip()
    opinion.is_written = not chamber.is_present(person)
    opinion.position = max((one.position for one in chamber.opinions), default=0) + 1
    opinion.save()
    record("decisions.expressed", chamber.item, by=by, who=person.name, written=opinion.is_written)
    return opinion


@move
def express_several(item: AgendaItem, *, by, said: list[tuple]) -> list[Opinion]:
    """What a recorder filled in at once, in the order of the seats; who speaks last is heard in a post of their own."""
    last = Chamber(_locked(item)).last
    if len(said) > 1 and any(person == last for person, _ in said):
        raise Refusal(refused(f"{last}应最后发表意见。请先保存其他成员的意见，再登记{last}的。", 30))
    return [express(item, by=by, person=person, **one) for person, one in said]


@move
def take_back(item: AgendaItem, *, by, person) -> None:
    """A view entered wrongly; the one who speaks last takes back first."""
    chamber = Chamber(_locked(item))
    require(may.may_take_back(by, chamber, person))
    chamber.opinion_of(person).delete()
    record("decisions.taken_back", chamber.item, by=by, who=person.name)


@move
def step_back(item: AgendaItem, *, by, person, reason: str) -> Recusal:
    """回避."""
    chamber = Chamber(_locked(item))
    require(may.may_step_back(by, chamber, person))
    recusal = Recusal.objects.create(item=chamber.item, person=person, reason=reason)
    record("decisions.stepped_back", chamber.item, by=by, who=person.name)
    return recusal


@move
def enter_tally(item: AgendaItem, *, by, voters, tellers, counts: tuple[dict, dict]) -> Tally:
    """What two tellers counted apart; both counts agree with each other and with the list of who voted, or neither is kept.

    `counts` of a 差额票决 hold `votes` by candidate beside `invalid`; of any other ballot agree, disagree, abstain, invalid.
    """
    chamber = Chamber(_locked(item))
    require(may.may_enter_tally(by, chamber, voters, tellers))
    first, second = counts
    if first != second:
        raise Refusal(refused("计票人和监票人的数字不一致，请重新核对选票后再录入。", 28))
    valid = _balanced(chamber, voters, first)
    tally = Tally.objects.create(
        item=chamber.item,
        valid=valid,
        teller=tellers[0],
        scrutineer=tellers[1],
        entered_by=signature(by),
        **{name: number for name, number in first.items() if name != "votes"},
    )
    tally.voters.set(voters)
    _give_votes(chamber.item, first.get("votes", {}))
    chamber.item.tally = tally
    require(adds_up(queries.count(chamber)))
    record(
        "decisions.tallied", chamber.item, by=by, voters=len(voters), tellers=[str(one) for one in tellers]
    )
    return tally


def _balanced(chamber: Chamber, voters, counted: dict) -> int:
    """The valid ballots: those given in are as many as those who voted."""
    if min((number for name, number in counted.items() if name != "votes"), default=0) < 0:
        raise Refusal(refused("票数不能是负数。", 28))
    if chamber.item.way == Way.CONTEST:
        valid = len(voters) - counted["invalid"]
        if valid < 0:
            raise Refusal(refused(f"废票{counted['invalid']}张，多于投票的{len(voters)}人，请核对。", 28))
        require(contest_adds_up(counted["votes"], seats=chamber.item.seats, valid=valid))
        return valid
    cast = sum(counted.values())
    if cast != len(voters):
        raise Refusal(refused(f"选票共{cast}张，投票的有{len(voters)}人，两者不符，请核对。", 28))
    return cast - counted["invalid"]


def _give_votes(item: AgendaItem, votes: dict) -> None:
    for candidate in item.candidates.select_for_update().order_by("pk"):
        candidate.votes = votes[candidate.name]
        candidate.save()


@move
def settle(item: AgendaItem, *, by, outcome: str, reason: str = "", resolution: str = "") -> AgendaItem:
    """What the chair announces: what follows from the count, or 暂缓. Overruling a division is marked for good."""
    item = _locked(item)
    chamber = Chamber(item)
    require(may.may_settle(by, chamber))
    found, emergency = queries.outcome_of(chamber), queries.is_emergency(item)
    if not found.is_quorate:
        raise Refusal(refused(found.arithmetic, 30))
    require(
        conduct.may_follow(
            outcome,
            is_divided=found.is_divided,
            by_threshold=found.by_threshold,
            emergency=emergency,
            reason=reason,
        )
    )
    item.outcome, item.ruling_reason, item.resolution = Outcome(outcome), reason, resolution
    item.status = Status.DEFERRED if outcome == Outcome.DEFERRED else Status.DECIDED
    item.arithmetic, item.counted = found.arithmetic, queries.as_counted(queries.count(chamber))
    item.is_overruled = found.is_divided and outcome != Outcome.DEFERRED
    passed = outcome == Outcome.PASSED
    item.is_against_advice = passed and queries.is_advised_against(item)
    item.save()
    _elect(chamber)
    if passed and emergency:
        _promise_confirmation(item)
    if passed and item.confirms:
        deadlines.meet(letters.CONFIRM.name, item.confirms, on=clock.today())
    record("decisions.settled", item, by=by, outcome=item.get_outcome_display(), arithmetic=item.arithmetic)
    return item


def _elect(chamber: Chamber) -> None:
    if chamber.item.way != Way.CONTEST or chamber.item.outcome != Outcome.PASSED:
        return
    elected = queries.contest(chamber).elected
    for candidate in chamber.item.candidates.filter(name__in=elected):
        candidate.is_elected = True
        candidate.save()


def _promise_confirmation(item: AgendaItem) -> None:
    due = dues.days_due(
        clock.today(), setting("decisions.confirm_days"), event="紧急决定", deed="提交会议追认"
    )
    deadlines.promise(
        letters.CONFIRM.name,
        item,
        unit=item.meeting.unit,
        started_on=clock.today(),
        due_on=due.on,
        article=30,
        arithmetic=due.arithmetic,
        title=f"追认紧急决定：{item}",
        url=item.get_absolute_url(),
    )


def _locked(item: AgendaItem) -> AgendaItem:
    """The meeting first: whoever comes, goes or closes it waits for what is said on its item."""
    meeting = lock(item.meeting)
    item = lock(item)
    item.meeting = meeting
    return item

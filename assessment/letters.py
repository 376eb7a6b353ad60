"""How the sheet explains itself, in sentences; what is told about a finding."""

from dataclasses import dataclass

from assessment.enums import PROMISED, DeductFrom, SheetStatus
from assessment.queries import accountability
from assessment.rules import DEDUCTIONS, Reading, Result
from core.dates import cn
from core.gates import CENTRE, DISCIPLINE, Role
from core.numbers import plain
from deadlines.queries import rung
from deadlines.rules import Kind
from notifications.outbox import tell_once
from organisations.enums import UnitKind
from organisations.queries import heads_of, users_reaching

STEPS = {
    SheetStatus.OPEN: "自评",
    SheetStatus.SELF_ASSESSED: "核查",
    SheetStatus.CHECKED: "阅知或者申诉",
    SheetStatus.APPEALED: "答复申诉",
    SheetStatus.SEEN: "审定",
}
DEEMED = "到期没有阅知，视为阅知"


def _of_the_unit(deadline, stage: int) -> list:
    """The unit's head; nobody chases collectors for a score. Then 包村领导 or the leader in charge, then the secretary."""
    who, unit_id = deadline.directory, deadline.unit_id
    heads = who.heading(unit_id) or who.reaching(Role.INFORMATION_OFFICER, unit_id=unit_id)
    above = (who.in_charge_of(unit_id), who.reaching(Role.DISCIPLINE_SECRETARY, unit_id=unit_id))
    rungs = (heads, heads, *above)
    return next((users for users in rungs[rung(stage) :] if users), [])


def _of_the_staff(deadline, stage: int) -> list:
    who, unit_id = deadline.directory, deadline.unit_id
    secretaries = who.reaching(Role.DISCIPLINE_SECRETARY, unit_id=unit_id)
    return secretaries if rung(stage) else who.reaching(*DISCIPLINE, unit_id=unit_id)


def _of_the_secretary(deadline, stage: int) -> list:
    return deadline.directory.reaching(Role.DISCIPLINE_SECRETARY, unit_id=deadline.unit_id)


KINDS = (
    Kind(PROMISED[SheetStatus.OPEN], "百分考核自评", _of_the_unit),
    Kind(PROMISED[SheetStatus.SELF_ASSESSED], "百分考核核查", _of_the_staff),
    Kind(PROMISED[SheetStatus.CHECKED], "百分考核阅知", _of_the_unit),
    Kind(PROMISED[SheetStatus.APPEALED], "百分考核申诉答复", _of_the_staff),
    Kind(PROMISED[SheetStatus.SEEN], "百分考核审定", _of_the_secretary),
)


def tell_reviewers(sheet) -> int:
    text = f"{sheet}{sheet.get_status_display()}，请办理。"
    return _tell(users_reaching(*DISCIPLINE, unit=sheet.unit), sheet, text)


def tell_unit(sheet, words: str) -> int:
    return _tell(heads_of(sheet.unit), sheet, f"{sheet}{words}")


def _tell(people, sheet, text: str) -> int:
    key = f"assessment:{sheet.pk}:{sheet.version}"
    return tell_once(people, key=key, text=text, url=sheet.get_absolute_url())


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder on the sheet: what it is called, how it comes about, and the number in the end."""

    label: str
    text: str
    points: str


def ladder(explained: dict) -> list[Rung]:
    """满分 → 自评 → 核查 → 扣分 → 得分 → 折算, each with its arithmetic (art. 48)."""
    result, reading, own = explained["result"], explained["reading"], explained["own"]
    return [
        Rung("满分", _full(result, explained["lines"]), "100"),
        Rung("自评", _own(own), "—" if own is None else plain(own)),
        Rung("核查", f"{_base(result)}。", plain(result.base)),
        Rung(
            "扣分",
            _deducted(result, explained["taken"]),
            f"−{plain(result.deducted)}" if result.deducted else "0",
        ),
        Rung("得分", _score(result, reading) + _band(explained["band"]), plain(result.score)),
        Rung("折算", _into(result, reading), plain(result.into_responsibility)),
    ]


def _full(result: Result, lines) -> str:
    left_out = sum(not line.applies for line in lines)
    if not left_out:
        return f"{len(lines)}项共{plain(result.applicable)}分。"
    applying = len(lines) - left_out
    return f"适用{applying}项共{plain(result.applicable)}分，不适用{left_out}项不计，得分折算成百分。"


def _own(own) -> str:
    return "单位还没有自评。" if own is None else "单位自己打的分。"


def _band(band: str) -> str:
    return f"，档次为“{band}”。" if band else "。"


def _deducted(result: Result, warnings: int) -> str:
    return f"{warnings}件预警，共扣{plain(result.deducted)}分。" if warnings else "没有预警，不扣分。"


def _into(result: Result, reading: Reading) -> str:
    """What goes into the responsibility assessment: the share, the bonus, and the deductions where the reading says so."""
    sum_up = f"{plain(result.score)}×{plain(reading.share)}%＝{plain(result.share)}分计入责任制考核"
    there = f"，预警扣分{plain(result.deducted)}分在责任制考核中扣" if taken_there(result, reading) else ""
    return f"{sum_up}；{_bonus(result, reading)}{there}。"


def lost(explained: dict) -> list:
    """The items that cost points, each with what they cost and why: what a head asks first."""
    return [
        (line, plain(line.points - line.checked_score), line.checked_note or line.note)
        for line in explained["lines"]
        if line.applies and line.checked_score is not None and line.checked_score < line.points
    ]


def taken_there(result: Result, reading: Reading) -> bool:
    return reading.deduct_from == DeductFrom.RESPONSIBILITY and bool(result.deducted)


def sentences(result: Result, reading: Reading, warnings: int) -> dict[str, str]:
    """满分 → 核查 → 扣分 → 得分 → 折算, each with its arithmetic (art. 48)."""
    return {
        "base_text": _base(result),
        "deducted_text": f"{warnings}件预警，共扣{plain(result.deducted)}分"
        if warnings
        else "没有预警，不扣分",
        "deducted_note": f"共扣 {plain(result.deducted)} 分" if result.deducted else "",
        "score_text": _score(result, reading),
        "share_text": f"{plain(result.score)}×{plain(reading.share)}%＝{plain(result.share)}分",
        "bonus_text": _bonus(result, reading),
        "reading_points": "、".join(plain(reading.points(tier)) for tier in DEDUCTIONS),
    }


def _base(result: Result) -> str:
    unchecked = f"（其中{plain(result.unchecked)}分的项还没有核查，暂按满分计）" if result.unchecked else ""
    return f"适用项{plain(result.applicable)}分，折合百分制{plain(result.base)}分{unchecked}"


def _score(result: Result, reading: Reading) -> str:
    if reading.deduct_from == DeductFrom.SCORE and result.deducted:
        return f"{plain(result.base)}−{plain(result.deducted)}＝{plain(result.score)}分"
    return f"{plain(result.score)}分"


def _bonus(result: Result, reading: Reading) -> str:
    line = plain(reading.bonus_from)
    if result.bonus:
        return f"达到{line}分，单位和班子成员在责任制考核中加{plain(result.bonus)}分"
    return f"未达到{line}分，不加分"


# -- accountability (art. 46, 47, 49): letters leave by mail, so they name the record by its number and nobody else ------

ABOUT_A_FINDING = {
    "sent": "{finding}请单位负责人陈述意见，于{due}（含）前提交。",
    "stated": "{finding}的单位已经陈述意见，请认定。",
    "confirmed": "{finding}已经认定，请查看。",
    "dismissed": "{finding}不予认定，已经办结。",
    "reported_up": "{finding}涉及由上级管理的人员，报请办理。",
    "unit_held": "{finding}已登记单位的责任，请查看。",
    "told": "{finding}与您有关，请查看。",
}


def tell_of_finding(finding, stage: str, people) -> int:
    """One inbox line per person, finding, stage and round."""
    due = cn(finding.statement_due_on) if finding.statement_due_on else ""
    return tell_once(
        people,
        key=f"accountability:{finding.pk}:{stage}:{finding.version}",
        text=ABOUT_A_FINDING[stage].format(finding=finding, due=due),
        url=finding.get_absolute_url(),
    )


def judges_of(finding):
    """The staff of the body whose matter it is, without whom it holds responsible."""
    roles = CENTRE if finding.unit.kind == UnitKind.TOWN else DISCIPLINE
    named = finding.responsibilities.exclude(person=None).values("person")
    return users_reaching(*roles, unit=finding.unit).exclude(person__in=named)


def upper_staff_of(finding):
    named = finding.responsibilities.exclude(person=None).values("person")
    return users_reaching(*CENTRE, unit=finding.unit).exclude(person__in=named)


def tell_held(responsibility) -> int:
    """Whoever was held responsible, if there is an account; the unit's head where it is the unit itself."""
    finding = responsibility.finding
    if responsibility.person is None:
        return tell_of_finding(finding, "unit_held", heads_of(finding.unit))
    return tell_of_finding(finding, "told", accountability.account_of(responsibility.person))


def _to_the_head(deadline, stage: int):
    """Who speaks for the unit, then 镇纪委, then its secretary; never the unit's collectors."""
    who, unit_id = deadline.directory, deadline.unit_id
    rungs = (
        who.heading(unit_id),
        who.reaching(*DISCIPLINE, unit_id=unit_id),
        who.reaching(Role.DISCIPLINE_SECRETARY, unit_id=unit_id),
        who.reaching(Role.DISCIPLINE_SECRETARY, unit_id=unit_id),
    )
    return next((users for users in rungs[rung(stage) :] if users), [])


STATEMENT = Kind(name="accountability_statement", label="问题情形的陈述意见", recipients=_to_the_head)

"""Who may do what to a finding and about who is held responsible, and if not, why not (art. 46, 47, 49)."""

from assessment import rules
from assessment.enums import ESTABLISHED, PENDING, FindingStatus
from assessment.queries import accountability as queries
from core import clock
from core.gates import CENTRE, DISCIPLINE
from core.verdict import GRANTED, Verdict, first_refusal, refused
from earlywarnings.access.handling import within_the_towns_power
from organisations.enums import UnitKind
from organisations.queries import heads_of

MOVES = {
    "change": (FindingStatus.DRAFT,),
    "send": (FindingStatus.DRAFT,),
    "state": (FindingStatus.HEARING,),
    "confirm": (FindingStatus.HEARING, FindingStatus.HEARD),
    "dismiss": tuple(PENDING),
    "rectify": (FindingStatus.CONFIRMED, FindingStatus.HELD),
    "hold": tuple(ESTABLISHED),
    "report_up": tuple(ESTABLISHED),
}
OTHERWISE = {
    FindingStatus.DRAFT: "还没有送单位陈述。",
    FindingStatus.HEARING: "已送单位，等待单位负责人陈述意见。",
    FindingStatus.HEARD: "单位已经陈述意见，等待认定。",
    FindingStatus.CONFIRMED: "已经认定，不再改动。",
    FindingStatus.RECTIFIED: "已经整改。",
    FindingStatus.HELD: "已经认定并追究责任，不再改动。",
    FindingStatus.DISMISSED: "不予认定，已经办结。",
}


def in_turn(verb: str, finding) -> Verdict:
    return GRANTED if finding.status in MOVES[verb] else refused(OTHERWISE[finding.status], finding.article)


def may_draft(user, unit) -> Verdict:
    """镇纪委, on the town itself the upper body too; nobody on the unit they answer for."""
    if unit.kind not in queries.FOUND_ON:
        return refused("企业只报送信息，不登记问题情形。", 36)
    above = user.holds(*CENTRE, unit=unit) and unit.kind == UnitKind.TOWN
    if not (user.holds(*DISCIPLINE, unit=unit) or above):
        return refused("问题情形由镇纪委登记；镇本级的，上级纪检监察机关也可以登记。", 46)
    return _outside(user, unit)


def staff(user, finding) -> Verdict:
    """The body whose matter it is: the town does not judge itself (管理权限)."""
    if finding.unit.kind == UnitKind.TOWN:
        if not user.holds(*CENTRE, unit=finding.unit):
            return refused("镇本级的问题情形由上级纪检监察机关办理。", 46)
    elif not user.holds(*DISCIPLINE, unit=finding.unit):
        return refused("这一步由镇纪委办理。", 46)
    return first_refusal(_outside(user, finding.unit), _not_named(user, finding))


def handles(user, finding) -> bool:
    return bool(staff(user, finding)) or bool(_draws_up(user, finding))


def _draws_up(user, finding) -> Verdict:
    """What a finding says may be written by either body; on the town, 镇纪委 writes and the upper body judges."""
    return first_refusal(may_draft(user, finding.unit), _not_named(user, finding))


def _outside(user, unit) -> Verdict:
    if unit.pk in user.headed_units:
        return refused("您负责这个单位，应当回避，请由另一位同志办理。", 46)
    if unit.kind != UnitKind.TOWN and user.person.unit_id == unit.pk:
        return refused("不能办理自己所在单位的问题情形，请由另一位同志办理。", 46)
    return GRANTED


def _not_named(user, finding) -> Verdict:
    if queries.names(user, finding):
        return refused("您是被追责人，应当回避，请由另一位同志办理。", 46)
    return GRANTED


def may_change(user, finding) -> Verdict:
    return first_refusal(in_turn("change", finding), _draws_up(user, finding))


def may_send(user, finding) -> Verdict:
    return first_refusal(in_turn("send", finding), _draws_up(user, finding))


def may_state(user, finding) -> Verdict:
    """The unit's head; where nobody has such an account, whoever handles it types what the head wrote (代录)."""
    return first_refusal(in_turn("state", finding), _speaks_for_the_unit(user, finding))


def _speaks_for_the_unit(user, finding) -> Verdict:
    if finding.unit_id in user.headed_units:
        return GRANTED
    if heads_of(finding.unit).exists():
        return refused("陈述意见由单位负责人填写。", 49)
    return staff(user, finding)


def writes_on_behalf(user, finding) -> bool:
    return finding.unit_id not in user.headed_units


def may_confirm(user, finding) -> Verdict:
    """Not by whoever drafted it or typed for the unit; the unit was heard, or let its day pass."""
    return first_refusal(
        in_turn("confirm", finding),
        _was_heard(finding),
        staff(user, finding),
        refused("起草人不能认定自己起草的问题情形，请由另一位同志认定。", 46)
        if finding.drafted_by_id == user.pk
        else GRANTED,
        refused("陈述意见由您代录，请由另一位同志认定。", 46) if finding.typed_by_id == user.pk else GRANTED,
    )


def _was_heard(finding) -> Verdict:
    if finding.stated_on or rules.may_go_unheard(finding.statement_due_on, clock.today()):
        return GRANTED
    return refused("单位还没有陈述意见，陈述期限也没有到，不能认定。", 49)


def may_dismiss(user, finding) -> Verdict:
    """A draft by whoever may write one; once the unit knows of it, by the body whose matter it is."""
    judge = _draws_up if finding.status == FindingStatus.DRAFT else staff
    return first_refusal(in_turn("dismiss", finding), judge(user, finding))


def may_rectify(user, finding) -> Verdict:
    if finding.rectified_on:
        return refused("整改情况已经登记。", finding.article)
    return first_refusal(in_turn("rectify", finding), staff(user, finding))


def may_hold(user, finding) -> Verdict:
    return first_refusal(in_turn("hold", finding), _records(user, finding))


def _records(user, finding) -> Verdict:
    """The body whose matter it is, and the upper body where it was reported to it."""
    if finding.reported_up_on and user.holds(*CENTRE, unit=finding.unit):
        return _not_named(user, finding)
    return staff(user, finding)


def may_hold_person(user, finding, person) -> Verdict:
    """管理权限: whom a higher body manages the town reports, and does not hold responsible itself."""
    if person is None:
        return GRANTED
    if person.pk == user.person_id:
        return refused("不能登记对自己的责任追究。", 46)
    return GRANTED if user.holds(*CENTRE, unit=finding.unit) else within_the_towns_power(person)


def told_first(finding, person, told_on) -> Verdict:
    """A finding that one has read does not vanish under one's eyes, nor speak of one before one was told."""
    if person and not told_on and queries.sees_it_already(person, finding):
        return refused(f"{person.name}同志看得到这份问题情形，请先告知本人，再填写告知日期登记。", 46)
    return GRANTED


def may_report_up(user, finding) -> Verdict:
    if finding.reported_up_on:
        return refused("已经报上级。", 46)
    if finding.unit.kind == UnitKind.TOWN:
        return refused("镇本级的问题情形已由上级纪检监察机关办理，不用再报。", 46)
    return first_refusal(in_turn("report_up", finding), staff(user, finding))


def may_tell(user, responsibility) -> Verdict:
    if responsibility.told_on or responsibility.revoked_on:
        return refused("已经告知或者撤销。", 46)
    return _records(user, responsibility.finding)


def may_revoke(user, responsibility) -> Verdict:
    if responsibility.revoked_on:
        return refused("这条责任追究已经撤销。", 46)
    return _records(user, responsibility.finding)


ASKED = {
    "change": may_change,
    "send": may_send,
    "state": may_state,
    "confirm": may_confirm,
    "dismiss": may_dismiss,
    "rectify": may_rectify,
    "hold": may_hold,
    "report_up": may_report_up,
}

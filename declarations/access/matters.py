"""Who may do what to a report of a personal matter (art. 24). What a user may not see, the address does not even know."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from declarations.enums import LENDERS, READERS, Addressee, MatterStatus
from declarations.queries import matters as queries
from declarations.queries.commitments import attends
from organisations.enums import UnitKind

AMONG_COLLEAGUES = "镇纪委工作人员的报告由本人登录报送，不能由同事代录。"


def may_report(user, person) -> Verdict:
    """About oneself; for somebody without an account the information officer types the signed paper (代录)."""
    return first_refusal(_within_the_town(person), _reports_for(user, person))


def _within_the_town(person) -> Verdict:
    if person.unit.kind == UnitKind.CENTRE or not queries.has_readers(person):
        return refused("这里只受理镇内人员的重大事项报告，请按管理权限向上级报告。", 24)
    return GRANTED


def _reports_for(user, person) -> Verdict:
    """Not even the collector of the unit types what is confidential."""
    if user.person_id == person.pk:
        return GRANTED
    if attends(person):
        return refused("重大事项由本人登录报告。", 24)
    if not user.holds(Role.INFORMATION_OFFICER, unit=person.unit):
        return refused("没有账号的同志，请直接向镇纪委报告，由信息员代录，不经单位转手。", 24)
    if queries.addressee_of(person) != Addressee.STAFF:
        return refused(AMONG_COLLEAGUES, 24)
    return GRANTED


def may_supplement(user, report) -> Verdict:
    """Also unasked: what was reported beforehand is completed afterwards."""
    if report.status == MatterStatus.FILED:
        return refused("报告已经归档。有新的情况，请另报一件。", 24)
    if user.person_id == report.person_id:
        return GRANTED
    if not report.on_behalf or attends(report.person):
        return refused("补充由报告人本人填写。", 24)
    if report.addressee == Addressee.STAFF and user.holds(Role.INFORMATION_OFFICER, unit=report.unit):
        return GRANTED
    return refused("补充由镇纪委信息员代录。", 24)


def may_read(user, report) -> Verdict:
    if report.status not in (MatterStatus.REPORTED, MatterStatus.TO_SUPPLEMENT):
        return refused("这份报告已经阅知。", 24)
    return first_refusal(_reads(user, report), _is_another(user, report))


def may_ask(user, report) -> Verdict:
    if report.status not in (MatterStatus.REPORTED, MatterStatus.READ):
        return refused("已报、已阅的报告才能请报告人补充。", 24)
    return _reads(user, report)


def may_remark(user, report) -> Verdict:
    """The named handler writes to the file as well; what becomes of it is decided by whom it is addressed to."""
    if report.status == MatterStatus.FILED:
        return refused("报告已经归档，不再填写意见。", 24)
    if user.person_id != report.person_id and report.pk in queries.lent_to(user):
        return GRANTED
    return _reads(user, report)


def may_file(user, report) -> Verdict:
    if report.status != MatterStatus.READ:
        return refused("阅知以后才能归档。", 24)
    return _reads(user, report)


def may_lend(user, report) -> Verdict:
    if user.person_id == report.person_id:
        return refused("您是报告人，经办人由受理的一方指定。", 24)
    roles = LENDERS[Addressee(report.addressee)]
    if not roles:
        return refused("上级预警中心受理的报告不再指定经办人。", 24)
    if report.status == MatterStatus.FILED:
        return refused("报告已经归档，不再指定经办人。", 24)
    if user.holds(*roles, unit=report.unit):
        return GRANTED
    return refused("经办人由镇纪委书记指定。", 24)


def may_take_back(user, report) -> Verdict:
    """At any time, also of what is filed."""
    if user.person_id != report.person_id and user.holds(
        *LENDERS[Addressee(report.addressee)], unit=report.unit
    ):
        return GRANTED
    return refused("经办授权由镇纪委书记收回。", 24)


def may_lend_to(user, report, handler) -> Verdict:
    if queries.possible_handlers(user, report).filter(pk=handler.pk).exists():
        return GRANTED
    return refused("这位同志不能经办：是报告人、其单位的负责人或采集员，或已经能够查阅。", 24)


def _reads(user, report) -> Verdict:
    if user.person_id == report.person_id:
        return refused("您是报告人，由受理的一方办理。", 24)
    if user.holds(*READERS[Addressee(report.addressee)], unit=report.unit):
        return GRANTED
    return refused(f"这份报告由{report.get_addressee_display()}办理。", 24)


def _is_another(user, report) -> Verdict:
    if report.on_behalf and report.entered_by_id == user.pk:
        return refused("这份报告由您代录，请由镇纪委另一位同志阅知。", 24)
    return GRANTED


# Every move and its question, in the order the buttons appear.
MOVES = {
    "read": may_read,
    "ask": may_ask,
    "supplement": may_supplement,
    "remark": may_remark,
    "file": may_file,
    "lend": may_lend,
}

"""Who may do what to a report on a period, and if not, why not."""

from collection import queries, rules
from collection.access.forms import fills_for, fills_on_behalf
from collection.enums import FormStatus
from core.gates import DISCIPLINE
from core.verdict import GRANTED, Verdict, first_refusal, refused


def may_write_report(user, report) -> Verdict:
    """成因 and 下步措施 by the unit's collector, or by an officer on its behalf (代录); a town's by 镇纪委."""
    if report.status == FormStatus.STOPPED:
        return refused(f"{report.unit}已不再报送，这份{report.get_kind_display()}不用再报。", 36)
    if not report.is_unfiled:
        name = rules.receiver_name(direct=report.goes_to_centre)
        return refused(f"已经报送，不能再改。如有错误，请联系{name}退回。", 38)
    return writes_for(user, report)


def may_submit_report(user, report) -> Verdict:
    written = rules.explained(
        is_analysis=report.is_analysis, causes=report.causes, next_steps=report.next_steps
    )
    return first_refusal(may_write_report(user, report), written)


def may_confirm_nil_report(user, report) -> Verdict:
    """A unit that reported nothing all half year confirms the draft with one click (art. 38)."""
    if not (verdict := may_write_report(user, report)):
        return verdict
    return rules.nothing_to_explain(is_analysis=report.is_analysis, items=queries.items_of(report, user))


def may_accept_report(user, report) -> Verdict:
    if report.status != FormStatus.SUBMITTED:
        return refused("只有已报送的可以接收。", 38)
    if report.written_by_id == user.pk:
        return refused("您自己报送或代录的，请由另一位同志核对后接收。", 38)
    return receives_report(user, report)


def may_return_report(user, report) -> Verdict:
    if report.status != FormStatus.SUBMITTED:
        return refused("只有已报送、未接收的可以退回。", 38)
    return receives_report(user, report)


def may_read_report(user, report) -> Verdict:
    """Its numbers count items: who may not see the items does not learn how many there are."""
    if writes_for(user, report) or receives_report(user, report):
        return GRANTED
    return refused("报告内容由填报人和接收单位查看，这里只显示报送情况。", 38)


def writes_for(user, report) -> Verdict:
    if report.is_towns:
        granted = user.holds(*DISCIPLINE, unit=report.unit)
        return GRANTED if granted else refused("镇级报告由镇纪委书记或预警信息员报送。", 38)
    if fills_for(user, report.unit):
        return GRANTED
    typist = "预警中心" if report.unit.is_direct_point else "镇纪委预警信息员"
    return refused(f"分析报告由本单位的信息采集员起草，或由{typist}代录。", 38)


def receives_report(user, report) -> Verdict:
    if user.holds(*rules.receivers(direct=report.goes_to_centre), unit=report.unit):
        return GRANTED
    return refused("单位的报告由镇纪委接收，镇级报告和直报点的报告由预警中心接收。", 38)


def writes_on_behalf(user, report) -> bool:
    """代录: whoever writes a unit's report without being its collector."""
    return not report.is_towns and fills_on_behalf(user, report)


# Every move and its question, in the order the buttons appear.
REPORT_MOVES = {
    "write_report": may_write_report,
    "submit_report": may_submit_report,
    "confirm_nil_report": may_confirm_nil_report,
    "accept_report": may_accept_report,
    "return_report": may_return_report,
}

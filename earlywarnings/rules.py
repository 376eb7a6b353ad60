"""The table of art. 42 and the arithmetic of a warning. No database, no clock."""

from datetime import date, timedelta

from core.verdict import GRANTED, Verdict, refused
from documents.enums import DocumentKind
from earlywarnings.enums import Measure, Tier

RESPONSE = "earlywarnings.response"  # the kind of promise of art. 43
CRITERIA = {
    Tier.RED: "有违纪行为但不构成立案",
    Tier.YELLOW: "有倾向性问题且情节轻微",
    Tier.BLUE: "情节较轻微或存在群众议论较多的苗头性问题",
}
TIER_NAMES = {
    Tier.RED: "高级（红色）预警",
    Tier.YELLOW: "中级（黄色）预警",
    Tier.BLUE: "低级（蓝色）预警",
}
MEASURES = {
    Tier.RED: (Measure.SPECIAL_INQUIRY, Measure.SUPERVISED, Measure.GROUP_TALK, Measure.ORGANISATIONAL),
    Tier.YELLOW: (Measure.ADMONITION, Measure.SPECIAL_INQUIRY, Measure.LETTER),
    Tier.BLUE: (Measure.REMINDER, Measure.EXPLAIN, Measure.CORRECT),
}
DOCUMENTS = {
    Tier.RED: DocumentKind.RECTIFICATION_NOTICE,
    Tier.YELLOW: DocumentKind.RECTIFICATION_NOTICE,
    Tier.BLUE: DocumentKind.WARNING_NOTICE,
}


def complete(warning, *, measures, problems: int) -> Verdict:
    """Whether a warning says everything art. 42 and its document ask for."""
    tier = Tier(warning.tier)
    if not measures:
        return refused("请至少选择一项处置措施。", 42)
    if wrong := [m for m in measures if m not in MEASURES[tier]]:
        names = "、".join(Measure(m).label for m in wrong)
        return refused(f"{tier.label}预警不能采取：{names}。", 42)
    if Measure.ORGANISATIONAL in measures and not warning.party_decision:
        return refused("采取组织处理须填写党委决定的文号。", 42)
    if tier != Tier.BLUE and not warning.case_handling:
        return refused("红色、黄色预警签发前，须核对是否应转问题线索处置并记录意见。", 42)
    if tier != Tier.BLUE and not problems:
        return refused("整改通知书须列出至少一个问题及整改要求。", 42)
    if tier == Tier.BLUE and not (warning.reminders and warning.explanations and warning.correct_by):
        return refused("蓝色预警通知书须写明提醒事项、需要说明的问题和纠正期限。", 42)
    if tier != Tier.BLUE and not (warning.supervisor_id and warning.evaluation):
        return refused("整改通知书须写明督导责任人和评估方式。", 42)
    return GRANTED


def similar_since(day: date) -> date:
    """Items on the same unit, post, person, power or risk point within a year are shown beside each other."""
    return day - timedelta(days=365)

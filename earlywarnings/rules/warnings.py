"""The table of art. 42 and the arithmetic of a warning. No database, no clock."""

from datetime import date, timedelta

from core.dates import cn
from core.gates import CENTRE, DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from documents.enums import DocumentKind
from documents.rules import printable
from earlywarnings.enums import Body, Measure, Tier

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

STAFF = {Body.TOWN: DISCIPLINE, Body.UPPER: CENTRE}  # who works for the body, and who signs for it (art. 41)
SIGNATORY = {Body.TOWN: Role.DISCIPLINE_SECRETARY, Body.UPPER: Role.CENTRE_HEAD}
HANDLERS = (*DISCIPLINE, *CENTRE)
SIGNATORY_NAMES = {Body.TOWN: "镇纪委书记", Body.UPPER: "上级纪检监察机关负责人"}

RAISED = {
    Tier.BLUE: Tier.YELLOW,
    Tier.YELLOW: Tier.RED,
}  # one tier up; above red there is only the upper body
LATE_IS_NOT_RED = "仅因逾期回告，不属于提高级别的情形。"


# What the document says in words, by tier.
WORDS = {"title": "事由", "facts": "事实简述", "rule_violated": "违反的规定", "requirements": "总的要求"}
MORE_WORDS = {
    Tier.RED: {"evaluation": "评估方式"},
    Tier.YELLOW: {"evaluation": "评估方式"},
    Tier.BLUE: {"reminders": "提醒事项", "explanations": "需要说明的问题"},
}


def complete(warning, *, measures, problems) -> Verdict:
    """Whether a warning says everything art. 42 and its document ask for."""
    tier = Tier(warning.tier)
    rest = _reminding(warning) if tier == Tier.BLUE else _rectifying(warning, problems)
    return first_refusal(_worded(warning, tier), allowed(tier, measures, warning.party_decision), rest)


def allowed(tier: Tier, measures, party_decision: str = "") -> Verdict:
    """At least one measure, and only those of the tier (art. 42)."""
    if not measures:
        return refused("请至少选择一项处置措施。", 42)
    if wrong := [measure for measure in measures if measure not in MEASURES[tier]]:
        names = "、".join(Measure(measure).label for measure in wrong)
        return refused(f"{Tier(tier).label}预警不能采取：{names}。", 42)
    if Measure.ORGANISATIONAL in measures and not party_decision:
        return refused("采取组织处理须填写党委决定的文号。", 42)
    return GRANTED


def _worded(warning, tier: Tier) -> Verdict:
    """Something that can be printed under every heading of the document."""
    missing = [
        label for name, label in (WORDS | MORE_WORDS[tier]).items() if not printable(getattr(warning, name))
    ]
    return refused(f"请填写{'、'.join(missing)}。", 42) if missing else GRANTED


def _rectifying(warning, problems) -> Verdict:
    if not warning.case_handling:
        return refused("红色、黄色预警签发前，须核对是否应转问题线索处置并记录意见。", 42)
    if not problems:
        return refused("整改通知书须列出至少一个问题及整改要求。", 42)
    if not all(printable(problem.text) and printable(problem.requirement) for problem in problems):
        return refused("问题清单的每一条都须写明问题和整改要求。", 42)
    if not warning.supervisor_id:
        return refused("整改通知书须写明督导责任人。", 42)
    return GRANTED


def _reminding(warning) -> Verdict:
    return GRANTED if warning.correct_by else refused("蓝色预警通知书须写明纠正期限。", 42)


def sourced(body: Body, *, items: bool, note: str = "") -> Verdict:
    """A town warns on what was reported to it; the upper body may say what it knows from elsewhere (art. 37, 39)."""
    if items or (body == Body.UPPER and note):
        return GRANTED
    if body == Body.UPPER:
        return refused("没有采集信息的，请写明来源说明。", 39)
    return refused("预警须有来源信息，请先在研判页勾选。", 39)


MOST_FILES = 9  # on one problem: a few photos or pages, not an archive


def on_this_notice(problem, warning) -> Verdict:
    """Evidence hangs on a problem of its own warning, or on the whole."""
    if problem and problem.warning_id != warning.pk:
        return refused("这个问题不在本通知书上。", 43)
    return GRANTED


def evidenced(files: int) -> Verdict:
    if files > MOST_FILES:
        return refused(f"每个问题最多传{MOST_FILES}份佐证材料，请先去掉一些。", 43)
    return GRANTED


def needs_knowledge(tier: str, body: str) -> bool:
    """A red warning of the town is served once a town leader whom it does not concern has taken note of it: what is
    important is reported to the leading group of the same level (art. 45). The upper body's is not the town's to know."""
    return tier == Tier.RED and body == Body.TOWN


def needs_second_look(tier: str) -> bool:
    """A red answer that passed is looked at again by another (art. 44)."""
    return tier == Tier.RED


def judged(passed: dict, comments: dict, comment: str) -> Verdict:
    """What goes back says why: beside the problem, or on a blue warning, which has none, as a whole (key 0)."""
    silent = [key for key, good in passed.items() if not good and not (comments.get(key) if key else comment)]
    return refused("退回须写明意见，好让对方知道改什么。", 44) if silent else GRANTED


def one_up(tier: str, former: str) -> Verdict:
    """A warning that follows a failed rectification is one tier up, no less and no more (art. 42)."""
    if RAISED.get(Tier(former)) == tier:
        return GRANTED
    return refused("整改两次不合格的，只能提高一级重新预警。", 42)


def served_on(day: date, *, signed_on: date, today: date) -> Verdict:
    """A notice is brought after it is signed, and not in the future."""
    if day > today:
        return refused("送达日期不能晚于今天。", 43)
    if day < signed_on:
        return refused("送达日期不能早于签批日期。", 43)
    return GRANTED


def received_on(day: date, *, delivered_on: date, today: date) -> Verdict:
    """The day a paper receipt names."""
    if day > today:
        return refused("签收日期不能晚于今天。", 43)
    if day < delivered_on:
        return refused("签收日期不能早于送达日期。", 43)
    return GRANTED


def asked_in_time(due_on: date, today: date) -> Verdict:
    """An extension is asked for before the due day (art. 43 is silent; DOMAIN default)."""
    if today >= due_on:
        return refused(f"延期应在到期日（{cn(due_on)}）之前申请，现已不能申请。", 43)
    return GRANTED


ALIKE = {
    "subject_person_id": "同一人员",
    "subject_post_id": "同一岗位",
    "risk_point_id": "同一风险点",
    "power_id": "同一职权",
    "subject_unit_id": "同一单位",
}


def likeness(item, other) -> str:
    """What two items have in common, the narrowest first."""
    alike = [
        label
        for field, label in ALIKE.items()
        if getattr(item, field) and getattr(item, field) == getattr(other, field)
    ]
    return "、".join(alike)


def similar_since(day: date) -> date:
    """Items on the same unit, post, person, power or risk point within a year are shown beside each other."""
    return day - timedelta(days=365)

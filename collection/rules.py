"""What a form and its items need. No database, no clock."""

from datetime import date, timedelta

from collection.enums import VILLAGE_SOURCES, Source
from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, refused
from organisations.enums import UnitKind

MOST_FILES = 9  # attached to one item: a few photos or pages, not an archive
OLDEST_DAYS = 366  # a finding reported each quarter is not older; an earlier date is a slip of the pen


def sources_for(kind: str, *, besides: str = "") -> tuple[Source, ...]:
    """A village's form shows six of the sources of art. 37, the others show all; what was chosen once stays."""
    if kind != UnitKind.VILLAGE:
        return tuple(Source)
    return tuple(source for source in Source if source in VILLAGE_SOURCES or source == besides)


def receivers(*, direct: bool) -> tuple[Role, ...]:
    """Who accepts a form and judges its items: 镇纪委, or the centre for a direct reporting point (art. 36)."""
    return (Role.CENTRE_OFFICER,) if direct else DISCIPLINE


def officers(*, direct: bool) -> tuple[Role, ...]:
    """Who does the daily work: is told of what was filed, and may type a form on a unit's behalf (代录)."""
    return (Role.CENTRE_OFFICER,) if direct else (Role.INFORMATION_OFFICER,)


def receiver_name(*, direct: bool) -> str:
    return "预警中心" if direct else "镇纪委"


def ready(*, nil: bool, items: int) -> Verdict:
    """本季度无情况 or at least one item, never both (art. 38)."""
    if nil and items:
        return refused(f"本表已填了{items}条信息，不能再报“无情况”。请先删除这些信息，或直接报送。", 38)
    if not nil and not items:
        return refused("还没有填写任何信息。没有情况请点“本季度无情况”。", 38)
    return GRANTED


def carried(files: int) -> Verdict:
    if files > MOST_FILES:
        return refused(f"一条信息最多带{MOST_FILES}个附件，请先去掉一些。", 39)
    return GRANTED


def said_once(*, before: bool) -> Verdict:
    """A page sent again, because its answer got lost on the way, says nothing new."""
    if before:
        return refused("这条信息已经记下了（发现日期、反映对象、情况摘要都相同），不用再记一次。", 38)
    return GRANTED


def nothing_to_explain(*, is_analysis: bool, items: int) -> Verdict:
    """Only who reported nothing in the half year confirms the draft as it stands (art. 38)."""
    if not is_analysis:
        return refused("季度汇总核对后直接报送。", 38)
    if items:
        return refused(f"本半年报过{items}条信息，请写明成因和下步措施后报送。", 38)
    return GRANTED


def explained(*, is_analysis: bool, causes: str, next_steps: str) -> Verdict:
    """A person writes two paragraphs of the analysis, the system the rest (art. 38)."""
    if is_analysis and not (causes.strip() and next_steps.strip()):
        return refused("请先写成因和下步措施，再报送。", 38)
    return GRANTED


def withdrawal(*, undoes: bool, due_on: date, today: date) -> str:
    """What is asked before a form is taken back: a first report that is undone was not made in time."""
    late = "截止日期已过，重新报送就算迟报。" if undoes and today > due_on else ""
    return f"撤回以后请改好，重新报送。{late}确定撤回吗？"


def signed(*, on_behalf: bool, name: str) -> Verdict:
    """代录 says whose words were typed; who fills his own unit's form is not asked."""
    if on_behalf and not name.strip():
        return refused("代录须写明原填写人姓名。", 38)
    return GRANTED


def dated(what: str, day: date, today: date) -> Verdict:
    """`what` is the name of the date: 发现日期, 转办日期."""
    if day > today:
        return refused(f"{what}不能晚于今天。", 38)
    if day < today - timedelta(days=OLDEST_DAYS):
        return refused(f"{what}在一年以前，请核对年份。", 38)
    return GRANTED


def polled(*, asked: int, answered: int, satisfied: int) -> dict[str, str]:
    """By field why the counts of a poll do not fit; empty where they do."""
    if answered > asked:
        return {"answered": "收回份数不能超过发出份数。"}
    if satisfied > answered:
        return {"satisfied": "满意份数不能超过收回份数。"}
    return {}


def percent(part: int, whole: int) -> str:
    """75%, rounded half up on integers; nothing where there is nothing to divide by."""
    return f"{(200 * part + whole) // (2 * whole)}%" if whole else ""

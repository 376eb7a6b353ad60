"""The sheet on which a unit writes its items offline, and how its cells are read back."""

from collections import Counter

from django.core.exceptions import ValidationError

from collection import queries, rules
from collection.models import SUMMARY_LENGTH, InformationItem
from core import clock
from core.dates import cn
from core.spreadsheets import Column
from core.spreadsheets.values import day

QUESTION = (
    "先回答一个问题：要填的是不是检举、控告，或者某个人涉嫌违纪违法的线索？是，或者拿不准的，不要写在这张表里，"
    "请把材料当面交给镇纪委；反映镇纪委人员的，交给上级纪检监察机关。"
)
HOW = f"每行一条，只有情况摘要必填，不超过{SUMMARY_LENGTH}字。不要写反映人的姓名和电话。不填日期算今天，不填对象算本单位。"
EXAMPLE = {
    "found_on": "2026-11-18",
    "source": "日常了解",
    "summary": "集体鱼塘发包前公示期不足七日，有村民议论。",
    "amount": "30000",
    "measures_taken": "已提醒补足公示。",
}


def subjects(unit, user) -> dict[str, tuple[str, object]]:
    """What an item may be about, by its code: the words of the drop-down, and the thing."""
    groups = queries.subjects_for(unit, user, besides=InformationItem())
    things = {code: thing for group in groups.values() for code, thing in group.items()}
    return {code: (label, things[code]) for code, label in _distinct(things).items()}


def columns(unit, user) -> list[Column]:
    """The drop-downs hold what this unit may choose; a column without a choice is left out."""
    points = {point.pk: point for point in queries.risk_points_of(unit)}
    powers = {power.pk: power for power in queries.powers_of(unit)}
    about = [(code, label) for code, (label, _) in subjects(unit, user).items()]
    sources = [(source.value, source.label) for source in rules.sources_for(unit.kind)]
    every = [
        Column("found_on", "发现日期", ("日期",), parse=_found_on),
        Column("source", "信息来源", ("来源",), choices=sources),
        Column("subject", "反映对象", ("对象",), choices=about),
        Column("summary", "情况摘要", ("情况",), True, max_length=SUMMARY_LENGTH),
        Column("risk_point", "关联风险点", choices=list(_distinct(points).items())),
        Column("power", "关联职权", choices=list(_distinct(powers).items())),
        Column("amount", "涉及金额（元）", ("涉及金额",), parse=_amount),
        Column("measures_taken", "已采取措施", max_length=SUMMARY_LENGTH),
    ]
    return [column for column in every if column.choices is None or column.choices]


def above(form, user) -> list[str]:
    """The head of the sheet, filled in, and the question that stands before anything is written."""
    title = f"{form.unit.name}{form.period.label}廉政风险预警信息采集表"
    return [title, QUESTION, f"填报人：{user.name}　{cn(form.period.due_on)}（含）前报送。{HOW}"]


def _distinct(things: dict) -> dict:
    """Things by their names; those of one name carry a number as well."""
    often = Counter(str(thing) for thing in things.values())
    return {
        key: str(thing) if often[str(thing)] == 1 else f"{thing}（编号{thing.pk}）"
        for key, thing in things.items()
    }


def _found_on(cell):
    found_on = day(cell)
    if not (verdict := rules.dated("发现日期", found_on, clock.today())):
        raise ValidationError(verdict.reason)
    return found_on


def _amount(cell):
    """As the form reads it, with the commas and the 元 that people write."""
    field = InformationItem._meta.get_field("amount")
    amount = field.formfield().clean(str(cell).replace(",", "").replace("，", "").removesuffix("元"))
    field.run_validators(amount)
    return amount

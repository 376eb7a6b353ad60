"""百分考核 in the demo: last year's round from the self-assessment to its publication, with one appeal; this year's is open."""

from datetime import date, timedelta
from decimal import Decimal

from assessment import workflow
from assessment.models import Appeal, Sheet
from assessment.queries import evidence_for, lines_of
from core import clock
from demo.cast import Town
from demo.timeline import Timeline

OPENED_AFTER = 20  # days, in the year the demo begins in
STRICT, RESTORED = Decimal("1.5"), Decimal(3)
ITEM = "A1 "
FOUND = "只查到一次专题研究的会议记录。"
APPEAL = "九月另开过一次专题会，记录在档案盒里，现已补交复印件。"
ANSWER = "补交的会议记录属实，恢复得分。"


def plan(town: Town, timeline: Timeline) -> None:
    past, year = town.since.year, timeline.until.year
    timeline.add(town.since + timedelta(days=OPENED_AFTER), _open_year, town, past)
    timeline.add(date(year, 1, 5), _open_year, town, year)
    for day, deed in (
        (date(year, 1, 9), _self_assess),
        (date(year, 1, 20), _check),
        (date(year, 1, 23), _hear),
        (date(year, 1, 28), _answer),
        (date(year, 2, 2), _approve),
        (date(year, 2, 6), _publish),
    ):
        timeline.add(day, deed, town, past)


def _open_year(town: Town, year: int) -> None:
    workflow.open_year(year, by=town.today(town.staff["secretary"]))


def _sheets(year: int):
    return Sheet.objects.filter(year=year).select_related("unit", "scheme").order_by("pk")


def _head(town: Town, sheet: Sheet):
    return town.today(town.heads[sheet.unit.short_name])


def _self_assess(town: Town, year: int) -> None:
    """Every unit thinks well of itself."""
    for sheet in _sheets(year):
        scores = {line.pk: (True, line.points, "") for line in lines_of(sheet)}
        workflow.self_assess(sheet, by=_head(town, sheet), version=sheet.version, scores=scores)


def _check(town: Town, year: int) -> None:
    """The evidence is followed; in the first unit one item is judged more strictly than it should be."""
    for number, sheet in enumerate(_sheets(year)):
        lines = list(lines_of(sheet))
        known = evidence_for(sheet, lines, clock.today())
        scores = {line.pk: _judged(line, known.get(line.pk), strict=number == 0) for line in lines}
        workflow.check(sheet, by=town.today(town.staff["first"]), version=sheet.version, scores=scores)


def _judged(line, evidence, *, strict: bool) -> tuple:
    if strict and line.item.text.startswith(ITEM):
        return True, STRICT, FOUND
    proposed = evidence.proposed if evidence else None
    return True, line.points if proposed is None else proposed, ""


def _hear(town: Town, year: int) -> None:
    """The first unit appeals, the others have nothing against it."""
    first, *others = _sheets(year)
    line = lines_of(first).get(item__text__startswith=ITEM)
    workflow.appeal(first, by=_head(town, first), line=line, reason=APPEAL)
    for sheet in others:
        workflow.accept(sheet, by=_head(town, sheet))


def _answer(town: Town, year: int) -> None:
    made = Appeal.objects.get(line__sheet__year=year)
    workflow.answer(made, by=town.today(town.staff["second"]), score=RESTORED, words=ANSWER)


def _approve(town: Town, year: int) -> None:
    for sheet in _sheets(year):
        workflow.approve(sheet, by=town.today(town.staff["secretary"]))


def _publish(town: Town, year: int) -> None:
    for sheet in _sheets(year):
        workflow.publish(sheet, by=town.today(town.staff["secretary"]))

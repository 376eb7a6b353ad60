"""What a bulletin tells: the typed facts of a closed case, or the numbers of a period with the rows behind each."""

from dataclasses import asdict

from collection.queries.chapters import ITEMS
from core.dates import HalfYear
from core.figures import Chapter, Figures, Scope, grouped, ids
from earlywarnings.enums import COUNTED
from earlywarnings.models import EarlyWarning
from earlywarnings.queries.reporting import CHAPTER
from earlywarnings.rules.bulletins import Case
from organisations.enums import UnitKind
from organisations.models import Unit
from riskpoints.enums import RiskType

UNLINKED = "未关联风险点"
UNITS = {"items": "条", "warnings": "件"}


def said_of_case(warning) -> dict:
    """The case as its fields have it: nothing anybody typed, so nothing that could name anybody."""
    response = warning.responses.last()
    point = warning.risk_point
    case = Case(
        unit_kind=warning.unit.kind,
        of_person=bool(warning.person_id),
        tier=warning.tier,
        risk_type=point.risk_type if point else "",
        measures=[row.measure for row in warning.measures.all()],
        half_year=HalfYear.containing(warning.signed_on).code,
        causes=[cause for cause, text in response.causes.items() if text] if response else [],
        on_time=not warning.days_late,
        sent_back=bool(warning.failed_rounds),
    )
    return asdict(case)


def said_of_period(town: Unit, span, user) -> dict:
    """The numbers of the town's period, the period before beside them, as far as the drafter may know them.

    Of the warnings only those that were served: before that no total may tell of one (ADR 0007).
    """
    units = Unit.objects.descendants(town, include_self=True).filter(is_direct_point=False)
    scope = Scope(tuple(units.order_by("pk").values_list("pk", flat=True)), span, True)
    chapters = ((ITEMS, _items), (CHAPTER, _warnings))
    return {"chapters": [_chapter(chapter, made, scope, user) for chapter, made in chapters]}


def _chapter(chapter: Chapter, made, scope: Scope, user) -> dict:
    now, before = (made(chapter, each, user) for each in (scope, scope.before()))
    groups = chapter.figures(now, before) + (_kinds(now, before) if chapter is CHAPTER else [])
    told = [_group(group, UNITS[chapter.name]) for group in groups if group.numbers]
    return {"name": chapter.name, "title": chapter.title, "groups": told}


def _items(chapter: Chapter, scope: Scope, user) -> list[dict]:
    return chapter.known(user, chapter.rows(scope))


def _warnings(chapter: Chapter, scope: Scope, user) -> list[dict]:
    rows = _items(chapter, scope, user) or []
    served = EarlyWarning.objects.filter(pk__in=ids(rows), status__in=COUNTED).order_by()
    more = {
        pk: {"risk": risk or "", "kind": kind}
        for pk, risk, kind in served.values_list("pk", "risk_point__risk_type", "unit__kind")
    }
    return [row | more[row["id"]] for row in rows if row["id"] in more]


def _kinds(rows: list[dict], before: list[dict]) -> list[Figures]:
    return [
        Figures("按风险类别", grouped("risk", [*RiskType.choices, ("", UNLINKED)], "risk", rows, before)),
        Figures("按单位类别", grouped("kind", UnitKind.choices, "kind", rows, before)),
    ]


def _group(group: Figures, unit: str) -> dict:
    numbers = [
        {"key": n.key, "label": n.label, "rows": list(n.rows), "value": n.value, "before": n.before}
        for n in group.numbers
    ]
    return {"title": group.title, "unit": unit, "numbers": numbers}


def number_in(said: dict, name: str, key: str) -> dict | None:
    """The number of that key in the chapter of that name."""
    numbers = (
        (chapter["name"], each)
        for chapter in said.get("chapters", ())
        for group in chapter["groups"]
        for each in group["numbers"]
    )
    return next((each for chapter, each in numbers if (chapter, each["key"]) == (name, key)), None)


def rows_behind(name: str, number: dict, user) -> list:
    """Links to the rows behind a number, as far as the reader may open them."""
    chapter = {chapter.name: chapter for chapter in (ITEMS, CHAPTER)}[name]
    return [chapter.line(thing) for thing in chapter.visible(user).filter(pk__in=number["rows"])]

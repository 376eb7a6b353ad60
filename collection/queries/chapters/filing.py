"""Who filed in time, late, or not at all: the forms of the period's quarters, and for a town its units' reports."""

from collection.enums import FormStatus, ReportKind, Standing
from collection.models import CollectionForm, PeriodReport
from collection.queries.chapters.reported import items_counted, known_items, quarters_of
from collection.queries.forms import forms_visible_to
from collection.queries.reports import reports_visible_to
from core.figures import Chapter, Figures, Number, Scope, number
from core.registries import Link
from deadlines.rules import days_late
from organisations.enums import UnitKind


def _form_rows(scope: Scope) -> list[dict]:
    codes = [quarter.code for quarter in quarters_of(scope.span)]
    forms = CollectionForm.objects.filter(unit__in=scope.units, period__code__in=codes)
    forms = forms.exclude(status=FormStatus.STOPPED).select_related("unit", "period")
    items: dict[int, list[int]] = {}
    for form_id, pk in items_counted(scope).order_by().values_list("form", "pk"):
        items.setdefault(form_id, []).append(pk)
    return [
        _filed(form, form.period.due_on) | {"items": items.get(form.pk, [])}
        for form in forms.order_by("period__code", "unit__position", "pk")
    ]


def _report_rows(scope: Scope) -> list[dict]:
    """A town's half year says who else reported on it."""
    if not scope.of_town:
        return []
    reports = PeriodReport.objects.filter(
        kind=ReportKind.ANALYSIS, period__code=scope.span.code, unit__in=scope.units
    )
    reports = reports.exclude(unit__kind=UnitKind.TOWN).exclude(status=FormStatus.STOPPED)
    rows = reports.select_related("unit", "period").order_by("unit__position", "pk")
    return [_filed(report, report.due_on) for report in rows]


def _filed(thing, due_on) -> dict:
    late = thing.first_submitted_on and days_late(due_on, thing.first_submitted_on)
    standing = Standing.MISSING if thing.is_unfiled else Standing.LATE if late else Standing.ON_TIME
    return {
        "id": thing.pk,
        "unit": str(thing.unit),
        "period": thing.period.label,
        "standing": standing.value,
    }


def _form_figures(rows: list[dict], before: list[dict]) -> list[Figures]:
    return [Figures("采集表", [*_punctuality(rows, before), _nil(rows, before)])] if rows or before else []


def _report_figures(rows: list[dict], before: list[dict]) -> list[Figures]:
    return [Figures("各单位分析报告", _punctuality(rows, before))] if rows or before else []


def _punctuality(rows: list[dict], before: list[dict]) -> list[Number]:
    labels = ((Standing.ON_TIME, "按时"), (Standing.LATE, "迟报"), (Standing.MISSING, "未报"))
    return [
        number("due", "应报", rows, before),
        *(
            number(standing.value, label, now, _standing(before, standing), _names(standing, now, rows))
            for standing, label in labels
            for now in [_standing(rows, standing)]
        ),
    ]


def _standing(rows: list[dict], standing: Standing) -> list[dict]:
    return [row for row in rows if row["standing"] == standing]


def _names(standing: Standing, rows: list[dict], every: list[dict]) -> str:
    """Who was late or is missing; of one unit, with what."""
    if standing == Standing.ON_TIME:
        return ""
    name = "unit" if len({row["unit"] for row in every}) > 1 else "period"
    return "、".join(dict.fromkeys(row[name] for row in rows))


def _nil(rows: list[dict], before: list[dict]) -> Number:
    """无情况: filed, with nothing in it that the reader may count."""
    now, then = (
        [row for row in some if row["standing"] != Standing.MISSING and not row["items"]]
        for some in (rows, before)
    )
    return number("nil", "其中无情况", now, then)


def _forms_known(user, rows: list[dict]) -> list[dict]:
    """Who filed is no secret from those who read the report; what was in it may be."""
    known = known_items(user, [pk for row in rows for pk in row["items"]])
    return [row | {"items": [pk for pk in row["items"] if pk in known]} for row in rows]


def _reports_known(user, rows: list[dict]) -> list[dict]:
    return rows


def _form_line(form) -> Link:
    return Link("采集表", str(form), form.get_absolute_url(), on=form.first_submitted_on)


def _report_line(report) -> Link:
    return Link("分析报告", str(report), report.get_absolute_url(), on=report.first_submitted_on)


FORMS = Chapter(
    "forms", "采集报送情况", _form_rows, _forms_known, _form_figures, forms_visible_to, _form_line
)
REPORTS = Chapter(
    "reports", "半年报告", _report_rows, _reports_known, _report_figures, reports_visible_to, _report_line
)

"""Periods open, forms and reports appear and are let go (art. 36, 38)."""

from datetime import date

from audit.log import move, record
from collection import letters, queries
from collection.enums import FormStatus, PeriodKind, ReportKind
from collection.letters import reports as report_letters
from collection.models import CollectionForm, Period, PeriodReport
from collection.workflow.moving import touch
from core.dates import HalfYear, Quarter
from core.rows import lock
from deadlines import rules as dates
from deadlines import workflow as deadlines
from deadlines.queries import calendar
from rulebook.queries import setting


@move
def open_quarter(quarter: Quarter, *, on: date) -> list[CollectionForm]:
    """Open the quarter, and a form for every reporting point that has none; may run any number of times, at once too."""
    period, is_new = _period(quarter, PeriodKind.QUARTER, "collection.due_day", on)
    forms = [_open_form(period, unit, on) for unit in queries.points_without_form(quarter, on)]
    if is_new or forms:
        record("collection.open_quarter", period, by=None, forms=len(forms), due=period.due_on)
    return forms


@move
def open_half_year(half: HalfYear, *, on: date) -> list[PeriodReport]:
    """Open the half year that is over, and a report for every reporting point and town that has none."""
    period, is_new = _period(half, PeriodKind.HALF_YEAR, "collection.half_year_due_day", on)
    due = dates.Due(period.due_on, period.arithmetic, period.calendar_version)
    reports = [
        _open_report(ReportKind.ANALYSIS, period, unit, due, on)
        for unit in queries.units_without_report(period, on)
    ]
    if is_new or reports:
        record("collection.open_half_year", period, by=None, reports=len(reports), due=period.due_on)
    return reports


@move
def open_consolidation(period: Period, *, on: date) -> list[PeriodReport]:
    """Every town's summary of a quarter that is over."""
    period = lock(period)
    due = _due(period.span, "collection.consolidated_due_day")
    reports = [
        _open_report(ReportKind.CONSOLIDATED, period, town, due, on)
        for town in queries.towns_without_consolidation(period, on)
    ]
    for report in reports:
        record("collection.open_consolidation", report, by=None, due=report.due_on)
    return reports


def _period(span: Quarter | HalfYear, kind: PeriodKind, key: str, on: date) -> tuple[Period, bool]:
    """The period, locked: a second sweep waits here and then finds what the first one opened."""
    due = _due(span, key)
    known = {
        "kind": kind,
        "opened_on": on,
        "due_on": due.on,
        "arithmetic": due.arithmetic,
        "calendar_version": due.calendar_version,
    }
    period, is_new = Period.objects.get_or_create(code=span.code, defaults=known)
    return lock(period), is_new


def _due(span: Quarter | HalfYear, key: str) -> dates.Due:
    """The due day stands from the first day: a later change of the setting or the calendar moves the next one's."""
    moved_by = calendar() if setting("collection.moved_by_rest_days") else None
    return dates.period_due(span, setting(key), moved_by)


def _open_form(period: Period, unit, on: date) -> CollectionForm:
    """A new form, or the one that was stopped when the unit ceased to report."""
    form, is_new = CollectionForm.objects.get_or_create(period=period, unit=unit)
    if not is_new:
        touch(form, status=FormStatus.OPEN)
    promise_form(form, on)
    letters.tell(form, "opened", letters.fillers(form))
    return form


def _open_report(kind: ReportKind, period: Period, unit, due: dates.Due, on: date) -> PeriodReport:
    """A new report, or the one that was stopped when the unit ceased to report."""
    report, is_new = PeriodReport.objects.get_or_create(
        kind=kind, period=period, unit=unit, defaults={"due_on": due.on, "arithmetic": due.arithmetic}
    )
    if not is_new:
        touch(report, status=FormStatus.OPEN)
    promise_report(report, on, due.calendar_version)
    report_letters.tell(report, "opened", report_letters.writers(report))
    return report


def promise_form(form: CollectionForm, on: date) -> None:
    _promise(letters.FORM.name, form, form.period, form.period.calendar_version, on)


def promise_report(report: PeriodReport, on: date, calendar_version: str = "") -> None:
    _promise(report_letters.promise_of(report), report, report, calendar_version, on)


def _promise(kind: str, thing, dated, calendar_version: str, on: date) -> None:
    """The same promise again where there was one, so that nobody is told of a stage twice."""
    if deadlines.reopen(kind, thing, on=on):
        return
    deadlines.promise(
        kind,
        thing,
        unit=thing.unit,
        started_on=min(on, dated.due_on),
        due_on=dated.due_on,
        article=38,
        arithmetic=dated.arithmetic,
        calendar_version=calendar_version,
        title=str(thing),
        url=thing.get_absolute_url(),
    )


@move
def stop(form: CollectionForm, *, on: date) -> CollectionForm:
    """The unit reports no more: its unfiled form waits for nobody (art. 36). Called by time alone."""
    form = lock(form)
    if not queries.to_stop(on).filter(pk=form.pk).exists():
        return form
    touch(form, status=FormStatus.STOPPED)
    deadlines.cancel(letters.FORM.name, form)
    record("collection.stop", form, by=None)
    return form


@move
def stop_report(report: PeriodReport, *, on: date) -> PeriodReport:
    report = lock(report)
    if not queries.reports_to_stop(on).filter(pk=report.pk).exists():
        return report
    touch(report, status=FormStatus.STOPPED)
    deadlines.cancel(report_letters.promise_of(report), report)
    record("collection.stop_report", report, by=None)
    return report

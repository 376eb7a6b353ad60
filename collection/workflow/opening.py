"""Quarters open, forms appear and are let go (art. 36, 38)."""

from datetime import date

from audit.log import move, record
from collection import letters, queries
from collection.enums import FormStatus, PeriodKind
from collection.models import CollectionForm, Period
from collection.workflow.moving import touch
from core.dates import Quarter
from core.rows import lock
from deadlines import rules as dates
from deadlines import workflow as deadlines
from deadlines.queries import calendar
from rulebook.queries import setting


@move
def open_quarter(quarter: Quarter, *, on: date) -> list[CollectionForm]:
    """Open the quarter, and a form for every reporting point that has none; may run any number of times, at once too."""
    period, is_new = Period.objects.get_or_create(code=quarter.code, defaults=_period(quarter, on))
    period = lock(period)  # a second sweep waits here and then finds the forms
    forms = [_open_form(period, unit, on) for unit in queries.points_without_form(quarter, on)]
    if is_new or forms:
        record("collection.open_quarter", period, by=None, forms=len(forms), due=period.due_on)
    return forms


def _period(quarter: Quarter, on: date) -> dict:
    """The due day stands from the first day: a later change of the setting or the calendar moves the next quarter's."""
    moved_by = calendar() if setting("collection.moved_by_rest_days") else None
    due = dates.period_due(quarter, setting("collection.due_day"), moved_by)
    return {
        "kind": PeriodKind.QUARTER,
        "opened_on": on,
        "due_on": due.on,
        "arithmetic": due.arithmetic,
        "calendar_version": due.calendar_version,
    }


def _open_form(period: Period, unit, on: date) -> CollectionForm:
    """A new form, or the one that was stopped when the unit ceased to report."""
    form, is_new = CollectionForm.objects.get_or_create(period=period, unit=unit)
    if not is_new:
        touch(form, status=FormStatus.OPEN)
    promise_form(form, on)
    letters.tell(form, "opened", letters.fillers(form))
    return form


def promise_form(form: CollectionForm, on: date) -> None:
    """The same promise again where there was one, so that nobody is told of a stage twice."""
    if deadlines.reopen(letters.FORM.name, form, on=on):
        return
    deadlines.promise(
        letters.FORM.name,
        form,
        unit=form.unit,
        started_on=min(on, form.period.due_on),
        due_on=form.period.due_on,
        article=38,
        arithmetic=form.period.arithmetic,
        calendar_version=form.period.calendar_version,
        title=str(form),
        url=form.get_absolute_url(),
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

"""The life of a quarter's form: opened → filled → submitted → accepted, or returned and sent again (art. 38)."""

from datetime import date

from audit.log import move, record
from collection import access, letters
from collection.enums import FormStatus, ItemStatus, PeriodKind
from collection.models import CollectionForm, HandOver, InformationItem, Period
from core import clock
from core.dates import Quarter
from core.rows import lock
from core.verdict import require
from deadlines import rules as dates
from deadlines import workflow as deadlines
from deadlines.queries import calendar
from organisations.queries import reporting_points
from rulebook.queries import setting

ITEM_FIELDS = (
    "found_on",
    "source",
    "subject_kind",
    "subject_unit",
    "subject_post",
    "subject_person",
    "summary",
    "power",
    "risk_point",
    "amount",
    "measures_taken",
)


@move
def open_quarter(quarter: Quarter, *, on: date) -> list[CollectionForm]:
    """Open the quarter, and a form for every reporting point that has none yet; may run any number of times."""
    due = dates.period_due(quarter, setting("collection.due_day"), calendar())
    period, is_new = Period.objects.get_or_create(
        code=quarter.code,
        defaults={
            "kind": PeriodKind.QUARTER,
            "opened_on": on,
            "due_on": due.on,
            "arithmetic": due.arithmetic,
        },
    )
    have = set(period.forms.values_list("unit_id", flat=True))
    forms = [_open_form(period, unit, on) for unit in reporting_points(on) if unit.pk not in have]
    if is_new or forms:
        record("collection.open_quarter", period, by=None, forms=len(forms), due=period.due_on)
    return forms


def _open_form(period: Period, unit, on: date) -> CollectionForm:
    form = CollectionForm.objects.create(period=period, unit=unit)
    _promise(form, on)
    letters.tell(form, "opened", letters.collectors(form))
    return form


def _promise(form: CollectionForm, on: date) -> None:
    deadlines.promise(
        letters.FORM.name,
        form,
        unit=form.unit,
        started_on=min(on, form.period.due_on),
        due_on=form.period.due_on,
        article=38,
        arithmetic=form.period.arithmetic,
        title=str(form),
        url=form.get_absolute_url(),
    )


@move
def add_item(form: CollectionForm, *, by, **values) -> InformationItem:
    """Put one item into the form. The question about accusations was answered before its text left the browser."""
    form = lock(form)
    require(access.may_fill(by, form))
    item = InformationItem(form=form, unit=form.unit, entered_by=by, entered_at=clock.now())
    _write_item(item, values)
    _touch(form, is_nil=False)
    record("collection.add_item", item, by=by, form=form.pk)
    return item


@move
def change_item(item: InformationItem, *, by, version: int, **values) -> InformationItem:
    form = lock(item.form)
    require(access.may_fill(by, form))
    item = lock(item, version)
    item.version += 1
    _write_item(item, values)
    _touch(form)
    record("collection.change_item", item, by=by, form=form.pk)
    return item


def _write_item(item: InformationItem, values: dict) -> None:
    for name in ITEM_FIELDS:
        if name in values:
            setattr(item, name, values[name])
    item.save()


@move
def remove_item(item: InformationItem, *, by) -> None:
    """Take an item back while the form is still being filled; its history stays."""
    form = lock(item.form)
    require(access.may_fill(by, form))
    item = lock(item)
    record("collection.remove_item", item, by=by, form=form.pk)
    item.delete()
    _touch(form)


@move
def submit_nil(form: CollectionForm, *, by, on_behalf_of: str = "") -> CollectionForm:
    """本季度无情况: a nil report is a report (art. 38)."""
    form = lock(form)
    form.is_nil = True
    return _submit(form, by, on_behalf_of)


@move
def submit(form: CollectionForm, *, by, on_behalf_of: str = "") -> CollectionForm:
    form = lock(form)
    form.is_nil = False
    return _submit(form, by, on_behalf_of)


def _submit(form: CollectionForm, by, on_behalf_of: str) -> CollectionForm:
    require(access.may_submit(by, form))
    today = clock.today()
    for item in form.items.all():
        item.status = ItemStatus.REPORTED
        item.save()
    _touch(
        form,
        status=FormStatus.SUBMITTED,
        filled_by=by,
        on_behalf_of=on_behalf_of,
        submitted_at=clock.now(),
        first_submitted_on=form.first_submitted_on or today,
        returned_reason="",
    )
    deadlines.meet(letters.FORM.name, form, on=today)
    record("collection.submit", form, by=by, nil=form.is_nil, on_behalf_of=on_behalf_of)
    letters.tell(form, "submitted", letters.receivers(form))
    return form


@move
def accept(form: CollectionForm, *, by) -> CollectionForm:
    form = lock(form)
    require(access.may_accept(by, form))
    _touch(form, status=FormStatus.ACCEPTED, accepted_on=clock.today())
    record("collection.accept", form, by=by)
    letters.tell(form, "accepted", letters.collectors(form))
    return form


@move
def return_form(form: CollectionForm, *, by, reason: str) -> CollectionForm:
    """Send the form back with a reason; its due day stays what it was."""
    form = lock(form)
    require(access.may_return(by, form))
    for item in form.items.all():
        item.status = ItemStatus.DRAFT
        item.save()
    _touch(form, status=FormStatus.RETURNED, returned_reason=reason)
    _promise(form, form.period.opened_on)
    record("collection.return", form, by=by, reason=reason)
    letters.tell(form, "returned", letters.collectors(form), reason=reason)
    return form


@move
def hand_over(unit, *, by, handed_to: str) -> HandOver:
    """An accusation is handed over offline; only that it was, when and to whom is kept (处理检举控告工作规则)."""
    require(access.may_hand_over(by, unit))
    row = HandOver.objects.create(unit=unit, handed_on=clock.today(), handed_to=handed_to, by=by)
    record("collection.hand_over", row, by=by, handed_to=handed_to)
    return row


@move
def mark_triaged(item: InformationItem, *, handed_over: bool, by) -> InformationItem:
    """Called by triage, which has asked its own question under the item's lock."""
    item.status = ItemStatus.HANDED_OVER if handed_over else ItemStatus.TRIAGED
    item.save()
    return item


def _touch(form: CollectionForm, **values) -> None:
    for name, value in values.items():
        setattr(form, name, value)
    form.version += 1
    form.save()

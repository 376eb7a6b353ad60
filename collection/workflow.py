"""The life of a quarter's form: opened → filled → submitted → accepted, or returned and sent again (art. 38).

Lock order: period → form → items. Every move is recorded under its own name.
"""

from datetime import date

from audit.log import move, record
from collection import access, letters, queries, rules
from collection.enums import FormStatus, HandedTo, ItemStatus, PeriodKind
from collection.models import CollectionForm, HandOver, InformationItem, Period
from core import clock
from core.dates import Quarter
from core.rows import lock
from core.verdict import require
from deadlines import rules as dates
from deadlines import workflow as deadlines
from deadlines.queries import calendar
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
        _touch(form, status=FormStatus.OPEN)
    _promise(form, on)
    letters.tell(form, "opened", letters.fillers(form))
    return form


def _promise(form: CollectionForm, on: date) -> None:
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
    _touch(form, status=FormStatus.STOPPED)
    deadlines.cancel(letters.FORM.name, form)
    record("collection.stop", form, by=None)
    return form


@move
def add_item(form: CollectionForm, *, by, **values) -> InformationItem:
    """Put one item into the form. The question about accusations was answered before its text left the browser."""
    form = lock(form)
    require(access.may_fill(by, form))
    item = InformationItem(form=form, unit=form.unit, entered_by=by, entered_at=clock.now())
    _write_item(item, values)
    _touch(form)
    record("collection.add_item", item, by=by, form=form.pk)
    return item


@move
def change_item(item: InformationItem, *, by, version: int, **values) -> InformationItem:
    form, item = _lock_both(item, by, version)
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
    form, item = _lock_both(item, by)
    record("collection.remove_item", item, by=by, form=form.pk)
    item.delete()
    _touch(form)


def _lock_both(item: InformationItem, by, version: int | None = None):
    require(access.may_change_item(by, item))  # what was reported directly has no form to lock
    form, item = lock(item.form), lock(item, version)
    require(access.may_change_item(by, item))
    return form, item


@move
def submit_nil(
    form: CollectionForm, *, by, version: int | None = None, on_behalf_of: str = ""
) -> CollectionForm:
    """本季度无情况: a nil report is a report (art. 38)."""
    form = lock(form, version)
    require(access.may_submit_nil(by, form))
    return _submit(form, "collection.submit_nil", by, on_behalf_of)


@move
def submit(form: CollectionForm, *, by, version: int | None = None, on_behalf_of: str = "") -> CollectionForm:
    """Send the form with all that stands in it; `version` is the one its sender read."""
    form = lock(form, version)
    require(access.may_submit(by, form))
    return _submit(form, "collection.submit", by, on_behalf_of)


def _submit(form: CollectionForm, verb: str, by, on_behalf_of: str) -> CollectionForm:
    on_behalf = access.fills_on_behalf(by, form)
    require(rules.signed(on_behalf=on_behalf, name=on_behalf_of))
    today = clock.today()
    _set_items(form.items.filter(status=ItemStatus.DRAFT), ItemStatus.REPORTED)
    _touch(
        form,
        status=FormStatus.SUBMITTED,
        is_nil=not form.items.exists(),
        filled_by=by,
        on_behalf_of=on_behalf_of if on_behalf else "",
        submitted_at=clock.now(),
        first_submitted_on=form.first_submitted_on or today,
    )
    deadlines.meet(letters.FORM.name, form, on=today)
    record(verb, form, by=by, on_behalf_of=form.on_behalf_of)
    letters.tell(form, "submitted", letters.officers(form, but=by))
    if on_behalf:
        letters.tell(form, "typed", letters.collectors(form), by=by.name)
    return form


@move
def accept(form: CollectionForm, *, by, version: int | None = None) -> CollectionForm:
    form = lock(form, version)
    require(access.may_accept(by, form))
    _touch(form, status=FormStatus.ACCEPTED, accepted_on=clock.today())
    record("collection.accept", form, by=by)
    letters.tell(form, "accepted", letters.fillers(form))
    return form


@move
def return_form(form: CollectionForm, *, by, reason: str, version: int | None = None) -> CollectionForm:
    """Send the form back with a reason; its due day stays what it was, and so does what the centre judges of it."""
    form = lock(form, version)
    list(form.items.select_for_update().order_by("pk"))  # so that nothing is judged meanwhile
    require(access.may_return_form(by, form))
    _set_items(queries.judged_by(by).filter(form=form), ItemStatus.DRAFT)
    _touch(form, status=FormStatus.RETURNED, returned_reason=reason)
    _promise(form, clock.today())
    record("collection.return_form", form, by=by)
    letters.tell(form, "returned", letters.fillers(form))
    return form


@move
def hand_over(form: CollectionForm, *, by, handed_to: HandedTo, handed_on: date) -> HandOver:
    """An accusation is handed over offline; only that it was, when and to whom is kept (处理检举控告工作规则)."""
    require(access.may_hand_over(by, form))
    row = HandOver.objects.create(form=form, handed_on=handed_on, handed_to=handed_to, by=by)
    record("collection.hand_over", row, by=by, handed_to=HandedTo(handed_to).label, handed_on=handed_on)
    return row


@move
def mark_triaged(item: InformationItem, *, handed_over: bool, by) -> InformationItem:
    """Called by triage, which has asked its own question under the item's lock."""
    item.status = ItemStatus.HANDED_OVER if handed_over else ItemStatus.TRIAGED
    item.save(update_fields=["status"])
    return item


def _set_items(items, status: ItemStatus) -> None:
    for item in items.order_by("pk"):
        item.status = status
        item.save(update_fields=["status"])


def _touch(form: CollectionForm, **values) -> None:
    for name, value in values.items():
        setattr(form, name, value)
    form.version += 1
    form.save()

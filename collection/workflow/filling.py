"""What stands in a form: its items, and what was handed over."""

from datetime import date

from audit.log import move, record
from collection import access, queries, rules
from collection.enums import HandedTo, ItemStatus
from collection.models import CollectionForm, HandOver, InformationItem
from collection.workflow.moving import touch
from core import clock
from core.rows import lock
from core.verdict import require
from documents import workflow as documents

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
def add_item(form: CollectionForm, *, by, files=(), **values) -> InformationItem:
    """Put one item into the form. The question about accusations was answered before its text left the browser."""
    form = lock(form)
    require(access.may_fill(by, form))
    item = InformationItem(form=form, unit=form.unit, entered_by=by, entered_at=clock.now())
    write_new(item, values, among=queries.items_in(form, by))
    attach_files(item, files, by=by)
    touch(form)
    record("collection.add_item", item, by=by, form=form.pk)
    return item


@move
def change_item(item: InformationItem, *, by, version: int, files=(), drop=(), **values) -> InformationItem:
    form, item = _lock_both(item, by, version)
    item.version += 1
    _fill_in(item, values)
    item.save()
    _take_off(item, drop, by)
    attach_files(item, files, by=by)
    touch(form)
    record("collection.change_item", item, by=by, form=form.pk)
    return item


def write_new(item: InformationItem, values: dict, *, among) -> None:
    """`among` are the items the writer sees where it goes."""
    _fill_in(item, values)
    require(rules.said_once(before=queries.is_among(item, among)))
    item.save()


def _fill_in(item: InformationItem, values: dict) -> None:
    for name in ITEM_FIELDS:
        if name in values:
            setattr(item, name, values[name])


@move
def attach_files(item: InformationItem, files, *, by) -> None:
    """`files` have a name and can be read, as uploads do."""
    for file in files:
        item.attachments.add(documents.attach(item, name=file.name, content=file.read(), by=by))
    require(rules.carried(item.attachments.count()))


def _take_off(item: InformationItem, attachments, by) -> None:
    """What is taken off can no longer be opened. Its row and bytes stay: they prove what hung there, may stand in an
    earlier version of the form, and the same bytes may hang elsewhere."""
    for attachment in attachments:
        item.attachments.remove(attachment)
        record("collection.take_off", item, by=by, sha256=attachment.sha256)


@move
def remove_item(item: InformationItem, *, by) -> None:
    """Take an item back while the form is still being filled; its history stays."""
    form, item = _lock_both(item, by)
    record("collection.remove_item", item, by=by, form=form.pk)
    item.delete()
    touch(form)


def _lock_both(item: InformationItem, by, version: int | None = None):
    require(access.may_change_item(by, item))  # what was reported directly has no form to lock
    form, item = lock(item.form), lock(item, version)
    require(access.may_change_item(by, item))
    return form, item


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


@move
def mark_reported(item: InformationItem, *, by) -> InformationItem:
    """Called when the draft that rested on the item is given up: it waits to be judged again."""
    item = lock(item)
    item.status = ItemStatus.REPORTED
    item.save(update_fields=["status"])
    return item

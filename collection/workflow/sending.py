"""Sent, accepted, returned (art. 38)."""

from audit.log import move, record
from collection import access, letters, queries, rules
from collection.enums import FormStatus, ItemStatus
from collection.models import CollectionForm
from collection.workflow.correcting import open_again
from collection.workflow.moving import set_items, touch
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import workflow as deadlines


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
    drafts = form.items.filter(status=ItemStatus.DRAFT)
    if on_behalf:
        set_items(drafts.filter(entered_by=by), ItemStatus.REPORTED, on_behalf_of=on_behalf_of)
    set_items(drafts, ItemStatus.REPORTED)
    touch(
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
    is_new = form.versions.exists()
    letters.tell(form, "corrected" if is_new else "submitted", letters.officers(form, but=by))
    if on_behalf:
        letters.tell(form, "typed", letters.collectors(form), by=by.name)
    return form


@move
def accept(form: CollectionForm, *, by, version: int | None = None) -> CollectionForm:
    form = lock(form, version)
    require(access.may_accept(by, form))
    touch(form, status=FormStatus.ACCEPTED, accepted_on=clock.today())
    record("collection.accept", form, by=by)
    letters.tell(form, "accepted", letters.fillers(form))
    return form


@move
def return_form(form: CollectionForm, *, by, reason: str, version: int | None = None) -> CollectionForm:
    """Send the form back with a reason; its due day stays what it was, and so does what the centre judges of it."""
    form = lock(form, version)
    list(form.items.select_for_update().order_by("pk"))  # so that nothing is judged meanwhile
    require(access.may_return_form(by, form))
    set_items(queries.judged_by(by).filter(form=form, status=ItemStatus.REPORTED), ItemStatus.DRAFT)
    form.returned_reason = reason
    open_again(form)
    record("collection.return_form", form, by=by)
    letters.tell(form, "returned", letters.fillers(form))
    return form

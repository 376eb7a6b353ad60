"""Taken back before anybody accepted it; corrected afterwards, the old version kept (art. 38)."""

from audit.log import move, record
from collection import access, letters, queries
from collection.enums import FormStatus, ItemStatus
from collection.models import CollectionForm, FormVersion
from collection.workflow.moving import set_items, touch
from collection.workflow.opening import promise_form
from core import clock
from core.rows import lock
from core.verdict import require
from documents.models import Attachment


@move
def withdraw(form: CollectionForm, *, by, version: int | None = None) -> CollectionForm:
    """Take back what was just sent. A first report taken back was not made: the next one decides about lateness."""
    form = _lock_with_items(form, version)
    require(access.may_withdraw(by, form))
    set_items(queries.items_in(form, by).filter(status=ItemStatus.REPORTED), ItemStatus.DRAFT)
    open_again(form)
    record("collection.withdraw", form, by=by)
    letters.tell(form, "withdrawn", letters.officers(form, but=by))
    return form


@move
def correct(form: CollectionForm, *, by, reason: str, version: int | None = None) -> CollectionForm:
    """Open an accepted form once more. What was judged stays as it is; what the user wrote may be written again."""
    form = _lock_with_items(form, version)
    require(access.may_correct(by, form))
    former = _keep_version(form, by, reason)
    set_items(queries.items_to_mend(form, by), ItemStatus.DRAFT)
    touch(form, status=FormStatus.CORRECTING, accepted_on=None, returned_reason="")
    record("collection.correct", form, by=by, number=former.number + 1)
    letters.tell(form, "correcting", letters.concerned(form, but=by))
    return form


def _lock_with_items(form: CollectionForm, version: int | None) -> CollectionForm:
    form = lock(form, version)
    list(form.items.select_for_update().order_by("pk"))  # so that nothing is judged meanwhile
    return form


def _keep_version(form: CollectionForm, by, reason: str) -> FormVersion:
    former = FormVersion.objects.create(
        form=form,
        number=form.versions.count() + 1,
        is_nil=form.is_nil,
        filled_by=form.filled_by,
        on_behalf_of=form.on_behalf_of,
        submitted_at=form.submitted_at,
        accepted_on=form.accepted_on,
        reason=reason,
        corrected_by=by,
        corrected_at=clock.now(),
    )
    former.items.set(queries.last_rows(form))
    former.attachments.set(Attachment.objects.filter(items__form=form))
    return former


def open_again(form: CollectionForm) -> None:
    """To be written again: a correction stays one, a returned form stays returned; any other report is undone."""
    if form.versions.exists():
        touch(form, status=FormStatus.CORRECTING)
        return
    if form.returned_reason:
        touch(form, status=FormStatus.RETURNED)
    else:
        undone = {"is_nil": False, "filled_by": None, "on_behalf_of": "", "submitted_at": None}
        touch(form, status=FormStatus.OPEN, first_submitted_on=None, **undone)
    promise_form(form, clock.today())

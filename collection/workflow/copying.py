"""Items that come into a form several at a time: from the form before it, or from a file (art. 38)."""

from audit.log import move, record
from collection import access, queries
from collection.models import CollectionForm, InformationItem
from collection.workflow.filling import ITEM_FIELDS
from collection.workflow.moving import touch
from core import clock
from core.rows import lock
from core.verdict import require


@move
def copy_items(form: CollectionForm, *, by, items) -> list[InformationItem]:
    """Seen again: the words of before as drafts of today. What has left the register since is not hung on again."""
    form = lock(form)
    require(access.may_fill(by, form))
    chosen = queries.copyable(form, by).filter(pk__in=[item.pk for item in items])
    return _put(form, by, [InformationItem(**_content(item)) for item in chosen], "collection.copy_items")


@move
def import_items(form: CollectionForm, *, by, items: list[InformationItem], sha256: str) -> list:
    """The checked rows of one file; a row that stands in the form already is not put in twice."""
    form = lock(form)
    require(access.may_fill(by, form))
    known = {queries.likeness(item) for item in queries.items_in(form, by)}
    fresh = [item for item in items if queries.likeness(item) not in known]
    return _put(form, by, fresh, "collection.import_items", sha256=sha256)


def _put(form: CollectionForm, by, items: list, verb: str, **details) -> list[InformationItem]:
    for item in items:
        item.form, item.unit, item.entered_by, item.entered_at = form, form.unit, by, clock.now()
        item.save()
        record(verb, item, by=by, form=form.pk, **details)
    if items:
        touch(form)
    return items


def _content(item: InformationItem) -> dict:
    values = {name: getattr(item, name) for name in ITEM_FIELDS} | {"found_on": clock.today()}
    if not queries.risk_points_of(item.unit).filter(pk=item.risk_point_id).exists():
        values["risk_point"] = None
    if not queries.powers_of(item.unit).filter(pk=item.power_id).exists():
        values["power"] = None
    return values

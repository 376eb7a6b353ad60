"""What every move of a form does last."""

from collection.enums import ItemStatus
from collection.models import CollectionForm


def set_items(items, status: ItemStatus) -> None:
    for item in items.order_by("pk"):
        item.status = status
        item.save(update_fields=["status"])


def touch(form: CollectionForm, **values) -> None:
    for name, value in values.items():
        setattr(form, name, value)
    form.version += 1
    form.save()

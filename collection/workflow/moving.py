"""What every move of a form does last."""

from collection.enums import ItemStatus
from collection.models import CollectionForm


def set_items(items, status: ItemStatus, **values) -> None:
    for item in items.order_by("pk"):
        for name, value in {"status": status, **values}.items():
            setattr(item, name, value)
        item.save(update_fields=["status", *values])


def touch(form: CollectionForm, **values) -> None:
    for name, value in values.items():
        setattr(form, name, value)
    form.version += 1
    form.save()

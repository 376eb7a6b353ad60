"""What waits for whom in collection."""

from collection.todos import forms, reports
from core.registries import Todo


def todos(user, today) -> list[Todo]:
    return [*forms.todos(user, today), *reports.todos(user, today)]

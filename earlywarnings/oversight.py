"""Where other floors and pages meet 督查: its promises, buttons, things to do and its line of the menu."""

from core import registries
from core.registries import Entry
from earlywarnings.letters.inspections import MENDING
from earlywarnings.pages import inspections as inspection_pages
from earlywarnings.todos import inspections as inspection_todos
from earlywarnings.views import inspections as inspection_views


def register() -> None:
    registries.deadline_kinds[MENDING.name] = MENDING
    registries.actions.add(inspection_pages.actions)
    registries.todos.add(inspection_todos.todos)
    registries.menu.add(
        Entry(
            "日常", "督查", "outline/eye-check", "earlywarnings:inspections", inspection_views.READERS, order=25
        )
    )

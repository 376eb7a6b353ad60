"""Where other floors and pages meet 督查 and 参阅: promises, buttons, things to do, withdrawn papers, lines of the menu."""

from core import registries
from core.gates import BUSINESS
from core.registries import Entry
from earlywarnings.letters.inspections import MENDING
from earlywarnings.pages import bulletins as bulletin_pages
from earlywarnings.pages import inspections as inspection_pages
from earlywarnings.queries.bulletins import withdrawn_on
from earlywarnings.todos import bulletins as bulletin_todos
from earlywarnings.todos import inspections as inspection_todos
from earlywarnings.views.inspections import READERS


def register() -> None:
    registries.deadline_kinds[MENDING.name] = MENDING
    for pages in (inspection_pages, bulletin_pages):
        registries.actions.add(pages.actions)
    for todos in (inspection_todos, bulletin_todos):
        registries.todos.add(todos.todos)
    registries.withdrawals.add(withdrawn_on)
    for entry in (
        Entry("日常", "督查", "outline/eye-check", "earlywarnings:inspections", READERS, order=25),
        Entry("日常", "参阅", "outline/news", "earlywarnings:bulletins", BUSINESS, order=26),
    ):
        registries.menu.add(entry)

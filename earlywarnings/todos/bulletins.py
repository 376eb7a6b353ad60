"""What bulletins leave to be done: the next step of each that is on its way."""

from datetime import date

from core.registries import Todo
from earlywarnings.pages import bulletins as pages
from earlywarnings.queries import bulletins as queries

TITLES = {"submit": "提交参阅审批", "approve": "审批参阅", "issue": "印发参阅"}


def todos(user, today: date) -> list[Todo]:
    """One query, however many there are. A draft waits for whoever drafted it."""
    waiting = queries.in_progress(queries.visible_to(user))
    steps = [(bulletin, pages.next_step(user, bulletin)) for bulletin in waiting]
    return [
        _todo(bulletin, step) for bulletin, step in steps if step.verdict and _is_theirs(user, bulletin, step)
    ]


def _is_theirs(user, bulletin, step) -> bool:
    return step.verb != "submit" or bulletin.drafted_by_id == user.pk


def _todo(bulletin, step) -> Todo:
    return Todo(
        kind="参阅",
        title=TITLES[step.verb],
        detail=bulletin.title,
        url=bulletin.get_absolute_url() if step.confirm else step.url,
        button=step.label,
    )

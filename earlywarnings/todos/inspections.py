"""What inspections leave to be done: one line each, and one for what the year still asks to look at (art. 44)."""

from datetime import date

from django.urls import reverse

from core.gates import DISCIPLINE
from core.registries import Todo
from earlywarnings.pages import inspections as pages
from earlywarnings.queries import inspections as queries
from earlywarnings.queries import spot_checks
from earlywarnings.rules.inspections import SHOUTS_FROM

TITLES = {
    "carry_out": "督查{unit}，登记结果",
    "report": "报告督查问题的整改情况",
    "check": "核查{unit}督查问题的整改",
    "close": "{unit}督查办结",
}


def todos(user, today: date) -> list[Todo]:
    """A fixed number of queries, however much there is."""
    waiting = queries.in_progress(queries.visible_to(user))
    steps = [(inspection, pages.next_step(user, inspection)) for inspection in waiting]
    found = [_todo(inspection, step) for inspection, step in steps if step.verdict]
    return found + _still_to_check(user, today)


def _todo(inspection, step) -> Todo:
    return Todo(
        kind="督查",
        title=TITLES[step.verb].format(unit=inspection.unit),
        detail=inspection.subject_text,
        url=inspection.get_absolute_url() if step.confirm else step.url,
        button=step.label,
        due_on=step.due_on,
    )


def _still_to_check(user, today: date) -> list[Todo]:
    """From the fourth quarter on what nobody has looked at yet is among the things to do."""
    if today.month < SHOUTS_FROM or not user.holds(*DISCIPLINE):
        return []
    reach = user.reach(*DISCIPLINE)
    units = spot_checks.unchecked_units(today).filter(pk__in=reach).count()
    posts = spot_checks.unchecked_posts(today).filter(unit__in=reach).count()
    if not units and not posts:
        return []
    return [
        Todo(
            kind="抽查",
            title=f"今年还有{units}个高风险单位、{posts}个高风险岗位没有抽查",
            detail="第四十四条，每年至少抽查一次",
            url=reverse("earlywarnings:spot_checks"),
            button="安排抽查",
            due_on=date(today.year, 12, 31),
        )
    ]

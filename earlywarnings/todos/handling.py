"""What waits for whom in 分级处置: a fixed number of queries, however much there is."""

from datetime import date, timedelta

from django.urls import reverse

from core.gates import DISCIPLINE
from core.registries import Todo
from earlywarnings.enums.handling import HandlingStatus
from earlywarnings.pages.handling import next_step
from earlywarnings.queries import handling as queries

ASSESS_WITHIN = 15  # days; no article sets it, the list only needs an order
SOON = 7  # days before a milestone is due that it shows


def todos(user, today: date) -> list[Todo]:
    found = []
    for handling in queries.in_progress(queries.visible_to(user)):
        step = next_step(user, handling)
        if step and step.verdict and _now(handling, today):
            found.append(_todo(handling, step))
    if user.holds(*DISCIPLINE) and (count := queries.items_to_talk(user).count()):
        found.append(_to_open(count))
    return found


def _now(handling, today: date) -> bool:
    """A step of a plan shows when its day comes near: until then it is the person's own matter."""
    return handling.status != HandlingStatus.RECTIFYING or handling.due_on <= today + timedelta(days=SOON)


def _todo(handling, step) -> Todo:
    due = handling.due_on
    if handling.status == HandlingStatus.TO_ASSESS:
        due = handling.took_place_on + timedelta(days=ASSESS_WITHIN)
    title = f"{handling.get_grade_display()}：{step.what}" if handling.is_talk else step.what
    return Todo("处置", title, f"{handling.unit} · {handling.person.name}", step.url, step.label, due)


def _to_open(count: int) -> Todo:
    return Todo(
        kind="处置",
        title=f"{count}条研判为谈话提醒的信息还没有登记谈话",
        detail="选定谈话对象和日期",
        url=reverse("earlywarnings:handling_list") + "#to-talk",
        button="去登记",
    )

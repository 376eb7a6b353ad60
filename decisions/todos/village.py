"""What a village has resolved and not yet hung out: for its collector and its head."""

from datetime import date

from django.urls import reverse

from core.registries import Todo
from decisions.queries import village as queries


def todos(user, today: date) -> list[Todo]:
    """One query, two where something waits."""
    if not user.holds(*queries.OWN):
        return []
    waiting = list(queries.to_publish(user))
    due = queries.promised(waiting)
    detail = "决议已经通过，打印公示贴到公示栏，再登记"
    return [
        Todo(
            "村级决策",
            f"公开决议“{decision.title}”",
            detail,
            reverse("decisions:village_hold", args=[decision.pk]),
            "去公开",
            due.get(decision.pk),
        )
        for decision in waiting
    ]

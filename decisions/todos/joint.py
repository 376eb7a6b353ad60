"""What waits for a leader's signature."""

from datetime import date

from django.urls import reverse

from core.registries import Todo
from decisions.queries import joint as queries


def todos(user, today: date) -> list[Todo]:
    """One query; papers are signed in order, so only those whose turn it is."""
    if not user.holds(*queries.READERS):
        return []
    return [
        Todo(
            "联签",
            f"联签“{paper}”",
            f"{paper.unit}，{paper.get_kind_display()}，看过全文再签",
            reverse("decisions:joint_sign", args=[paper.pk]),
            "去看",
        )
        for paper in queries.to_sign(user)
    ]

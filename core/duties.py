"""履职: a duty of the regulation as a live check, registered by the app that knows the rows (core.registries.duties).

Duty(
    name="points_measured",  # in the address, and beside every dismissal: never changed
    article=16,
    title="在册风险点都有防控措施",
    remedy="打开风险点，补上防控措施。",
    waits_for="单位负责人",
    readers=BUSINESS,
    among=lambda user, today: queries.in_register(queries.visible_to(user)),
    amiss=lambda points, today: points.filter(…),
    tell=lambda point: Hit(f"“{point}”还没有防控措施", point.get_absolute_url()),
    index=("riskpoints:index", "status=in_register"),
)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Hit:
    """Something that is not as the duty asks, in words, and the page where it is put right."""

    text: str
    url: str
    due_on: date | None = None
    waits_for: str = ""  # where it is not the one the duty names


@dataclass(frozen=True)
class Duty:
    """What is looked at (`among`, only what the reader may open), and what of it is not as it should be (`amiss`)."""

    name: str
    article: int
    title: str  # what holds when it is fulfilled
    remedy: str
    waits_for: str
    readers: tuple  # the roles for which the pages behind the hits open
    among: Callable[..., QuerySet]  # (user, today)
    amiss: Callable[..., QuerySet]  # (what is looked at, today)
    tell: Callable[[Model], Hit]
    unit: str = "unit"  # the way from the thing to its unit
    index: tuple[str, str] | None = None  # a list and its condition, where one shows the very same rows

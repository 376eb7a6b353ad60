"""The states of a promise."""

from django.db.models import TextChoices


class State(TextChoices):
    OPEN = "open", "进行中"
    MET = "met", "已办结"
    CANCELLED = "cancelled", "已取消"

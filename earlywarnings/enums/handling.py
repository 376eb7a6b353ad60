"""The words of 分级处置 (art. 40)."""

from django.db.models import TextChoices


class Grade(TextChoices):
    """Three grades, each for something heavier than the one before."""

    TALK = "talk", "口头谈话提醒"
    EXPLAIN = "explain", "向组织说明"
    ADMONISH = "admonish", "告诫"


class HandlingStatus(TextChoices):
    """Only workflow writes it."""

    PENDING = "pending", "待办理"
    RECTIFYING = "rectifying", "整改中"
    TO_ASSESS = "to_assess", "待评估"
    CLOSED = "closed", "已办结"
    CANCELLED = "cancelled", "已撤回"


class Assessment(TextChoices):
    """Whether the grade was enough."""

    SUFFICIENT = "sufficient", "达到要求"
    INSUFFICIENT = "insufficient", "没有达到要求"


IN_PROGRESS = (HandlingStatus.PENDING, HandlingStatus.RECTIFYING, HandlingStatus.TO_ASSESS)
TOOK_PLACE = (HandlingStatus.RECTIFYING, HandlingStatus.TO_ASSESS, HandlingStatus.CLOSED)

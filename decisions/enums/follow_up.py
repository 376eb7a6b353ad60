"""What becomes of a resolution."""

from django.db.models import TextChoices


class TaskStatus(TextChoices):
    OPEN = "open", "办理中"
    DONE = "done", "已办结"
    CANCELLED = "cancelled", "已取消"

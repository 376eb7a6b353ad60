"""The paper of a warning that comes back signed or stamped."""

from django.db.models import TextChoices


class Paper(TextChoices):
    NOTICE = "notice", "盖章的通知书"
    RECEIPT = "receipt", "签字的送达回执"

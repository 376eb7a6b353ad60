"""The words of 参阅 (art. 45)."""

from django.db.models import TextChoices


class BulletinKind(TextChoices):
    CASE = "case", "个案参阅"
    SUMMARY = "summary", "综合参阅"


class BulletinStatus(TextChoices):
    DRAFT = "draft", "起草"
    REVIEW = "review", "待审批"
    APPROVED = "approved", "待印发"
    ISSUED = "issued", "已印发"
    WITHDRAWN = "withdrawn", "已撤回"
    DISCARDED = "discarded", "已作废"


GIVEN_UP = (BulletinStatus.WITHDRAWN, BulletinStatus.DISCARDED)
OUT = (BulletinStatus.ISSUED, BulletinStatus.WITHDRAWN)  # it has left the house

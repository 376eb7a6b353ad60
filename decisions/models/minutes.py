"""The record of a meeting as it was frozen (art. 30)."""

from django.db import models

from decisions.models.meetings import Meeting


class Minutes(models.Model):
    """会议记录 and 会议纪要 word by word, as the members signed them; Meeting.minutes_sha256 is over both. Never changed."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name="会议")
    record = models.JSONField("会议记录")  # rules.minutes.Part, one after another
    summary = models.JSONField("会议纪要")

    class Meta:
        verbose_name = "会议记录"

    def __str__(self) -> str:
        return f"{self.meeting}会议记录"

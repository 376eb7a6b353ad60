"""What people were asked, and what they answered (art. 37)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from collection import rules
from collection.enums import PollKind


class Poll(models.Model):
    """A poll, a democratic assessment or a review of conduct about a unit; never about a person, never who said what."""

    kind = models.CharField("种类", max_length=16, choices=PollKind)
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="polls", verbose_name="被测评单位"
    )
    title = models.CharField("内容", max_length=100, help_text="问了什么，如：窗口服务满意度。")
    held_on = models.DateField("日期")
    asked_whom = models.CharField("对象", max_length=100, help_text="问了哪些人，如：村民代表、服务对象。")
    asked = models.PositiveIntegerField("发出份数")
    answered = models.PositiveIntegerField("收回份数")
    satisfied = models.PositiveIntegerField("满意份数", help_text="满意和基本满意合计。")
    result = models.TextField("结果", max_length=500, help_text="主要意见，不写是谁说的。")
    recorded_by = models.ForeignKey(
        "organisations.User", models.PROTECT, related_name="+", verbose_name="登记人"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "民调测评结果"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="poll_counts_fit",
                condition=Q(asked__gte=1, answered__lte=F("asked"), satisfied__lte=F("answered")),
                violation_error_message="满意份数不超过收回份数，收回份数不超过发出份数。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.get_kind_display()}（{self.title}）"

    def get_absolute_url(self) -> str:
        return reverse("collection:poll", args=[self.pk])

    @property
    def rate(self) -> str:
        """满意率, of the answers; nothing where nobody answered."""
        return rules.percent(self.satisfied, self.answered)

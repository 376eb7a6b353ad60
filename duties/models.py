"""What was left out of the board as noise, and why."""

from django.db import models
from django.db.models import F, Q


class Dismissal(models.Model):
    """不作为问题: one hit of one duty, left out until a day. The thing lives on a floor above: its number is kept.

    Only workflow.py writes it; a row that is taken back or followed by another stays, with its last day.
    """

    duty = models.CharField("履职事项", max_length=60)
    thing_id = models.PositiveBigIntegerField("对象编号")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    what = models.CharField("问题", max_length=300)  # in the words of the day
    reason = models.CharField("理由", max_length=300)
    dismissed_on = models.DateField("认定日期")
    dismissed_by = models.CharField("认定人", max_length=250)
    until = models.DateField("有效至")
    ended_on = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        verbose_name = "不作为问题"
        ordering = ["-dismissed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="dismissal_once_per_hit",
                fields=["duty", "thing_id"],
                condition=Q(ended_on__isnull=True),
                violation_error_message="这一项已经列为不作为问题。",
            ),
            models.CheckConstraint(
                name="dismissal_with_reason",
                condition=~Q(reason=""),
                violation_error_message="列为不作为问题须写明理由。",
            ),
            models.CheckConstraint(
                name="dismissal_until_a_later_day",
                condition=Q(until__gte=F("dismissed_on")),
                violation_error_message="有效日期不能早于认定日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.what

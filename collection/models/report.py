"""What is reported for a period as a whole (art. 38)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from collection.enums import TO_FILL, FormStatus, ReportKind
from collection.models.form import Period
from deadlines.rules import days_late
from organisations.enums import UnitKind

TEXT_LENGTH = 2000


class PeriodReport(models.Model):
    """半年分析报告 of a reporting point or a town, or 季度汇总 of a town. Only workflow.py writes `status`.

    `counted` holds the rows behind every number as they stood when it was sent; before that they are counted afresh.
    """

    kind = models.CharField("种类", max_length=12, choices=ReportKind)
    period = models.ForeignKey(Period, models.PROTECT, related_name="reports", verbose_name="报送期")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="period_reports", verbose_name="报送单位"
    )
    status = models.CharField("状态", max_length=10, choices=FormStatus, default=FormStatus.OPEN)
    due_on = models.DateField("截止日期")
    arithmetic = models.CharField("截止日算法", max_length=300)
    causes = models.TextField("成因", max_length=TEXT_LENGTH, blank=True)
    next_steps = models.TextField("下步措施", max_length=TEXT_LENGTH, blank=True)
    remark = models.TextField("说明", max_length=TEXT_LENGTH, blank=True)
    counted = models.JSONField("报送时的数据", null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        "organisations.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报送人"
    )
    signed_text = models.CharField("报送人职务姓名", max_length=200, blank=True)
    on_behalf_of = models.CharField(
        "代录", max_length=50, blank=True, help_text="信息员代为录入时，原填写人姓名。"
    )
    first_submitted_on = models.DateField("首次报送", null=True, blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    returned_reason = models.TextField("退回理由", blank=True)
    accepted_on = models.DateField("接收日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "分析报告和汇总"
        ordering = ["-period__code", "unit__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "period", "unit"], name="report_once_per_period"),
            models.CheckConstraint(
                name="report_submitted_with_moment",
                condition=Q(status__in=(*TO_FILL, FormStatus.STOPPED))
                | Q(
                    submitted_at__isnull=False,
                    first_submitted_on__isnull=False,
                    written_by__isnull=False,
                    counted__isnull=False,
                ),
                violation_error_message="已报送的报告须有报送人、报送时间和数据。",
            ),
            models.CheckConstraint(
                name="report_returned_with_reason",
                condition=~Q(status=FormStatus.RETURNED) | ~Q(returned_reason=""),
                violation_error_message="退回报告须写明理由。",
            ),
            models.CheckConstraint(
                name="report_accepted_with_day",
                condition=Q(status=FormStatus.ACCEPTED, accepted_on__isnull=False)
                | (~Q(status=FormStatus.ACCEPTED) & Q(accepted_on__isnull=True)),
                violation_error_message="已接收的报告须有接收日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.period.label}{self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("collection:report", args=[self.pk])

    @property
    def is_unfiled(self) -> bool:
        return self.status in TO_FILL

    @property
    def is_analysis(self) -> bool:
        return self.kind == ReportKind.ANALYSIS

    @property
    def is_towns(self) -> bool:
        return self.unit.kind == UnitKind.TOWN

    @property
    def goes_to_centre(self) -> bool:
        """A town's goes one level up, a direct point's straight there (art. 36)."""
        return self.is_towns or self.unit.is_direct_point

    @property
    def days_late(self) -> int:
        """Days the first sending came after the due day; 0 in time or not yet."""
        return days_late(self.due_on, self.first_submitted_on) if self.first_submitted_on else 0

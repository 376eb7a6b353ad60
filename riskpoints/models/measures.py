"""防控措施: what is done about a risk point, and that it was done."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from riskpoints.enums import Cadence, MeasureKind, MeasureSort
from riskpoints.models.register import RiskPoint


class ControlMeasure(models.Model):
    """防控措施 of a risk point (art. 16, 17)."""

    risk_point = models.ForeignKey(RiskPoint, models.CASCADE, related_name="measures", verbose_name="风险点")
    kind = models.CharField("形式", max_length=10, choices=MeasureKind, default=MeasureKind.MEASURE)
    sort = models.CharField("类别", max_length=10, choices=MeasureSort, default=MeasureSort.PROCEDURE)
    content = models.TextField("内容")
    cadence = models.CharField("频次", max_length=12, choices=Cadence, default=Cadence.YEARLY)
    responsible = models.ForeignKey(
        "organisations.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任人"
    )
    responsible_text = models.CharField("责任人说明", max_length=200, blank=True)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "防控措施"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="measure_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="结束日期不能早于开始日期。",
            )
        ]

    def __str__(self) -> str:
        return self.content[:60]

    @property
    def is_current(self) -> bool:
        return self.ends_on is None

    @property
    def who(self) -> str:
        """Who carries it out, as far as it is known."""
        return str(self.responsible or self.responsible_text)


class MeasureExecution(models.Model):
    """落实: what was done about a measure, when, by whom."""

    measure = models.ForeignKey(
        ControlMeasure, models.PROTECT, related_name="executions", verbose_name="措施"
    )
    done_on = models.DateField("日期")
    done_by = models.CharField("实施人", max_length=100)
    what = models.TextField("做了什么")
    recorded_by = models.CharField("登记人", max_length=100)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "落实记录"
        ordering = ["-done_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.done_on} {self.what[:40]}"

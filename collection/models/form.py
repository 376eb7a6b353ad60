"""Periods and the forms they ask for (art. 36, 38)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from collection.enums import (
    TO_FILL,
    FormStatus,
    PeriodKind,
)
from core.dates import HalfYear, Quarter
from deadlines.rules import days_late


class Period(models.Model):
    """A quarter or half year every reporting point must report for."""

    kind = models.CharField("种类", max_length=10, choices=PeriodKind, default=PeriodKind.QUARTER)
    code = models.CharField("期次", max_length=8, unique=True, help_text="2026Q3 或 2026H1。")
    opened_on = models.DateField("开启日期")
    due_on = models.DateField("截止日期")
    arithmetic = models.CharField("截止日算法", max_length=300)
    calendar_version = models.CharField("日历版本", max_length=60, blank=True)
    asks_for_reports = models.BooleanField(
        "要求分析和汇总", default=True, editable=False, help_text="启用分析和汇总以前就结束的季度不要求。"
    )

    class Meta:
        verbose_name = "报送期"
        ordering = ["-code"]

    def __str__(self) -> str:
        return self.label

    @property
    def span(self) -> Quarter | HalfYear:
        return (Quarter if self.kind == PeriodKind.QUARTER else HalfYear).parse(self.code)

    @property
    def label(self) -> str:
        return self.span.label

    @property
    def last_day(self) -> date:
        return self.span.last_day


class CollectionForm(models.Model):
    """《廉政风险预警信息采集表》 of one reporting point for one period. Only workflow.py writes `status`."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="forms", verbose_name="报送期")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="forms", verbose_name="采集点"
    )
    status = models.CharField("状态", max_length=10, choices=FormStatus, default=FormStatus.OPEN)
    is_nil = models.BooleanField("本季度无情况", default=False)
    filled_by = models.ForeignKey(
        "organisations.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="填报人"
    )
    on_behalf_of = models.CharField(
        "代录", max_length=50, blank=True, help_text="信息员代为录入时，原填写人姓名。"
    )
    first_submitted_on = models.DateField("首次报送", null=True, blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    returned_reason = models.TextField(
        "退回理由", blank=True, help_text="最近一次退回的理由；重新报送后仍保留，供接收时核对。"
    )
    accepted_on = models.DateField("接收日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "采集表"
        ordering = ["-period__code", "unit__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="form_once_per_period"),
            models.CheckConstraint(
                name="form_submitted_with_moment",
                condition=Q(status__in=(FormStatus.OPEN, FormStatus.STOPPED))
                | Q(submitted_at__isnull=False, first_submitted_on__isnull=False, filled_by__isnull=False),
                violation_error_message="已报送的采集表须有报送人和报送时间。",
            ),
            models.CheckConstraint(
                name="form_returned_with_reason",
                condition=~Q(status=FormStatus.RETURNED) | ~Q(returned_reason=""),
                violation_error_message="退回采集表须写明理由。",
            ),
            models.CheckConstraint(
                name="form_accepted_with_day",
                condition=Q(status=FormStatus.ACCEPTED, accepted_on__isnull=False)
                | (~Q(status=FormStatus.ACCEPTED) & Q(accepted_on__isnull=True)),
                violation_error_message="已接收的采集表须有接收日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.period.label}采集表"

    def get_absolute_url(self) -> str:
        return reverse("collection:form", args=[self.pk])

    @property
    def is_unfiled(self) -> bool:
        return self.status in TO_FILL

    @property
    def days_late(self) -> int:
        """Days the first report came after the due day; 0 in time or not yet."""
        return days_late(self.period.due_on, self.first_submitted_on) if self.first_submitted_on else 0

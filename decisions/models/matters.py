"""事项清单: what a town must decide collectively, from which amount, in which meeting and by which vote (art. 28)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core import clock
from decisions.enums import Base, Category, MeetingKind, Way
from decisions.enums.votes import Fraction


class Matter(models.Model):
    """One line of the list. What is no longer in force keeps its day of ending, for the items it was used by."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="matters", verbose_name="单位"
    )
    code = models.CharField("编码", max_length=20)
    name = models.CharField("事项", max_length=100)
    category = models.CharField("类别", max_length=10, choices=Category)
    threshold = models.DecimalField(
        "金额起点（元）",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="达到这一金额的须上会；不论金额的留空。",
    )
    meeting_kind = models.CharField(
        "由什么会议决定", max_length=8, choices=MeetingKind, default=MeetingKind.PARTY
    )
    way = models.CharField("决定方式", max_length=8, choices=Way, default=Way.ORAL)
    base = models.CharField("计票基数", max_length=8, choices=Base, default=Base.MEMBERS)
    fraction = models.CharField("通过票数", max_length=4, choices=Fraction, default=Fraction.HALF)
    prerequisites = models.JSONField("另加的会前程序", default=list, blank=True)
    publicity_days = models.PositiveSmallIntegerField("公示天数", default=0, help_text="不公示的填 0。")
    starts_on = models.DateField("启用日期", default=clock.today)
    ends_on = models.DateField("停用日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "三重一大事项"
        ordering = ["unit", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"],
                condition=Q(ends_on__isnull=True),
                name="matter_code_once",
                violation_error_message="事项清单里已有这个编码。",
            ),
            models.CheckConstraint(
                name="matter_decided_by_a_deciding_meeting",
                condition=~Q(meeting_kind=MeetingKind.OFFICE),
                violation_error_message="行政办公会只作讨论，“三重一大”由党委会或领导班子会决定（第二十九条）。",
            ),
            models.CheckConstraint(
                name="matter_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="停用日期不能早于启用日期。",
            ),
            models.CheckConstraint(
                name="matter_threshold_is_money",
                condition=Q(threshold__isnull=True) | Q(threshold__gt=0),
                violation_error_message="金额起点应大于 0；不论金额的留空。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:change_matter", args=[self.pk])

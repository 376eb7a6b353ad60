"""办件: one exercise of a power, with who did what when (art. 26)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import clock
from powers.enums import CASE_ENDED, CaseDeed, CaseStatus, DayKind
from powers.models.register import Power


class PowerCase(models.Model):
    """Only workflow writes `status`. `due_on` is kept beside its arithmetic; the promise of `deadlines` follows it."""

    power = models.ForeignKey(Power, models.PROTECT, related_name="cases", verbose_name="职权")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="cases", verbose_name="单位")
    number = models.CharField("办件编号", max_length=40, blank=True, help_text="没有编号的，不填。")
    subject = models.CharField("申请人或事项", max_length=100)
    leader = models.CharField("分管领导", max_length=50, blank=True)
    accepted_on = models.DateField("受理日期")
    days = models.PositiveSmallIntegerField("办理时限")
    day_kind = models.CharField("时限单位", max_length=8, choices=DayKind, default=DayKind.WORKING)
    due_on = models.DateField("应办结日期")
    arithmetic = models.CharField("期限算法", max_length=300)
    is_paused = models.BooleanField("等待补正", default=False)
    status = models.CharField("状态", max_length=10, choices=CaseStatus, default=CaseStatus.ACCEPTED)
    finished_on = models.DateField("办结日期", null=True, blank=True)
    result = models.CharField("办理结果", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "办件"
        ordering = ["-accepted_on", "-pk"]
        indexes = [
            models.Index(fields=["unit", "-accepted_on", "-id"], name="case_by_unit"),
            models.Index(fields=["due_on"], condition=Q(finished_on=None), name="case_open_by_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"],
                condition=~Q(number=""),
                name="case_number_once_per_unit",
                violation_error_message="本单位已有这个编号的办件。",
            ),
            models.CheckConstraint(
                name="case_finished_when_ended",
                condition=Q(status__in=CASE_ENDED, finished_on__isnull=False)
                | (~Q(status__in=CASE_ENDED) & Q(finished_on__isnull=True)),
                violation_error_message="办完的须有日期，没有办完的不能有。",
            ),
            models.CheckConstraint(
                name="case_due_after_accepted",
                condition=Q(due_on__gt=F("accepted_on")),
                violation_error_message="应办结日期须在受理之后。",
            ),
        ]

    def __str__(self) -> str:
        """Without the applicant: it goes into mails and the audit."""
        return f"{self.power}办件第{self.pk}号"

    def get_absolute_url(self) -> str:
        return reverse("powers:case", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.finished_on is None

    @property
    def is_late(self) -> bool:
        """Past its day, neither finished nor waiting for a correction."""
        return self.is_open and not self.is_paused and self.due_on < clock.today()

    @property
    def days_late(self) -> int:
        """By how many days it was finished too late."""
        return max((self.finished_on - self.due_on).days, 0) if self.finished_on else 0


class CaseEntry(models.Model):
    """One line of the record: never changed, never taken away."""

    case = models.ForeignKey(PowerCase, models.PROTECT, related_name="entries", verbose_name="办件")
    deed = models.CharField("环节", max_length=10, choices=CaseDeed)
    person = models.ForeignKey(
        "organisations.Person", models.PROTECT, related_name="+", verbose_name="经办人"
    )
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=300, blank=True)
    entered_by = models.ForeignKey(
        "organisations.User", models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )

    class Meta:
        verbose_name = "办理环节"
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.person}"

"""One row per promise, what was said about it, and the working-day calendar."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from core import clock, registries
from deadlines import rules
from deadlines.enums import State


class Deadline(models.Model):
    """期限: what started it, by which article, until when, and why that day. Only workflow.py writes `state`.

    It points at its subject by label and number, since the subject lives on a floor above.
    """

    kind = models.CharField("种类", max_length=40)
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.PositiveBigIntegerField("对象编号")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="deadlines", verbose_name="单位"
    )
    title = models.CharField("事项", max_length=200)
    started_on = models.DateField("起算日期")
    due_on = models.DateField("期限")
    article = models.PositiveSmallIntegerField("依据条文", null=True, blank=True)
    arithmetic = models.CharField("期限算法", max_length=300)
    calendar_version = models.CharField("日历版本", max_length=60, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    met_on = models.DateField("办结日期", null=True, blank=True)
    reopened_on = models.DateField("重新进行", null=True, blank=True)
    url = models.CharField("页面", max_length=200, blank=True)
    data = models.JSONField("业务数据", default=dict, blank=True)  # for the owning app alone
    created_at = models.DateTimeField(default=clock.now, editable=False)

    directory = (
        None  # queries.Directory, filled by the sweep so that recipients are found without a query each
    )

    class Meta:
        verbose_name = "期限"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="deadline_open_once_per_subject",
                fields=["kind", "subject_type", "subject_id"],
                condition=Q(state=State.OPEN),
                violation_error_message="该事项已有一个进行中的期限。",
            ),
            models.CheckConstraint(
                name="deadline_met_on_when_met",
                condition=Q(state=State.MET, met_on__isnull=False)
                | (~Q(state=State.MET) & Q(met_on__isnull=True)),
                violation_error_message="已办结的期限必须有办结日期。",
            ),
            models.CheckConstraint(
                name="deadline_due_after_it_starts",
                condition=Q(due_on__gte=F("started_on")),
                violation_error_message="期限不能早于起算日期。",
            ),
        ]
        indexes = [
            models.Index(name="deadline_open_by_due", fields=["due_on", "id"], condition=Q(state=State.OPEN)),
            models.Index(name="deadline_by_subject", fields=["subject_type", "subject_id"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        return kind_of(self).label

    def days_left(self, today: date) -> int:
        return rules.days_left(self.due_on, today)

    def days_late(self, today: date) -> int:
        """Days late on a day; for a promise that was kept, on the day it was kept."""
        return rules.days_late(self.due_on, self.met_on or today)


def kind_of(deadline: Deadline) -> rules.Kind:
    """The registered kind. A promise whose app has left is still told, in plain words."""
    return registries.deadline_kinds.get(deadline.kind) or rules.Kind(deadline.kind, deadline.kind)


class Extension(models.Model):
    """延期, once per promise. Names and posts are kept as text, as they were on the day."""

    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="extension", verbose_name="期限")
    from_day = models.DateField("原期限")
    to_day = models.DateField("延至")
    reason = models.CharField("理由", max_length=500)
    asked_on = models.DateField("申请日期")
    asked_by = models.ForeignKey(
        "organisations.Person", models.PROTECT, related_name="+", verbose_name="申请人"
    )
    by_name = models.CharField("申请人姓名职务", max_length=200)
    approved_by = models.ForeignKey(
        "organisations.Person", models.PROTECT, related_name="+", verbose_name="批准人"
    )
    approved_by_name = models.CharField("批准人姓名职务", max_length=200)
    on = models.DateField("批准日期")

    class Meta:
        verbose_name = "延期"
        constraints = [
            models.CheckConstraint(
                name="extension_later_than_before",
                condition=Q(to_day__gt=F("from_day")),
                violation_error_message="延长后的日期应晚于原期限。",
            ),
            models.CheckConstraint(
                name="extension_approved_by_another",
                condition=~Q(asked_by=F("approved_by")),
                violation_error_message="延期不能由申请人本人批准。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_day} → {self.to_day}"


class Told(models.Model):
    """Who was told of which stage of which promise. An extended promise has a new due day and is told anew."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="told", verbose_name="期限")
    due_on = models.DateField("期限日")
    stage = models.SmallIntegerField("提前天数")  # negative: days late
    recipient = models.ForeignKey(
        "organisations.User", models.PROTECT, related_name="+", verbose_name="收件人"
    )
    on = models.DateField("提醒日期")

    class Meta:
        verbose_name = "提醒记录"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="told_once", fields=["deadline", "due_on", "stage", "recipient"])
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.stage} {self.recipient_id}"


class CalendarYear(models.Model):
    """A year whose holidays have been entered. Each change makes a new edition; promises keep theirs."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    edition = models.PositiveSmallIntegerField("版本", default=1)
    source = models.CharField("来源", max_length=200)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "工作日历年度"
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}年"


class CalendarDay(models.Model):
    """A day that differs from the plain week: a statutory rest day, or a weekend that is worked."""

    date = models.DateField("日期", unique=True)
    is_working = models.BooleanField("上班")
    note = models.CharField("说明", max_length=50, blank=True)
    source = models.CharField("来源", max_length=200)

    class Meta:
        verbose_name = "工作日历"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {'上班' if self.is_working else '休息'}"

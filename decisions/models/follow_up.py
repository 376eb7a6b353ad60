"""What comes after a meeting: tasks, addenda to its frozen record, and what was found wrong with it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from decisions.enums import Check, FindingStatus, Severity, TaskStatus
from decisions.models.items import AgendaItem
from decisions.models.meetings import Meeting


class Task(models.Model):
    """督办: one thing a resolution asks of a unit. Only workflow writes `status`."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="tasks", verbose_name="决议")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="decision_tasks", verbose_name="承办单位"
    )
    owner = models.CharField("责任人", max_length=50)
    content = models.CharField("任务", max_length=300)
    due_on = models.DateField("完成期限")
    status = models.CharField("状态", max_length=10, choices=TaskStatus, default=TaskStatus.OPEN)
    result = models.CharField("结果", max_length=300, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    cancelled_reason = models.CharField("取消理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "督办任务"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_task_done_with_result",
                condition=Q(status=TaskStatus.DONE, done_on__isnull=False) & ~Q(result="")
                | ~Q(status=TaskStatus.DONE) & Q(done_on__isnull=True),
                violation_error_message="办结的任务须写明结果和日期。",
            ),
            models.CheckConstraint(
                name="decision_task_cancelled_with_reason",
                condition=Q(status=TaskStatus.CANCELLED) & ~Q(cancelled_reason="")
                | ~Q(status=TaskStatus.CANCELLED) & Q(cancelled_reason=""),
                violation_error_message="取消任务须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return self.content

    def get_absolute_url(self) -> str:
        return reverse("decisions:task", args=[self.pk])


class Progress(models.Model):
    """How far a task is, as somebody reported it; never changed."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="progress", verbose_name="任务")
    on = models.DateField("日期")
    text = models.CharField("进展", max_length=300)
    entered_by = models.CharField("报告人", max_length=250)

    class Meta:
        verbose_name = "进展"
        ordering = ["task", "on", "pk"]

    def __str__(self) -> str:
        return self.text


class Addendum(models.Model):
    """补正: after the record is frozen nothing in it changes; what was wrong is said beside it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="addenda", verbose_name="会议")
    text = models.CharField("补正内容", max_length=500)
    on = models.DateField("日期")
    entered_by = models.CharField("补正人", max_length=250)

    class Meta:
        verbose_name = "会议记录补正"
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return self.text


class Finding(models.Model):
    """Something a check found wrong with a decision or its meeting. Only workflow writes `status`."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="findings", verbose_name="会议")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name="议题"
    )
    check_kind = models.CharField("问题", max_length=16, choices=Check)
    severity = models.CharField("程度", max_length=8, choices=Severity)
    article = models.PositiveSmallIntegerField("条款")
    text = models.CharField("说明", max_length=500)
    found_on = models.DateField("发现日期")
    status = models.CharField("状态", max_length=10, choices=FindingStatus, default=FindingStatus.OPEN)
    answer = models.CharField("说明或整改情况", max_length=500, blank=True)
    answered_by = models.CharField("填写人", max_length=250, blank=True)
    answered_on = models.DateField("填写日期", null=True, blank=True)

    class Meta:
        verbose_name = "决策检查问题"
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "check_kind"], name="finding_once_an_item"),
            models.UniqueConstraint(
                fields=["meeting", "check_kind"],
                condition=Q(item__isnull=True),
                name="finding_once_a_meeting",
            ),
            models.CheckConstraint(
                name="finding_answered_with_words",
                condition=Q(status=FindingStatus.OPEN, answered_on__isnull=True)
                | ~Q(status=FindingStatus.OPEN) & Q(answered_on__isnull=False) & ~Q(answer=""),
                violation_error_message="请写明情况。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_check_kind_display()}：{self.text}"

    @property
    def unit(self):
        return self.meeting.unit

"""排查活动: who looks for risk points until when, unit by unit and post by post (art. 12 to 14).

An assignment carries the stage. The points written in it stand at the same stage, because one move, under the lock of
the assignment, takes all of them along (docs/adr/0012).
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from riskpoints.enums import Layer, Outcome, ScreeningStatus, Stage


class Screening(models.Model):
    """One campaign. Only workflow writes `status`."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="screenings", verbose_name="组织单位"
    )
    title = models.CharField("名称", max_length=60)
    opened_by = models.CharField("发起人", max_length=250)
    opened_on = models.DateField("发起日期")
    due_on = models.DateField("完成期限")
    status = models.CharField("状态", max_length=8, choices=ScreeningStatus, default=ScreeningStatus.OPEN)
    closed_by = models.CharField("结束人", max_length=250, blank=True)
    closed_on = models.DateField("结束日期", null=True, blank=True)
    reason = models.CharField("未完成的说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "排查活动"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="screening_due_after_it_opens",
                condition=Q(due_on__gte=F("opened_on")),
                violation_error_message="完成期限不能早于发起日期。",
            ),
            models.CheckConstraint(
                name="screening_closed_with_date",
                condition=Q(status=ScreeningStatus.OPEN, closed_on__isnull=True)
                | Q(status=ScreeningStatus.CLOSED, closed_on__isnull=False),
                violation_error_message="已结束的排查活动须有结束日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("riskpoints:screening", args=[self.pk])


class Share(models.Model):
    """One unit's share of a screening, under one promise. It has ended when all of it is done, or with the screening."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="shares", verbose_name="排查活动")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="screening_shares", verbose_name="单位"
    )
    ended_on = models.DateField("结束日期", null=True, blank=True)

    class Meta:
        verbose_name = "单位的排查任务"
        ordering = ["unit", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "unit"],
                name="share_once_per_unit",
                violation_error_message="该单位已在这次排查中。",
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ended_on__isnull=True),
                name="share_open_once_per_unit",
                violation_error_message="该单位还有一次排查没有结束。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}：{self.screening}"


class Assignment(models.Model):
    """What one post, one section or the unit itself has to look through. Only workflow writes `status`."""

    share = models.ForeignKey(Share, models.PROTECT, related_name="assignments", verbose_name="单位")
    layer = models.CharField("层面", max_length=8, choices=Layer)
    post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="screened",
        verbose_name="岗位",
    )
    section = models.CharField("科室", max_length=60, blank=True)
    status = models.CharField("状态", max_length=12, choices=Stage, default=Stage.DRAFT)
    outcome = models.CharField("结果", max_length=8, choices=Outcome, blank=True)
    none_reason = models.CharField("为什么没有风险点", max_length=300, blank=True)
    sent_back_reason = models.CharField("退回理由", max_length=300, blank=True)
    reported_by = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="自查填写人",
    )
    reported_text = models.CharField("自查人", max_length=300, blank=True)
    stopped_at = models.CharField("停在", max_length=12, choices=Stage, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    confirmed = models.ManyToManyField(
        "riskpoints.RiskPoint", related_name="confirmed_in", verbose_name="确认仍然适用的风险点"
    )

    class Meta:
        verbose_name = "排查任务"
        ordering = ["share", "pk"]
        constraints = [
            models.CheckConstraint(
                name="assignment_names_its_layer",
                condition=Q(layer=Layer.POST, post__isnull=False, section="")
                | Q(layer=Layer.SECTION, post__isnull=True) & ~Q(section="")
                | Q(layer=Layer.UNIT, post__isnull=True, section=""),
                violation_error_message="排查任务须属于一个岗位、一个科室或整个单位。",
            ),
            models.UniqueConstraint(
                fields=["share", "post"],
                name="assignment_once_per_post",
                violation_error_message="这个岗位已有任务。",
            ),
            models.UniqueConstraint(
                fields=["share", "section"],
                condition=Q(layer=Layer.SECTION),
                name="assignment_once_per_section",
                violation_error_message="这个科室已有任务。",
            ),
            models.UniqueConstraint(
                fields=["share"],
                condition=Q(layer=Layer.UNIT),
                name="assignment_once_for_the_unit",
                violation_error_message="这个单位的单位职能已有任务。",
            ),
            models.CheckConstraint(
                name="assignment_with_outcome_after_self_check",
                condition=Q(status=Stage.DRAFT, outcome="")
                | Q(status=Stage.NOT_DONE)
                | ~Q(status__in=(Stage.DRAFT, Stage.NOT_DONE)) & ~Q(outcome=""),
                violation_error_message="自查以后须说明有没有风险点。",
            ),
            models.CheckConstraint(
                name="assignment_none_with_reason",
                condition=~Q(outcome=Outcome.NONE) | ~Q(none_reason=""),
                violation_error_message="没有风险点须写明理由。",
            ),
            models.CheckConstraint(
                name="assignment_done_with_date",
                condition=Q(status=Stage.DONE, done_on__isnull=False)
                | ~Q(status=Stage.DONE) & Q(done_on__isnull=True),
                violation_error_message="已完成的任务须有完成日期。",
            ),
            models.CheckConstraint(
                name="assignment_not_done_says_where_it_stopped",
                condition=Q(status=Stage.NOT_DONE) & ~Q(stopped_at="")
                | ~Q(status=Stage.NOT_DONE) & Q(stopped_at=""),
                violation_error_message="未完成的任务须记下停在哪一步。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}·{self.whose}"

    def get_absolute_url(self) -> str:
        return reverse("riskpoints:assignment", args=[self.pk])

    @property
    def unit(self):
        return self.share.unit

    @property
    def whose(self) -> str:
        """村报账员 or 综合科, or the unit as a whole."""
        return self.post.name if self.post_id else self.section or Layer.UNIT.label

    @property
    def state(self) -> str:
        """The stage in words, with what it came to."""
        if self.status == Stage.NOT_DONE:
            return f"未完成（停在{self.get_stopped_at_display()}）"
        done_with_none = self.status == Stage.DONE and self.outcome == Outcome.NONE
        return "已完成（无风险点）" if done_with_none else self.get_status_display()

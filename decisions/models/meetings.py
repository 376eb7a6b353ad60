"""三重一大: items put to a collective meeting, and what it decided (art. 28–35)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core.disclosable import Disclosable
from decisions.enums import Category, Outcome, Status, View


class Meeting(models.Model):
    """A meeting of a leading group; 纪委 takes part in every one of them (art. 29)."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="meetings", verbose_name="单位"
    )
    title = models.CharField("会议名称", max_length=100)
    held_on = models.DateField("会议日期")
    place = models.CharField("地点", max_length=100, blank=True)
    chair = models.ForeignKey("organisations.Person", models.PROTECT, related_name="+", verbose_name="主持人")
    discipline_present = models.CharField("纪委参加人", max_length=100, help_text="第二十九条。")
    is_emergency = models.BooleanField("紧急会议", default=False)
    emergency_reason = models.CharField("紧急理由", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "决策会议"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_emergency_with_reason",
                condition=Q(is_emergency=False) | ~Q(emergency_reason=""),
                violation_error_message="紧急会议须写明理由。",
            ),
            models.CheckConstraint(
                name="meeting_discipline_present",
                condition=~Q(discipline_present=""),
                violation_error_message="纪委须全程参与三重一大决策（第二十九条）。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(Disclosable):
    """议题, from proposal to resolution."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="agenda_items", verbose_name="提交单位"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="会议"
    )
    position = models.PositiveSmallIntegerField("顺序", default=1)
    category = models.CharField("类别", max_length=10, choices=Category)
    title = models.CharField("议题", max_length=200)
    proposal = models.TextField("决策建议")
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    leader = models.ForeignKey(
        "organisations.Person",
        models.PROTECT,
        related_name="+",
        verbose_name="分管领导",
        null=True,
        blank=True,
    )
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.PROPOSED)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    resolution = models.TextField("决议", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "议题"
        ordering = ["-meeting__held_on", "position", "-pk"]
        constraints = [
            *Disclosable.Meta.constraints,
            models.CheckConstraint(
                name="agendaitem_decided_in_a_meeting",
                condition=~Q(status=Status.DECIDED) | (Q(meeting__isnull=False) & ~Q(outcome="")),
                violation_error_message="议题须经会议集体讨论决定，不得以传阅会签或个别征求意见代替（第二十九条）。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:item", args=[self.pk])


class Opinion(models.Model):
    """One member's view with its reason; the chair speaks last (art. 30)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="opinions", verbose_name="议题")
    person = models.ForeignKey("organisations.Person", models.PROTECT, related_name="+", verbose_name="成员")
    position = models.PositiveSmallIntegerField("发言顺序")
    view = models.CharField("意见", max_length=10, choices=View)
    reason = models.CharField("理由", max_length=300)
    is_written = models.BooleanField("缺席书面意见", default=False)

    class Meta:
        verbose_name = "成员意见"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="opinion_once_a_member"),
            models.UniqueConstraint(fields=["item", "position"], name="opinion_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_view_display()}"

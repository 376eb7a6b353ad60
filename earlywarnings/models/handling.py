"""分级处置: what was done about one person, in three grades (art. 40)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from deadlines.rules import days_late
from earlywarnings.enums.handling import IN_PROGRESS, TOOK_PLACE, Assessment, Grade, HandlingStatus
from earlywarnings.models.warning import PERSON, USER, EarlyWarning, foreign
from earlywarnings.rules.handling import PLANNED, WAITS_FOR

TEXT = 1000


class Handling(models.Model):
    """One grade applied to one person, from the plan to the evaluation. Only workflow writes `status`."""

    grade = models.CharField("处置方式", max_length=10, choices=Grade)
    status = models.CharField("状态", max_length=12, choices=HandlingStatus, default=HandlingStatus.PENDING)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="handlings", verbose_name="当事人")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="handlings", verbose_name="当事人单位"
    )
    post_text = models.CharField("当时职务", max_length=200, blank=True)
    reason = models.TextField(
        "事由",
        max_length=500,
        help_text="写进记录，当事人谈话后看得到。不要写可能暴露信息来源的内容。",
    )
    item = foreign("collection.InformationItem", "来源信息", "handlings")
    warning = foreign(EarlyWarning, "预警", "handlings")
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next", verbose_name="前一等次"
    )
    opened_by = foreign(USER, "登记人", null=False)
    opened_on = models.DateField("登记日期")
    planned_on = models.DateField("计划日期")

    held_on = models.DateField("谈话日期", null=True, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    talkers = models.CharField("谈话人", max_length=100, blank=True)
    recorder = models.CharField("记录人", max_length=50, blank=True)
    said = models.TextField("谈话要点", max_length=TEXT, blank=True)
    statement = models.TextField("当事人陈述", max_length=TEXT, blank=True)

    explanation = models.TextField("情况说明", max_length=TEXT, blank=True)
    explained_on = models.DateField("说明日期", null=True, blank=True)
    explained_by = foreign(USER, "录入人")
    on_behalf_of = models.CharField("代录，原填写人", max_length=50, blank=True)

    known_on = models.DateField("当事人知悉", null=True, blank=True)
    head_informed_on = models.DateField("告知单位负责人", null=True, blank=True)
    outcome = models.CharField("评估结果", max_length=12, choices=Assessment, blank=True)
    assessment = models.TextField("评估意见", max_length=500, blank=True)
    assessed_by = foreign(USER, "评估人")
    assessed_on = models.DateField("评估日期", null=True, blank=True)
    cancelled_reason = models.CharField("撤回理由", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "分级处置"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="handling_says_what_took_place",
                condition=~Q(status__in=TOOK_PLACE)
                | Q(grade=Grade.EXPLAIN, explained_on__isnull=False, explained_by__isnull=False)
                & ~Q(explanation="")
                | Q(grade__in=[Grade.TALK, Grade.ADMONISH], held_on__isnull=False)
                & ~Q(talkers="")
                & ~Q(said=""),
                violation_error_message="谈话须写明日期、谈话人和要点，说明须写明日期和内容。",
            ),
            models.CheckConstraint(
                name="handling_rectified_after_admonition",
                condition=~Q(status=HandlingStatus.RECTIFYING) | Q(grade=Grade.ADMONISH),
                violation_error_message="只有告诫才有整改计划。",
            ),
            models.CheckConstraint(
                name="handling_closed_with_an_assessment",
                condition=~Q(status=HandlingStatus.CLOSED)
                | Q(assessed_on__isnull=False, assessed_by__isnull=False, outcome__in=Assessment.values)
                & ~Q(assessment=""),
                violation_error_message="办结须有评估结果、意见和评估人。",
            ),
            models.CheckConstraint(
                name="handling_person_knows_before_the_head",
                condition=Q(head_informed_on__isnull=True) | Q(known_on__isnull=False),
                violation_error_message="当事人知悉以后才能告知单位负责人。",
            ),
            models.CheckConstraint(
                name="handling_cancelled_with_reason",
                condition=~Q(status=HandlingStatus.CANCELLED) | ~Q(cancelled_reason=""),
                violation_error_message="撤回须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        """What may stand in the audit or a mail: never the person nor the matter."""
        return f"{self.get_grade_display()}第{self.pk}号"

    def get_absolute_url(self) -> str:
        return reverse("earlywarnings:handling", args=[self.pk])

    @property
    def heading(self) -> str:
        """Whom it is about, for those who may open it."""
        return f"{self.person.name}　{self.get_grade_display()}"

    @property
    def state_text(self) -> str:
        if self.status == HandlingStatus.PENDING:
            return WAITS_FOR[Grade(self.grade)]
        return self.get_status_display()

    @property
    def planned_label(self) -> str:
        return PLANNED[Grade(self.grade)]

    @property
    def is_talk(self) -> bool:
        """Held by word of mouth, and recorded by whoever held it."""
        return self.grade != Grade.EXPLAIN

    @property
    def took_place_on(self) -> date | None:
        return self.held_on or self.explained_on

    @property
    def is_in_progress(self) -> bool:
        return self.status in IN_PROGRESS

    @property
    def failed(self) -> bool:
        return self.outcome == Assessment.INSUFFICIENT

    @property
    def open_milestones(self) -> list["Milestone"]:
        return [milestone for milestone in self.milestones.all() if milestone.met_on is None]

    @property
    def due_on(self) -> date | None:
        """By when something has to happen next; nothing is due for an assessment."""
        if self.status == HandlingStatus.PENDING:
            return self.planned_on
        if self.status == HandlingStatus.RECTIFYING:
            return min((milestone.due_on for milestone in self.open_milestones), default=None)
        return None

    @property
    def writer_text(self) -> str:
        """Who wrote the explanation; when it was typed for somebody without an account, who typed it too."""
        if self.on_behalf_of:
            return f"{self.on_behalf_of}（{self.explained_by.name}代录）"
        return self.explained_by.name


class Milestone(models.Model):
    """One step of the plan that an admonition asks for: promised by a day, met or late."""

    handling = models.ForeignKey(Handling, models.PROTECT, related_name="milestones")
    number = models.PositiveSmallIntegerField("序号")
    text = models.TextField("整改事项", max_length=300)
    due_on = models.DateField("完成期限")
    met_on = models.DateField("完成日期", null=True, blank=True)
    note = models.CharField("完成情况", max_length=300, blank=True)
    recorded_by = models.CharField("登记人", max_length=50, blank=True)

    class Meta:
        verbose_name = "整改计划"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["handling", "number"], name="milestone_number_once"),
            models.CheckConstraint(
                name="milestone_met_says_how",
                condition=Q(met_on__isnull=True) | ~Q(note=""),
                violation_error_message="完成的事项须写明完成情况。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handling}整改计划第{self.number}项"

    @property
    def unit(self):
        return self.handling.unit

    @property
    def days_late(self) -> int:
        return days_late(self.due_on, self.met_on) if self.met_on else 0

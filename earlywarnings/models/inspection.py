"""督查: how a warning was rectified, and whether the measures against a risk are kept (art. 44)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from earlywarnings.enums import CARRIED_OUT, InspectionKind, InspectionStatus, InspectionSubject, Outcome
from earlywarnings.models.warning import PERSON, USER, EarlyWarning, foreign

TEXT_LENGTH = 1000
LOOKED_AT = {  # what is looked at, by its model; the field it stands in has the name of the kind
    "earlywarnings.earlywarning": InspectionSubject.WARNING,
    "organisations.unit": InspectionSubject.UNIT,
    "organisations.post": InspectionSubject.POST,
    "riskpoints.riskpoint": InspectionSubject.RISK_POINT,
}


class Inspection(models.Model):
    """One inspection, from its plan to the last finding. Only workflow.py writes `status`."""

    kind = models.CharField("方式", max_length=12, choices=InspectionKind, default=InspectionKind.PLANNED)
    status = models.CharField(
        "状态", max_length=12, choices=InspectionStatus, default=InspectionStatus.PLANNED
    )
    subject = models.CharField("督查对象", max_length=10, choices=InspectionSubject)
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="inspections", verbose_name="被督查单位"
    )
    warning = foreign(EarlyWarning, "预警", "inspections")
    post = foreign("organisations.Post", "岗位", "inspections")
    risk_point = foreign("riskpoints.RiskPoint", "风险点", "inspections")
    planned_on = models.DateField("计划日期")
    inspectors = models.ManyToManyField(PERSON, related_name="inspections", verbose_name="督查人员")
    also_present = models.CharField(
        "其他参加人员", max_length=200, blank=True, help_text="如：村务监督委员会主任、包村干部。"
    )
    focus = models.TextField(
        "督查内容", max_length=TEXT_LENGTH, help_text="看什么，一行一项，如：防控措施的执行记录、公示情况。"
    )
    planned_by = foreign(USER, "安排人", null=False)
    inspected_on = models.DateField("督查日期", null=True, blank=True)
    looked_at = models.TextField(
        "查看了什么", max_length=TEXT_LENGTH, blank=True, help_text="看了哪些地方、材料，问了哪些人。"
    )
    outcome = models.CharField("落实情况", max_length=12, choices=Outcome, blank=True)
    conclusion = models.TextField("督查结论", max_length=TEXT_LENGTH, blank=True)
    recorded_by = foreign(USER, "登记人")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    cancelled_reason = models.CharField("取消理由", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "督查"
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="inspection_looks_at_its_subject",
                condition=Q(
                    subject=InspectionSubject.WARNING,
                    warning__isnull=False,
                    post__isnull=True,
                    risk_point__isnull=True,
                )
                | Q(
                    subject=InspectionSubject.UNIT,
                    warning__isnull=True,
                    post__isnull=True,
                    risk_point__isnull=True,
                )
                | Q(
                    subject=InspectionSubject.POST,
                    warning__isnull=True,
                    post__isnull=False,
                    risk_point__isnull=True,
                )
                | Q(
                    subject=InspectionSubject.RISK_POINT,
                    warning__isnull=True,
                    post__isnull=True,
                    risk_point__isnull=False,
                ),
                violation_error_message="请按督查对象选择预警、岗位或风险点。",
            ),
            models.CheckConstraint(
                name="inspection_carried_out_says_what_was_seen",
                condition=~Q(status__in=CARRIED_OUT)
                | Q(inspected_on__isnull=False, recorded_by__isnull=False)
                & ~Q(looked_at="")
                & ~Q(outcome="")
                & ~Q(conclusion=""),
                violation_error_message="已登记的督查须有日期、登记人、查看内容和结论。",
            ),
            models.CheckConstraint(
                name="inspection_closed_on_a_day",
                condition=~Q(status=InspectionStatus.CLOSED) | Q(closed_on__isnull=False),
                violation_error_message="已办结的督查须有办结日期。",
            ),
            models.CheckConstraint(
                name="inspection_cancelled_with_reason",
                condition=~Q(status=InspectionStatus.CANCELLED) | ~Q(cancelled_reason=""),
                violation_error_message="取消督查须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        """What anybody may read in the audit or a mail: never what was found."""
        return f"{self.unit}督查第{self.pk}号"

    def get_absolute_url(self) -> str:
        return reverse("earlywarnings:inspection", args=[self.pk])

    @property
    def thing(self):
        """The warning, post, risk point or unit that is looked at."""
        return self.warning or self.post or self.risk_point or self.unit

    @property
    def subject_text(self) -> str:
        """In words: what of what."""
        return {
            InspectionSubject.WARNING: f"{self.thing}整改情况",
            InspectionSubject.UNIT: f"{self.unit}防控措施落实情况",
            InspectionSubject.POST: f"{self.thing}岗位防控措施落实情况",
            InspectionSubject.RISK_POINT: f"风险点“{self.thing}”防控措施落实情况",
        }[self.subject]

    @property
    def looked_at_post(self) -> int | None:
        """Id of the post that is looked at, itself or by one of its risk points."""
        return self.post_id or (self.risk_point.post_id if self.risk_point else None)

    def concerns(self, person_id: int, posts) -> bool:
        """Whether it is about the person or a post the person holds, or the warning sets the person aside."""
        warning = self.warning
        named = warning is not None and (
            warning.person_id == person_id or any(one.pk == person_id for one in warning.recused.all())
        )
        return named or self.looked_at_post in posts

    @property
    def is_carried_out(self) -> bool:
        return self.status in CARRIED_OUT

    @property
    def inspectors_text(self) -> str:
        return "、".join(person.name for person in self.inspectors.all())

    @property
    def day(self):
        """When it was, or when it is to be."""
        return self.inspected_on or self.planned_on


def about(thing) -> dict:
    """The fields of an inspection that say what it looks at."""
    subject = LOOKED_AT[thing._meta.label_lower]
    nothing = dict.fromkeys(("warning", "post", "risk_point"))
    if subject == InspectionSubject.UNIT:
        return nothing | {"subject": subject, "unit": thing}
    return nothing | {"subject": subject, "unit": thing.unit, subject.value: thing}


class Finding(models.Model):
    """发现的问题: what is to be mended, by when, and what became of it."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField("序号")
    text = models.TextField("问题", max_length=300)
    place = models.CharField("地点或部位", max_length=100, blank=True, help_text="如：公开栏、档案室。")
    requirement = models.TextField("整改要求", max_length=300)
    due_on = models.DateField("整改期限")
    reported_on = models.DateField("报告整改", null=True, blank=True)
    reported_by = foreign(USER, "报告人")
    measure = models.TextField("整改情况", max_length=500, blank=True)
    mended_on = models.DateField("整改完成", null=True, blank=True)
    result = models.CharField("核查结果", max_length=300, blank=True)
    checked_by = foreign(USER, "核查人")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "督查发现的问题"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="finding_number_once"),
            models.CheckConstraint(
                name="finding_mended_was_checked",
                condition=Q(mended_on__isnull=True) | Q(checked_by__isnull=False) & ~Q(result=""),
                violation_error_message="整改完成的问题须有核查人和核查结果。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection}问题{self.number}"

    @property
    def unit(self):
        return self.inspection.unit

    @property
    def is_open(self) -> bool:
        return self.mended_on is None

    @property
    def awaits_check(self) -> bool:
        """The unit says it is mended; nobody has looked yet."""
        return self.mended_on is None and self.reported_on is not None

    @property
    def state_text(self) -> str:
        if self.mended_on:
            return "已整改"
        return "待核查" if self.reported_on else "待整改"

    @property
    def tone(self) -> str:
        """How its mark looks."""
        return "verified" if self.mended_on else "answered" if self.reported_on else "received"

"""风险点 and 防控措施: where corruption may occur, and what is done about it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core.disclosable import Disclosable
from powers.enums import KeyPower
from riskpoints.enums import (
    IN_REGISTER,
    Cadence,
    CatalogueStatus,
    Found,
    Harm,
    Layer,
    Level,
    Likelihood,
    Line,
    MeasureKind,
    MeasureSort,
    RiskType,
    Status,
)


class RiskPoint(Disclosable):
    """One risk point of the living register (art. 15). Only workflow.py writes `status` and `level`."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="risk_points", verbose_name="单位"
    )
    section = models.CharField("科室", max_length=60, blank=True)
    post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="risk_points",
        verbose_name="岗位",
    )
    power = models.ForeignKey(
        "powers.Power", models.PROTECT, null=True, blank=True, related_name="risk_points", verbose_name="职权"
    )
    step = models.ForeignKey(
        "powers.ProcedureStep",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="risk_points",
        verbose_name="流程环节",
    )
    layer = models.CharField("层面", max_length=8, choices=Layer, default=Layer.POST)
    risk_type = models.CharField("风险类别", max_length=8, choices=RiskType)
    name = models.CharField("风险点", max_length=200)
    link = models.CharField("环节", max_length=100, blank=True)
    manifestation = models.TextField("表现形式")
    likelihood = models.PositiveSmallIntegerField("可能性", null=True, blank=True, choices=Likelihood)
    harm = models.PositiveSmallIntegerField("危害", null=True, blank=True, choices=Harm)
    is_major_decision = models.BooleanField("三重一大决策环节", default=False)
    decides_on_resources = models.BooleanField("人财物、处罚或许可的决定环节", default=False)
    proposed_level = models.CharField("建议等级", max_length=6, choices=Level, blank=True, editable=False)
    level = models.CharField("风险等级", max_length=6, choices=Level, blank=True)
    level_reason = models.CharField("改级理由", max_length=200, blank=True)
    level_source = models.CharField("来源所载等级", max_length=40, blank=True)
    line = models.CharField(
        "四线",
        max_length=10,
        choices=Line,
        default=Line.DAILY,
        help_text="高压线涉及法律，警戒线涉及自由裁量，地雷区涉及腐败，斑马线涉及日常管理（第五条）。",
    )
    key_power = models.CharField(
        "重点权力",
        max_length=10,
        choices=KeyPower,
        blank=True,
        help_text="行使四类重点权力的才选（第四条）。",
    )
    key_field = models.CharField(
        "重点领域", max_length=40, blank=True, help_text="如：工程建设、征地拆迁、社会保障（第十一条）。"
    )
    indicator = models.CharField("监测指标", max_length=200, blank=True)
    responsible_text = models.CharField("责任人", max_length=200, blank=True)
    found_by = models.CharField("排查方式", max_length=12, choices=Found, default=Found.SELF)
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.DRAFT)
    drafted_by = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="填写人",
        editable=False,
    )
    sent_back_reason = models.CharField("退回理由", max_length=300, blank=True)
    reviewed_by = models.CharField("审查人", max_length=250, blank=True)
    reviewed_on = models.DateField("最近审查", null=True, blank=True)
    valid_from = models.DateField("生效日期")
    valid_until = models.DateField("失效日期", null=True, blank=True)
    changed_on = models.DateField("最近变动", editable=False)
    source = models.CharField("来源", max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, default="")
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "风险点"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["unit", "sort_key", "id"], name="riskpoint_by_unit"),
            models.Index(fields=["sort_key", "id"], name="riskpoint_by_name"),
            models.Index(fields=["-changed_on", "-id"], name="riskpoint_by_change"),
            models.Index(fields=["unit", "level"], name="riskpoint_by_level"),
        ]
        constraints = [
            *Disclosable.Meta.constraints,
            models.CheckConstraint(
                name="riskpoint_valid_until_after_from",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="失效日期不能早于生效日期。",
            ),
            models.CheckConstraint(
                name="riskpoint_override_with_reason",
                condition=Q(proposed_level="")
                | Q(level="")
                | Q(level=F("proposed_level"))
                | ~Q(level_reason=""),
                violation_error_message="改动建议等级须写明理由。",
            ),
            models.CheckConstraint(
                name="riskpoint_in_register_with_level",
                condition=~Q(status__in=IN_REGISTER) | ~Q(level=""),
                violation_error_message="在册的风险点须有等级。",
            ),
            models.CheckConstraint(
                name="riskpoint_registered_with_review",
                condition=~Q(status=Status.REGISTERED) | Q(reviewed_on__isnull=False),
                violation_error_message="在册的风险点须经组织审查。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("riskpoints:detail", args=[self.pk])


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


class LibraryRiskPoint(models.Model):
    """示例库: risk points of public registers elsewhere, to copy from; never in a register, map, count or score."""

    number = models.PositiveIntegerField("序号", unique=True)
    dept = models.CharField("科室", max_length=60, blank=True)
    post = models.CharField("岗位", max_length=60, blank=True)
    risk_type = models.CharField("风险类别", max_length=8, choices=RiskType)
    name = models.CharField("风险点", max_length=200)
    manifestation = models.TextField("表现形式", blank=True)
    level = models.CharField("等级", max_length=6, choices=Level, blank=True)
    level_raw = models.CharField("来源所载等级", max_length=60, blank=True)
    measures = models.TextField("措施", blank=True)
    owner_role = models.CharField("责任人", max_length=100, blank=True)
    context = models.CharField("来源类别", max_length=40)
    inferred_fields = models.CharField("推断的栏目", max_length=200, blank=True)
    fits_a_town = models.BooleanField("适合乡镇", default=True)

    class Meta:
        verbose_name = "示例风险点"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class RiskCatalogue(models.Model):
    """分级目录 of a town, frozen as it was sent to the level above (art. 25). The rows never change."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="risk_catalogues", verbose_name="单位"
    )
    year = models.PositiveSmallIntegerField("年度")
    rows = models.JSONField("内容")  # rules.catalogue_row() of every point, as it stood
    sha256 = models.CharField("内容哈希", max_length=64)
    status = models.CharField(
        "状态", max_length=10, choices=CatalogueStatus, default=CatalogueStatus.SUBMITTED
    )
    sent_by = models.CharField("报送人", max_length=250)
    sent_on = models.DateField("报送日期")
    decided_by = models.CharField("批准人", max_length=250, blank=True)
    decided_on = models.DateField("批准日期", null=True, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "风险分级目录"
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(status=CatalogueStatus.SUBMITTED),
                name="catalogue_waits_once",
                violation_error_message="已有一份目录在等待批准。",
            ),
            models.CheckConstraint(
                name="catalogue_decided_with_date",
                condition=Q(status=CatalogueStatus.SUBMITTED, decided_on__isnull=True)
                | ~Q(status=CatalogueStatus.SUBMITTED) & Q(decided_on__isnull=False),
                violation_error_message="批准或退回须有日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年廉政风险分级目录"

    def get_absolute_url(self) -> str:
        return reverse("riskpoints:catalogue", args=[self.pk])

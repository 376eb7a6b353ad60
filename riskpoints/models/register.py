"""风险点: where corruption may occur."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core.disclosable import Disclosable
from powers.enums import KeyPower
from riskpoints.enums import IN_REGISTER, Found, Harm, Layer, Level, Likelihood, Line, RiskType, Status


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
    assignment = models.ForeignKey(
        "riskpoints.Assignment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="points",
        verbose_name="排查任务",
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

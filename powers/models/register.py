"""职权: what a unit may do, on what basis, by which steps."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core.disclosable import Disclosable
from powers.enums import (
    SPECIAL_BASES,
    AdjustmentKind,
    BasisKind,
    DayKind,
    KeyPower,
    ListCategory,
    Status,
    StepDuty,
)


class PowerKind(models.Model):
    """Kinds of power: art. 13's ten and what real lists have beside them; an office may add its own."""

    name = models.CharField("职权类型", max_length=40, unique=True)
    is_historic = models.BooleanField("历史类型", default=False, help_text="只供查阅，不能再选。")
    special_basis = models.CharField(
        "可作依据的内部文件",
        max_length=10,
        choices=[(kind.value, kind.label) for kind in SPECIAL_BASES],
        blank=True,
        help_text="分工文件只够班子分管事项，村民自治规定只够村级事项。",
    )
    position = models.PositiveIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "职权类型"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Power(Disclosable):
    """One power a unit may exercise: an entry of the 职权目录. Only workflow.py writes `status`."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="powers", verbose_name="行使主体"
    )
    name = models.CharField("职权名称", max_length=200)
    code = models.CharField("编码", max_length=40, blank=True)
    kind = models.ForeignKey(PowerKind, models.PROTECT, related_name="powers", verbose_name="类型")
    sub_kind = models.CharField("子类", max_length=20, blank=True, help_text="如：初审、审核。")
    list_category = models.CharField(
        "清单类别", max_length=10, choices=ListCategory, default=ListCategory.BASIC
    )
    content = models.TextField("内容", blank=True)
    section = models.CharField("承办机构", max_length=100, blank=True)
    post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="powers",
        verbose_name="承办岗位",
    )
    person = models.ForeignKey(
        "organisations.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任人"
    )
    original_body = models.CharField("原实施主体", max_length=100, blank=True)
    transfer_basis = models.CharField("下放或赋权依据", max_length=200, blank=True)
    statutory_days = models.PositiveIntegerField("法定时限", null=True, blank=True)
    promised_days = models.PositiveIntegerField("承诺时限", null=True, blank=True)
    day_kind = models.CharField("时限单位", max_length=8, choices=DayKind, default=DayKind.WORKING)
    documents_needed = models.TextField("申请材料", blank=True)
    counterpart_rights = models.TextField("相对人权利", blank=True)
    complaint_channel = models.CharField("投诉举报途径", max_length=200, blank=True)
    key_power = models.CharField(
        "重点权力",
        max_length=10,
        choices=KeyPower,
        blank=True,
        help_text="属于四类重点权力的才选（第四条）。",
    )
    key_field = models.CharField(
        "重点领域", max_length=40, blank=True, help_text="如：工程建设、征地拆迁、社会保障（第十一条）。"
    )
    in_service_centre = models.BooleanField("在政务服务中心办理", default=False)
    status = models.CharField("状态", max_length=14, choices=Status, default=Status.DRAFT)
    drafted_by = models.ForeignKey(
        "organisations.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="填写人",
        editable=False,
    )
    review_reason = models.TextField("审核意见", blank=True)
    reviewed_by = models.CharField("审核人", max_length=250, blank=True)
    reviewed_on = models.DateField("审核日期", null=True, blank=True)
    confirmed_by = models.CharField("确认人", max_length=250, blank=True)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    valid_from = models.DateField("生效日期")
    valid_until = models.DateField("失效日期", null=True, blank=True)
    changed_on = models.DateField("最近调整", editable=False)
    source = models.CharField("来源", max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, default="")
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "职权"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["unit", "sort_key", "id"], name="power_by_unit"),
            models.Index(fields=["sort_key", "id"], name="power_by_name"),
            models.Index(fields=["-changed_on", "-id"], name="power_by_change"),
        ]
        constraints = [
            *Disclosable.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=~Q(status=Status.CANCELLED),
                name="power_once_per_unit",
                violation_error_message="该单位的职权目录中已有同名职权。",
            ),
            models.CheckConstraint(
                name="power_valid_until_after_from",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="失效日期不能早于生效日期。",
            ),
            models.CheckConstraint(
                name="power_statutory_covers_promise",
                condition=Q(statutory_days__isnull=True)
                | Q(promised_days__isnull=True)
                | Q(promised_days__lte=F("statutory_days")),
                violation_error_message="承诺时限不能长于法定时限。",
            ),
            models.CheckConstraint(
                name="power_confirmed_with_date",
                condition=~Q(status=Status.CONFIRMED) | Q(confirmed_on__isnull=False),
                violation_error_message="已确认的职权须有确认日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("powers:detail", args=[self.pk])

    @property
    def limit(self) -> int | None:
        """The days within which it is exercised: what was promised, or else what the law says."""
        return self.promised_days or self.statutory_days


class PowerBasis(models.Model):
    """One legal basis; a power without any cannot be confirmed (art. 8)."""

    power = models.ForeignKey(Power, models.CASCADE, related_name="bases", verbose_name="职权")
    kind = models.CharField("依据类别", max_length=10, choices=BasisKind, default=BasisKind.LAW)
    title = models.CharField("法规或文件名称", max_length=200)
    article = models.CharField("条款", max_length=60, blank=True)
    text = models.TextField("条文内容", blank=True)
    is_unverified = models.BooleanField("待核", default=False, help_text="勾选的依据核实之前，不能据以确认。")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "法规依据"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title}{self.article}"


class ProcedureStep(models.Model):
    """One step of 权力运行流程 (art. 13)."""

    power = models.ForeignKey(Power, models.CASCADE, related_name="steps", verbose_name="职权")
    number = models.PositiveSmallIntegerField("序号")
    name = models.CharField("环节", max_length=60)
    duty = models.CharField("职责", max_length=12, choices=StepDuty, default=StepDuty.OTHER)
    post = models.ForeignKey(
        "organisations.Post", models.PROTECT, null=True, blank=True, related_name="steps", verbose_name="岗位"
    )
    person = models.ForeignKey(
        "organisations.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员"
    )
    days = models.PositiveSmallIntegerField("时限（工作日）", null=True, blank=True)
    inputs = models.CharField("材料", max_length=300, blank=True)
    outputs = models.CharField("输出", max_length=300, blank=True)
    next_number = models.PositiveSmallIntegerField("下一步", null=True, blank=True)
    refused_number = models.PositiveSmallIntegerField("不通过时转", null=True, blank=True)
    is_supervision_point = models.BooleanField("监督制约环节", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "流程环节"
        ordering = ["power", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["power", "number"], name="step_number_once", violation_error_message="环节序号重复。"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class PowerAdjustment(models.Model):
    """精简调整: what was done to reduce a power, when and by which document (art. 7)."""

    power = models.ForeignKey(Power, models.PROTECT, related_name="adjustments", verbose_name="职权")
    kind = models.CharField("调整方式", max_length=10, choices=AdjustmentKind)
    on = models.DateField("调整日期")
    document = models.CharField("依据文件", max_length=200, help_text="文件名称和文号。")
    note = models.CharField("说明", max_length=300, blank=True, help_text="如：由三级审批减为两级。")
    recorded_by = models.CharField("登记人", max_length=250, editable=False)

    class Meta:
        verbose_name = "职权调整"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["power", "kind", "on", "document"],
                name="adjustment_once",
                violation_error_message="这次调整已经登记过。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.document}）"


class LibraryPower(models.Model):
    """示例库: powers of public lists elsewhere, to copy from. Never in a register, a count or a score."""

    number = models.PositiveIntegerField("序号", unique=True)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类型", max_length=60, blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)
    time_limit = models.CharField("时限", max_length=200, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    inferred_fields = models.CharField("推断的栏目", max_length=200, blank=True)
    fits_a_town = models.BooleanField("适合乡镇", default=True)

    class Meta:
        verbose_name = "示例职权"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

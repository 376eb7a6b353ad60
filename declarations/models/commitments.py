"""公开承诺: the templates, what somebody signed, and how it was kept (art. 23)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import clock
from core.dates import HalfYear
from declarations.enums import FROZEN, IN_FORCE, CommitmentStatus, Part
from declarations.rules import commitments as rules

PERSON, UNIT, USER = "organisations.Person", "organisations.Unit", "organisations.User"
KINDS = [("town", "镇"), ("village", "村"), ("department", "站办所"), ("enterprise", "企业")]
TEXT = 600
PROMISE = 150


class CommitmentTemplate(models.Model):
    """One version of a text to sign. A new wording is a new row; what was signed keeps the old one."""

    unit = models.ForeignKey(UNIT, models.PROTECT, related_name="+", verbose_name="单位")
    title = models.CharField("标题", max_length=60)
    unit_kind = models.CharField("用于哪类单位", max_length=12, choices=KINDS, blank=True)
    for_heads = models.BooleanField("只用于主要负责人", default=False)
    integrity = models.TextField(Part.INTEGRITY.label, max_length=TEXT)
    dual_duty = models.TextField(Part.DUAL_DUTY.label, max_length=TEXT, blank=True)
    supervision = models.TextField(Part.SUPERVISION.label, max_length=TEXT)
    lawful = models.TextField(Part.LAWFUL.label, max_length=TEXT, blank=True)
    service = models.TextField(Part.SERVICE.label, max_length=TEXT)
    starts_on = models.DateField("启用日期", default=clock.today)
    ends_on = models.DateField("停用日期", null=True, blank=True)
    number = models.PositiveSmallIntegerField("版本", default=1, editable=False)
    previous = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="next",
        verbose_name="上一版",
        editable=False,
    )

    class Meta:
        verbose_name = "承诺书模板"
        ordering = ["unit", "unit_kind", "for_heads", "-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="commitmenttemplate_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="停用日期不能早于启用日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"

    @property
    def body(self) -> str:
        return rules.wording({name: getattr(self, name) for name in Part.values})

    @property
    def meant_for(self) -> str:
        where = self.get_unit_kind_display() or "各单位"
        return f"{where}主要负责人" if self.for_heads else f"{where}党员干部"


class Commitment(models.Model):
    """公开承诺书 of one person for one year. Only workflow writes `status`; once signed no word of it changes."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="commitments", verbose_name="承诺人")
    unit = models.ForeignKey(UNIT, models.PROTECT, related_name="commitments", verbose_name="单位")
    post_text = models.CharField("职务", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField("年度")
    template = models.ForeignKey(
        CommitmentTemplate, models.PROTECT, related_name="commitments", verbose_name="模板"
    )
    title = models.CharField("标题", max_length=60)
    body = models.TextField("承诺内容")
    signed_name = models.CharField("署名", max_length=400, blank=True, editable=False)
    promise1 = models.CharField("具体承诺一", max_length=PROMISE)
    promise2 = models.CharField("具体承诺二", max_length=PROMISE, blank=True)
    promise3 = models.CharField("具体承诺三", max_length=PROMISE, blank=True)
    status = models.CharField("状态", max_length=10, choices=CommitmentStatus, default=CommitmentStatus.DRAFT)
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="录入人")
    signed_on = models.DateField("签署日期", null=True, blank=True)
    paper = models.CharField("纸质原件", max_length=100, blank=True)
    sha256 = models.CharField("内容校验值", max_length=64, blank=True)
    published_on = models.DateField("公示日期", null=True, blank=True)
    published_by = models.CharField("公示批准人", max_length=100, blank=True)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawn_reason = models.CharField("撤下理由", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "公开承诺书"
        ordering = ["-year", "unit__position", "unit_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=~Q(status=CommitmentStatus.WITHDRAWN),
                name="commitment_once_a_year",
                violation_error_message="这一年度已有承诺书。",
            ),
            models.CheckConstraint(
                name="commitment_signed_with_day_and_seal",
                condition=Q(status=CommitmentStatus.DRAFT, signed_on__isnull=True, sha256="")
                | (Q(status__in=FROZEN, signed_on__isnull=False) & ~Q(sha256="")),
                violation_error_message="签署的承诺书须有签署日期和校验值。",
            ),
            models.CheckConstraint(
                name="commitment_signed_with_name",
                condition=Q(status=CommitmentStatus.DRAFT, signed_name="")
                | (Q(status__in=FROZEN) & ~Q(signed_name="")),
                violation_error_message="签署的承诺书须有署名。",
            ),
            models.CheckConstraint(
                name="commitment_published_with_day_and_name",
                condition=~Q(status=CommitmentStatus.PUBLISHED)
                | (Q(published_on__isnull=False) & ~Q(published_by="")),
                violation_error_message="公示的承诺书须有公示日期和批准人。",
            ),
            models.CheckConstraint(
                name="commitment_withdrawn_with_reason",
                condition=~Q(status=CommitmentStatus.WITHDRAWN)
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                violation_error_message="撤下承诺书须写明理由。",
            ),
            models.CheckConstraint(
                name="commitment_says_something",
                condition=~Q(promise1="") & ~Q(body=""),
                violation_error_message="承诺书须有内容和至少一条具体承诺。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}{self.year}年度公开承诺书"

    def get_absolute_url(self) -> str:
        return reverse("declarations:commitment", args=[self.pk])

    @property
    def promises(self) -> list[str]:
        return [promise for promise in (self.promise1, self.promise2, self.promise3) if promise]

    @property
    def signer(self) -> str:
        """As it was signed, whatever the person and the unit are called later."""
        return self.signed_name or f"{self.person.name}（{self.unit.name}{self.post_text}）"

    @property
    def is_of_todays_post(self) -> bool:
        return (self.unit_id, self.post_text) == (self.person.unit_id, self.person.title)

    @property
    def sealed_text(self) -> str:
        return rules.sealed_text(
            title=self.title,
            signer=self.signer,
            body=self.body,
            promises=self.promises,
            signed_on=self.signed_on,
        )

    @property
    def is_in_force(self) -> bool:
        return self.status in IN_FORCE


class Practice(models.Model):
    """践诺: what was kept in half a year, written once and never changed."""

    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="practices", verbose_name="承诺书"
    )
    half = models.PositiveSmallIntegerField("半年", choices=[(1, "上半年"), (2, "下半年")])
    text = models.TextField("践诺情况", max_length=TEXT)
    reported_on = models.DateField("报告日期")
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="录入人")
    on_behalf = models.BooleanField("代录", default=False)
    published_on = models.DateField("公示日期", null=True, blank=True)

    class Meta:
        verbose_name = "践诺情况"
        ordering = ["commitment", "half"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "half"],
                name="practice_once_per_half",
                violation_error_message="这半年的践诺情况已经报告。",
            ),
            models.CheckConstraint(
                name="practice_says_something",
                condition=~Q(text="") & Q(half__gte=1, half__lte=2),
                violation_error_message="请写明半年来做了什么。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}{self.get_half_display()}践诺情况"

    @property
    def unit(self):
        return self.commitment.unit

    @property
    def label(self) -> str:
        return HalfYear(self.commitment.year, self.half).label

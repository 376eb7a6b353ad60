"""领导联签: a paper, the leaders who have to sign it in order, and every signature that was ever given (art. 35)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core import clock
from decisions.enums.joint import SUBMITTED, UNDER_WAY, Answer, JointKind, JointStatus
from decisions.rules import joint as rules

PERSON, USER = "organisations.Person", "organisations.User"


class JointPaper(models.Model):
    """One paper to be signed jointly. Only workflow writes `status`."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="joint_papers", verbose_name="单位"
    )
    kind = models.CharField("事项", max_length=10, choices=JointKind)
    title = models.CharField("标题", max_length=100)
    content = models.TextField("内容", max_length=2000)
    amount = models.DecimalField(
        "金额（元）",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    payee = models.CharField("收款方", max_length=100, blank=True)
    unit_name = models.CharField("单位名称", max_length=100, editable=False)
    item = models.ForeignKey(
        "decisions.AgendaItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joint_papers",
        verbose_name="集体研究决定的议题",
    )
    status = models.CharField("状态", max_length=10, choices=JointStatus, default=JointStatus.DRAFT)
    drafted_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_on = models.DateField("起草日期", default=clock.today, editable=False)
    effective_on = models.DateField("生效日期", null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField("撤回理由", max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "联签文件"
        ordering = ["-drafted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="jointpaper_effective_with_day_and_decision",
                condition=Q(status=JointStatus.EFFECTIVE, effective_on__isnull=False, item__isnull=False)
                | (~Q(status=JointStatus.EFFECTIVE) & Q(effective_on__isnull=True)),
                violation_error_message="联签须经领导班子集体研究决定才能生效（第三十五条）。",
            ),
            models.CheckConstraint(
                name="jointpaper_withdrawn_with_reason",
                condition=(Q(status=JointStatus.WITHDRAWN) & ~Q(withdrawn_reason=""))
                | (~Q(status=JointStatus.WITHDRAWN) & Q(withdrawn_reason="")),
                violation_error_message="撤回须写明理由。",
            ),
            models.CheckConstraint(
                name="jointpaper_says_something",
                condition=~Q(title="") & ~Q(content="") & ~Q(unit_name=""),
                violation_error_message="请写明标题和内容。",
            ),
            models.CheckConstraint(
                name="jointpaper_amount_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message="金额不能是负数。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:joint_paper", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY

    @property
    def was_submitted(self) -> bool:
        return self.status in SUBMITTED

    def sealed_text(self, signers) -> str:
        """The words a signature binds, with the signers in their order."""
        return rules.sealed_text(
            unit=self.unit_name,
            kind=self.get_kind_display(),
            title=self.title,
            content=self.content,
            amount=self.amount,
            payee=self.payee,
            signers=[signer.name_text for signer in signers],
        )


class JointSigner(models.Model):
    """Whose turn comes when, chosen at submission; post and name as they were on that day."""

    paper = models.ForeignKey(JointPaper, models.PROTECT, related_name="signers", verbose_name="联签文件")
    position = models.PositiveSmallIntegerField("顺序")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="签署人")
    name_text = models.CharField("职务和姓名", max_length=300)

    class Meta:
        verbose_name = "签署人"
        ordering = ["paper", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "person"],
                name="jointsigner_once",
                violation_error_message="同一个人只签一次。",
            ),
            models.UniqueConstraint(fields=["paper", "position"], name="jointsigner_position_once"),
        ]

    def __str__(self) -> str:
        return self.name_text


class JointSignature(models.Model):
    """What a signer answered to exactly these words. An edited text voids it; the row stays."""

    paper = models.ForeignKey(JointPaper, models.PROTECT, related_name="signatures", verbose_name="联签文件")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="签署人")
    name_text = models.CharField("职务和姓名", max_length=300)
    answer = models.CharField("意见", max_length=8, choices=Answer)
    reason = models.CharField("理由", max_length=300, blank=True)
    text = models.TextField("签署的全文")
    sha256 = models.CharField("内容校验值", max_length=64)
    signed_at = models.DateTimeField("签署时间", default=clock.now)
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="录入人")
    paper_reference = models.CharField("纸质原件", max_length=100, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    voided_reason = models.CharField("作废理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "联签"
        ordering = ["paper", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "person"],
                condition=Q(voided_at__isnull=True),
                name="jointsignature_once",
                violation_error_message="这名领导已经签署。",
            ),
            models.CheckConstraint(
                name="jointsignature_refused_with_reason",
                condition=~Q(answer=Answer.REFUSED) | ~Q(reason=""),
                violation_error_message="拒签须写明理由。",
            ),
            models.CheckConstraint(
                name="jointsignature_voided_with_reason",
                condition=Q(voided_at__isnull=True, voided_reason="")
                | (Q(voided_at__isnull=False) & ~Q(voided_reason="")),
                violation_error_message="作废须写明理由。",
            ),
            models.CheckConstraint(
                name="jointsignature_bound_to_words",
                condition=~Q(sha256="") & ~Q(text="") & ~Q(name_text=""),
                violation_error_message="签署须与内容绑定。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_text}{self.get_answer_display()}"

    @property
    def on_behalf(self) -> bool:
        return bool(self.paper_reference)

    @property
    def is_intact(self) -> bool:
        return rules.fingerprint(self.text) == self.sha256

"""预警: from triage to closure. The promises of art. 42 stand in the database too."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from deadlines.rules import days_late
from documents.enums import DocumentKind
from earlywarnings import rules
from earlywarnings.enums import (
    AWAITING_ANSWER,
    COUNTED,
    ENDED,
    UNSIGNED,
    Body,
    Status,
    Tier,
)

PERSON = "organisations.Person"
USER = "organisations.User"
FACTS_LENGTH = 1000
LIST_LENGTH = 1000


def foreign(to: str, label: str, name: str = "+", **options):
    options.setdefault("null", True)
    options.setdefault("blank", True)
    return models.ForeignKey(to, models.PROTECT, related_name=name, verbose_name=label, **options)


class EarlyWarning(models.Model):
    """One warning, from draft to closure. Only workflow.py writes `status`."""

    tier = models.CharField("级别", max_length=6, choices=Tier)
    document_kind = models.CharField("文书", max_length=24, choices=DocumentKind)
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.DRAFT)
    title = models.CharField("事由", max_length=100, help_text="如：集体鱼塘发包未公示。")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="warnings", verbose_name="被预警单位"
    )
    person = foreign(PERSON, "被预警个人", "warnings")
    body = models.CharField("办理机关", max_length=5, choices=Body, default=Body.TOWN)
    recused = models.ManyToManyField(PERSON, blank=True, related_name="+", verbose_name="回避人员")
    follows = foreign("self", "接续的预警", "followers")
    risk_point = foreign("riskpoints.RiskPoint", "风险点", "warnings")
    items = models.ManyToManyField(
        "collection.InformationItem", related_name="warnings", verbose_name="来源信息"
    )
    source_note = models.CharField("来源说明", max_length=200, blank=True)
    facts = models.TextField(
        "事实简述", max_length=FACTS_LENGTH, help_text="写进通知书，不要写可能暴露信息来源的内容。"
    )
    rule_violated = models.CharField("违反的规定", max_length=200, help_text="写到第几条。")
    requirements = models.TextField("总的要求", max_length=LIST_LENGTH, help_text="一行一项。")
    reminders = models.TextField("提醒事项", max_length=LIST_LENGTH, blank=True, help_text="一行一项。")
    explanations = models.TextField(
        "需要说明的问题", max_length=LIST_LENGTH, blank=True, help_text="一行一项。"
    )
    correct_by = models.DateField("纠正期限", null=True, blank=True)
    evaluation = models.CharField("评估方式", max_length=200, blank=True, help_text="如：现场核查公示记录。")
    supervisor = foreign(PERSON, "督导责任人")
    copies_to = models.CharField("抄送", max_length=200, blank=True, help_text="几个单位之间用顿号隔开。")
    case_handling = models.BooleanField("已核对，不属于应转问题线索处置的情形", default=False)
    case_handling_note = models.CharField("核对意见", max_length=200, blank=True)
    party_decision = models.CharField(
        "党委决定文号", max_length=60, blank=True, help_text="采取组织处理时必须填写。"
    )

    handler = foreign(USER, "承办人", null=False)
    drafted_by = foreign(USER, "起草人", null=False)
    drafted_on = models.DateField("起草日期")
    reviewed_by = foreign(USER, "审核人")
    reviewed_by_text = models.CharField("审核人职务姓名", max_length=200, blank=True)
    reviewed_on = models.DateField("审核日期", null=True, blank=True)
    signed_by = foreign(USER, "签批人")
    signed_by_text = models.CharField("签批人职务姓名", max_length=200, blank=True)
    signed_hash = models.CharField("签批内容哈希", max_length=64, blank=True)
    signed_on = models.DateField("签批日期", null=True, blank=True)
    acknowledged_by = foreign(USER, "知悉登记人")
    acknowledged_by_text = models.CharField("知悉领导职务姓名", max_length=200, blank=True)
    acknowledged_on = models.DateField("知悉日期", null=True, blank=True)
    number = models.OneToOneField(
        "documents.RegisteredNumber",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="文号",
    )
    notice = models.OneToOneField(
        "documents.IssuedDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="通知书",
    )
    delivered_on = models.DateField("送达日期", null=True, blank=True)
    received_on = models.DateField("签收日期", null=True, blank=True)
    answer_due_on = models.DateField("回告截止", null=True, blank=True)
    reanswer_due_on = models.DateField("重新回告截止", null=True, blank=True)
    first_answered_on = models.DateField("首次回告", null=True, blank=True)
    verified_on = models.DateField("复核日期", null=True, blank=True)
    superseded_on = models.DateField("升级日期", null=True, blank=True)
    closed_on = models.DateField("销号日期", null=True, blank=True)
    failed_rounds = models.PositiveSmallIntegerField("复核退回次数", default=0)
    reported_up_on = models.DateField("报上级日期", null=True, blank=True)
    reported_up_reason = models.CharField("报上级理由", max_length=200, blank=True)
    taken_up_on = models.DateField("上级接办日期", null=True, blank=True)
    returned_reason = models.TextField("退回起草理由", blank=True)
    discarded_reason = models.TextField("作废理由", blank=True)
    discarded_on = models.DateField("作废日期", null=True, blank=True)
    revoked_reason = models.TextField("撤销理由", blank=True)
    revoked_on = models.DateField("撤销日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "预警"
        ordering = ["-drafted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="earlywarning_document_follows_tier",
                condition=Q(tier__in=[Tier.RED, Tier.YELLOW], document_kind=DocumentKind.RECTIFICATION_NOTICE)
                | Q(tier=Tier.BLUE, document_kind=DocumentKind.WARNING_NOTICE),
                violation_error_message="红色、黄色预警下达整改通知书，蓝色预警下达通知书（第四十二条）。",
            ),
            models.CheckConstraint(
                name="earlywarning_signed_with_number",
                condition=Q(status__in=UNSIGNED)
                | Q(
                    signed_on__isnull=False,
                    signed_by__isnull=False,
                    number__isnull=False,
                    notice__isnull=False,
                ),
                violation_error_message="已签批的预警须有签批人、日期、文号和通知书。",
            ),
            models.CheckConstraint(
                name="earlywarning_signer_is_not_drafter",
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("drafted_by")),
                violation_error_message="起草人不能签批自己起草的预警。",
            ),
            models.CheckConstraint(
                name="earlywarning_reviewer_is_not_drafter",
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("drafted_by")),
                violation_error_message="起草人不能审核自己起草的预警。",
            ),
            models.CheckConstraint(
                name="earlywarning_served_on_a_day",
                condition=~Q(status__in=COUNTED) | Q(delivered_on__isnull=False),
                violation_error_message="已送达的预警须有送达日期。",
            ),
            models.CheckConstraint(
                name="earlywarning_red_known_before_served",
                condition=~Q(tier=Tier.RED, body=Body.TOWN)
                | Q(delivered_on__isnull=True)
                | Q(acknowledged_on__isnull=False),
                violation_error_message="红色预警送达前须由镇领导知悉（第四十五条）。",
            ),
            models.CheckConstraint(
                name="earlywarning_known_by_another",
                condition=Q(acknowledged_by__isnull=True)
                | ~Q(acknowledged_by=F("drafted_by")) & ~Q(acknowledged_by=F("signed_by")),
                violation_error_message="起草、签批的人不能代表镇领导知悉。",
            ),
            models.CheckConstraint(
                name="earlywarning_clock_runs_from_receipt",
                condition=~Q(status__in=AWAITING_ANSWER)
                | Q(received_on__isnull=False, answer_due_on__isnull=False),
                violation_error_message="待回告的预警须有签收日期和回告截止日。",
            ),
            models.CheckConstraint(
                name="earlywarning_sent_back_until_a_day",
                condition=~Q(status=Status.SENT_BACK) | Q(reanswer_due_on__isnull=False),
                violation_error_message="退回重改的预警须有重新回告的截止日。",
            ),
            models.CheckConstraint(
                name="earlywarning_revoked_with_reason",
                condition=~Q(status=Status.REVOKED) | ~Q(revoked_reason=""),
                violation_error_message="撤销预警须写明理由。",
            ),
            models.CheckConstraint(
                name="earlywarning_discarded_with_reason",
                condition=~Q(status=Status.DISCARDED)
                | Q(number__isnull=True, discarded_on__isnull=False) & ~Q(discarded_reason=""),
                violation_error_message="作废草稿须写明理由，且不占用文号。",
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=~Q(status__in=[Status.DISCARDED, Status.REVOKED]),
                name="earlywarning_followed_once",
                violation_error_message="已经据此起草了提高一级的预警。",
            ),
            models.CheckConstraint(
                name="earlywarning_reported_up_on_a_day",
                condition=~Q(status=Status.REPORTED_UP) | Q(reported_up_on__isnull=False, body=Body.TOWN),
                violation_error_message="已报上级的预警须有报送日期。",
            ),
        ]

    def __str__(self) -> str:
        """What anybody may read in a register of numbers, a mail or the audit: never the matter itself."""
        return str(self.number) if self.number_id else f"{self.unit}{self.get_tier_display()}预警"

    def get_absolute_url(self) -> str:
        return reverse("earlywarnings:detail", args=[self.pk])

    @property
    def heading(self) -> str:
        """What it is about, for those who may open it."""
        return f"{self.unit} {self.title}"

    @property
    def first_id(self) -> int:
        """The first of the warnings on the matter: a blue one may be followed by a yellow, this by a red."""
        return (self.follows.follows_id or self.follows_id) if self.follows_id else self.pk

    @property
    def criterion(self) -> str:
        return rules.CRITERIA[Tier(self.tier)]

    @property
    def is_served(self) -> bool:
        """Before that nobody whom it names knows of it."""
        return self.delivered_on is not None

    @property
    def awaits_answer(self) -> bool:
        return self.status in AWAITING_ANSWER

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    @property
    def due_on(self) -> date | None:
        """By when it is to be answered; an answer that was sent back has a due day of its own."""
        if not self.awaits_answer:
            return None
        return self.reanswer_due_on if self.status == Status.SENT_BACK else self.answer_due_on

    @property
    def days_late(self) -> int:
        """How late the first answer came: it alone decides (art. 43)."""
        return days_late(self.answer_due_on, self.first_answered_on) if self.first_answered_on else 0

    @property
    def measures_text(self) -> str:
        return "、".join(str(measure) for measure in self.measures.all())

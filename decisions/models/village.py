"""四议两公开: what a village decides, in six steps (art. 29)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core import clock
from core.disclosable import Disclosable
from decisions.enums import Category
from decisions.enums.village import ENDED, PUBLIC, VOTED, Assembly, Stage, StepOutcome, VillageStatus
from decisions.rules import village as rules

USER = "organisations.User"
NUMBERS = ("members", "present", "agree", "against", "abstain")
TEXT = 2000
MONEY = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}


def count(label: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, null=True, blank=True)


NO_NUMBERS = Q(**{f"{name}__isnull": True for name in NUMBERS})
ALL_NUMBERS = Q(**{f"{name}__isnull": False for name in NUMBERS})
NO_VOTES = Q(agree=0, against=0, abstain=0)


class VillageDecision(Disclosable):
    """One matter of a village, from proposal to result. Only workflow writes `status`, and freezes what is public."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="village_decisions", verbose_name="村"
    )
    category = models.CharField("类别", max_length=10, choices=Category)
    title = models.CharField("事项", max_length=100)
    proposal = models.TextField("内容", max_length=TEXT)
    amount = models.DecimalField("金额（元）", validators=[MinValueValidator(0)], **MONEY)
    proposed_by = models.CharField("提出人", max_length=100)
    status = models.CharField("状态", max_length=10, choices=VillageStatus, default=VillageStatus.PROPOSE)
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="录入人")
    created_on = models.DateField("登记日期", default=clock.today, editable=False)
    public_text = models.TextField("公开的决议", blank=True, editable=False)
    public_sha256 = models.CharField("内容校验值", max_length=64, blank=True, editable=False)
    published_on = models.DateField("公开日期", null=True, blank=True, editable=False)
    published_by = models.CharField("公开人", max_length=100, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "村级决策"
        ordering = ["-created_on", "-pk"]
        constraints = [
            *Disclosable.Meta.constraints,
            models.CheckConstraint(
                name="villagedecision_public_once_published",
                condition=(Q(status__in=PUBLIC, published_on__isnull=False) & ~Q(public_text=""))
                | (~Q(status__in=PUBLIC) & Q(published_on__isnull=True, public_text="")),
                violation_error_message="决议公开以后，须有公开日期和公开的内容（第十条）。",
            ),
            models.CheckConstraint(
                name="villagedecision_says_something",
                condition=~Q(title="") & ~Q(proposal="") & ~Q(proposed_by=""),
                violation_error_message="请写明事项、内容和提出人。",
            ),
            models.CheckConstraint(
                name="villagedecision_amount_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message="金额不能是负数。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:village", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    @property
    def next_name(self) -> str:
        """党员大会审议; nothing when it has ended."""
        return "" if self.has_ended else rules.NAMES[Stage(self.status)]


class VillageStep(models.Model):
    """One step as it was held. A meeting that did not count stays; a correction keeps the former row in the history."""

    decision = models.ForeignKey(
        VillageDecision, models.PROTECT, related_name="steps", verbose_name="村级决策"
    )
    ordinal = models.PositiveSmallIntegerField("序号", editable=False)
    stage = models.CharField("步骤", max_length=10, choices=Stage)
    merged = models.BooleanField("书记、主任由一人担任，提议和商议合并登记", default=False)
    assembly = models.CharField("会议", max_length=10, choices=Assembly, blank=True)
    day = models.DateField("日期")
    until = models.DateField("公示到", null=True, blank=True)
    place = models.CharField("地点", max_length=100)
    chair = models.CharField("主持人", max_length=50, blank=True)
    members = count("应到")
    present = count("到会")
    agree = count("同意")
    against = count("不同意")
    abstain = count("弃权")
    supervision = models.CharField("村务监督委员会到场人员", max_length=100)
    result = models.TextField("办了什么、办得怎么样", max_length=TEXT, blank=True)
    spent = models.DecimalField("实际支出（元）", validators=[MinValueValidator(0)], **MONEY)
    remark = models.CharField("备注", max_length=500, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=StepOutcome)
    arithmetic = models.CharField("算法", max_length=300, blank=True)
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="录入人")
    entered_at = models.DateTimeField("录入时间", default=clock.now, editable=False)
    correction_reason = models.CharField("更正理由", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "村级决策的一步"
        ordering = ["decision", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "ordinal"], name="villagestep_ordinal_once"),
            models.UniqueConstraint(
                fields=["decision", "stage"],
                condition=~Q(outcome=StepOutcome.INVALID),
                name="villagestep_stage_once",
                violation_error_message="这一步已经登记。",
            ),
            models.CheckConstraint(
                name="villagestep_supervised",
                condition=~Q(supervision=""),
                violation_error_message="村务监督委员会须全程参与（第二十九条）。",
            ),
            models.CheckConstraint(
                name="villagestep_vote_with_numbers_and_arithmetic",
                condition=(
                    Q(stage__in=VOTED) & ALL_NUMBERS & ~Q(outcome=StepOutcome.HELD) & ~Q(arithmetic="")
                )
                | (~Q(stage__in=VOTED) & NO_NUMBERS & Q(outcome=StepOutcome.HELD, arithmetic="")),
                violation_error_message="审议和决议须写明应到、到会和表决人数（第二十九条）。",
            ),
            models.CheckConstraint(
                name="villagestep_votes_balance",
                condition=NO_NUMBERS
                | (
                    Q(members__gte=1, present__lte=F("members"))
                    & (
                        Q(present=F("agree") + F("against") + F("abstain"))
                        | (Q(outcome=StepOutcome.INVALID) & NO_VOTES)
                    )
                ),
                violation_error_message="同意、不同意、弃权合计须等于到会人数，到会不能多于应到。",
            ),
            models.CheckConstraint(
                name="villagestep_shown_from_until",
                condition=Q(stage=Stage.PUBLISH, until__isnull=False, until__gte=F("day"))
                | (~Q(stage=Stage.PUBLISH) & Q(until__isnull=True)),
                violation_error_message="决议公开须写明公示到哪一天。",
            ),
            models.CheckConstraint(
                name="villagestep_result_said",
                condition=(Q(stage=Stage.REPORT) & ~Q(result=""))
                | (~Q(stage=Stage.REPORT) & Q(result="", spent__isnull=True)),
                violation_error_message="结果公开须写明办了什么。",
            ),
            models.CheckConstraint(
                name="villagestep_merged_is_of_the_first_two",
                condition=Q(merged=False) | Q(stage=Stage.DISCUSS),
                violation_error_message="只有提议和商议两步可以合并。",
            ),
            models.CheckConstraint(
                name="villagestep_assembly_of_the_resolution",
                condition=(Q(stage=Stage.RESOLVE) & ~Q(assembly=""))
                | (~Q(stage=Stage.RESOLVE) & Q(assembly="")),
                violation_error_message="请写明是村民代表会议还是村民会议。",
            ),
            models.CheckConstraint(
                name="villagestep_corrected_with_reason",
                condition=Q(version=1) | ~Q(correction_reason=""),
                violation_error_message="更正须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return rules.name_of(self.stage, merged=self.merged, assembly=self.get_assembly_display())

    @property
    def unit(self):
        return self.decision.unit

    @property
    def public_result(self) -> str:
        return rules.public_result(self.result, self.spent, self.day, self.place)

    @property
    def tally(self) -> rules.Tally:
        return rules.Tally(*(getattr(self, name) for name in NUMBERS))


class VillageObjection(models.Model):
    """What somebody had against a resolution while it hung out, and what was answered. Whose it is is not asked."""

    decision = models.ForeignKey(
        VillageDecision, models.PROTECT, related_name="objections", verbose_name="村级决策"
    )
    said_on = models.DateField("提出日期")
    text = models.CharField("异议内容", max_length=500)
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=100, blank=True)
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="录入人")

    class Meta:
        verbose_name = "公示异议"
        ordering = ["decision", "said_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="villageobjection_answered_with_words",
                condition=Q(answer="", answered_on__isnull=True, answered_by="")
                | (
                    ~Q(answer="")
                    & Q(answered_on__isnull=False, answered_on__gte=F("said_on"))
                    & ~Q(answered_by="")
                ),
                violation_error_message="答复须写明内容和日期，不能早于提出日期。",
            ),
            models.CheckConstraint(
                name="villageobjection_says_something",
                condition=~Q(text=""),
                violation_error_message="请写明异议内容。",
            ),
        ]

    def __str__(self) -> str:
        return f"对{self.decision}的异议"

    @property
    def unit(self):
        return self.decision.unit

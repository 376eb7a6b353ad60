"""问题情形 on a unit with their evidence, and who is held responsible for them (art. 46, 47, 49)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from assessment.enums import (
    ESTABLISHED,
    HANDED_ON,
    OF_THE_UNIT,
    Capacity,
    Consequence,
    Failing,
    FindingStatus,
)
from assessment.rules import UNIT_ANSWERS, article_of

PERSON, USER, UNIT = "organisations.Person", "organisations.User", "organisations.Unit"
TEXT = 1000


def foreign(to, label: str, related_name: str = "+"):
    return models.ForeignKey(
        to, models.PROTECT, null=True, blank=True, related_name=related_name, verbose_name=label
    )


class Finding(models.Model):
    """One of the listed failings, from its draft to what came of it. Only workflow writes `status`."""

    unit = models.ForeignKey(
        UNIT, models.PROTECT, related_name="accountability_findings", verbose_name="单位"
    )
    kind = models.CharField("问题情形", max_length=16, choices=Failing)
    facts = models.TextField("具体事实", max_length=TEXT)
    found_on = models.DateField("发现日期")
    found_by = models.CharField("发现人或来源", max_length=250)
    status = models.CharField("状态", max_length=10, choices=FindingStatus, default=FindingStatus.DRAFT)
    drafted_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_on = models.DateField("起草日期")
    sent_on = models.DateField("送达单位日期", null=True, blank=True)
    statement_due_on = models.DateField("陈述期限", null=True, blank=True)
    statement = models.TextField("陈述意见", max_length=TEXT, blank=True)
    stated_on = models.DateField("陈述日期", null=True, blank=True)
    stated_by = models.CharField("陈述人", max_length=250, blank=True)
    typed_by = foreign(USER, "代录人")
    confirmation = models.TextField("认定意见", max_length=500, blank=True)
    confirmed_by = foreign(USER, "认定人")
    confirmed_on = models.DateField("认定日期", null=True, blank=True)
    dismissed_reason = models.CharField("不予认定的理由", max_length=500, blank=True)
    dismissed_on = models.DateField("不予认定日期", null=True, blank=True)
    remedy = models.TextField("整改情况", max_length=500, blank=True)
    rectified_on = models.DateField("整改日期", null=True, blank=True)
    reported_up_on = models.DateField("报上级日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "问题情形"
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="accountability_confirmed_by_another",
                condition=~Q(status__in=ESTABLISHED)
                | Q(sent_on__isnull=False, confirmed_on__isnull=False, confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("drafted_by"))
                & ~Q(confirmation=""),
                violation_error_message="问题情形须由起草人以外的同志认定，写明认定意见。",
            ),
            models.CheckConstraint(
                name="accountability_unit_was_heard",
                condition=~Q(status__in=ESTABLISHED)
                | Q(stated_on__isnull=False)
                | Q(confirmed_on__gt=F("statement_due_on")),
                violation_error_message="认定以前须听取单位的陈述意见，或者陈述期限已过。",
            ),
            models.CheckConstraint(
                name="accountability_stated_in_words",
                condition=Q(stated_on__isnull=True, statement="", stated_by="")
                | Q(stated_on__isnull=False, sent_on__isnull=False) & ~Q(statement="") & ~Q(stated_by=""),
                violation_error_message="陈述意见须写明内容、陈述人和日期。",
            ),
            models.CheckConstraint(
                name="accountability_sent_with_a_due_day",
                condition=Q(sent_on__isnull=True, statement_due_on__isnull=True)
                | Q(sent_on__isnull=False, statement_due_on__gt=F("sent_on")),
                violation_error_message="送达单位的须有陈述期限。",
            ),
            models.CheckConstraint(
                name="accountability_dismissed_with_reason",
                condition=Q(status=FindingStatus.DISMISSED, dismissed_on__isnull=False)
                & ~Q(dismissed_reason="")
                | ~Q(status=FindingStatus.DISMISSED) & Q(dismissed_on__isnull=True),
                violation_error_message="不予认定须写明理由。",
            ),
            models.CheckConstraint(
                name="accountability_rectified_in_words",
                condition=Q(rectified_on__isnull=True) & ~Q(status=FindingStatus.RECTIFIED)
                | Q(rectified_on__isnull=False) & ~Q(remedy=""),
                violation_error_message="整改须写明情况和日期。",
            ),
        ]

    def __str__(self) -> str:
        """What may stand in the audit or a mail: neither the failing nor anybody's name."""
        return f"问题情形第{self.pk}号"

    def get_absolute_url(self) -> str:
        return reverse("assessment:finding", args=[self.pk])

    @property
    def article(self) -> int:
        return article_of(self.kind)

    @property
    def unit_answers(self) -> str:
        """What art. 47 says of the organisation itself; nothing for the failings of art. 49."""
        capacity = UNIT_ANSWERS.get(Failing(self.kind))
        return capacity.label if capacity else ""

    @property
    def is_established(self) -> bool:
        return self.status in ESTABLISHED


class FindingEvidence(models.Model):
    """What a finding rests on: the words of the day it was linked, and the thing itself where the system has it."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="evidence", verbose_name="问题情形")
    text = models.CharField("佐证", max_length=300)
    url = models.CharField("地址", max_length=200, blank=True)
    duty = models.SlugField("履职事项", blank=True)
    warning = foreign("earlywarnings.EarlyWarning", "预警", "accountability")
    item = foreign("decisions.AgendaItem", "议题", "accountability")
    check_found = foreign("decisions.Finding", "决策检查问题", "accountability")
    inspection = foreign("earlywarnings.Inspection", "督查", "accountability")

    class Meta:
        verbose_name = "佐证"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="accountability_evidence_says_what",
                condition=~Q(text=""),
                violation_error_message="佐证须写明是什么。",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Responsibility(models.Model):
    """责任追究: one person, or the unit itself, and what was decided elsewhere, with the number of its paper."""

    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="responsibilities", verbose_name="问题情形"
    )
    person = foreign(PERSON, "被追责人", "responsibilities")
    post_text = models.CharField("当时单位和职务", max_length=250, blank=True)
    capacity = models.CharField("责任", max_length=16, choices=Capacity)
    consequence = models.CharField("追责方式", max_length=16, choices=Consequence)
    decided_by = models.CharField("决定机关", max_length=100)
    decided_on = models.DateField("决定日期")
    paper_number = models.CharField("文号", max_length=100)
    handed_on_to = models.CharField("接收机关", max_length=100, blank=True)
    recorded_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="登记人")
    recorded_on = models.DateField("登记日期")
    told_on = models.DateField("告知日期", null=True, blank=True)
    revoked_on = models.DateField("撤销日期", null=True, blank=True)
    revoked_reason = models.CharField("撤销理由", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "责任追究"
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="accountability_person_or_unit",
                condition=Q(capacity__in=OF_THE_UNIT, person__isnull=True)
                | ~Q(capacity__in=OF_THE_UNIT) & Q(person__isnull=False),
                violation_error_message="个人责任须选人员，单位责任不选人员（第四十七条、第四十九条）。",
            ),
            models.CheckConstraint(
                name="accountability_decided_on_a_paper",
                condition=~Q(decided_by="") & ~Q(paper_number=""),
                violation_error_message="请写明决定机关和文号。",
            ),
            models.CheckConstraint(
                name="accountability_handed_on_to_a_body",
                condition=Q(consequence__in=HANDED_ON) & ~Q(handed_on_to="")
                | ~Q(consequence__in=HANDED_ON) & Q(handed_on_to=""),
                violation_error_message="移交的须写明接收机关，没有移交的不写。",
            ),
            models.CheckConstraint(
                name="accountability_revoked_with_reason",
                condition=Q(revoked_on__isnull=True, revoked_reason="")
                | Q(revoked_on__isnull=False) & ~Q(revoked_reason=""),
                violation_error_message="撤销须写明理由。",
            ),
            models.UniqueConstraint(
                fields=["finding", "person", "consequence"],
                condition=Q(revoked_on__isnull=True),
                name="accountability_once_a_consequence",
                violation_error_message="这个人的这种追责方式已经登记。",
            ),
        ]

    def __str__(self) -> str:
        return f"责任追究第{self.pk}号"

    @property
    def unit(self):
        return self.finding.unit

    @property
    def whose(self) -> str:
        return self.person.name if self.person else str(self.finding.unit)

"""评分细则: what a year is scored by."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from assessment.enums import (
    PRICED,
    AppliesTo,
    BonusLookedAt,
    Count,
    DeductFrom,
    Known,
    RuleKind,
    SchemeStatus,
)
from assessment.rules import schemes as rules
from rulebook.rules import LAST_ARTICLE


class Scheme(models.Model):
    """评分细则, with the reading of art. 48 it was made under. Saved through workflow, which refuses any total but 100."""

    name = models.CharField("名称", max_length=100)
    version = models.PositiveSmallIntegerField("版本", default=1)
    status = models.CharField("状态", max_length=10, choices=SchemeStatus, default=SchemeStatus.DRAFT)
    applies_to = models.CharField("适用于", max_length=10, choices=AppliesTo, default=AppliesTo.EVERY)
    year_from = models.PositiveSmallIntegerField(
        "从哪一年度起用", null=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    source = models.CharField("来源", max_length=200, blank=True)
    deduct_from = models.CharField("预警扣分", max_length=16, choices=DeductFrom, default=DeductFrom.SCORE)
    count = models.CharField("同一事项多次预警", max_length=8, choices=Count, default=Count.EACH)
    bonus_looked_at = models.CharField(
        "加分线看", max_length=8, choices=BonusLookedAt, default=BonusLookedAt.AFTER
    )
    drafted_by = models.ForeignKey(
        "organisations.User", models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    enforced_by = models.ForeignKey(
        "organisations.User", models.PROTECT, null=True, related_name="+", verbose_name="施行人"
    )
    enforced_on = models.DateField("施行日期", null=True)
    edition = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "评分细则"
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="scheme_version_once"),
            models.UniqueConstraint(
                fields=["applies_to"],
                condition=Q(status=SchemeStatus.IN_FORCE),
                name="scheme_one_in_force",
                violation_error_message="同一类单位只能有一份施行的评分细则。",
            ),
            models.CheckConstraint(
                name="scheme_enforced_by_another",
                condition=Q(enforced_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | ~Q(enforced_by=F("drafted_by")),
                violation_error_message="评分细则由起草人以外的同志施行。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第{self.version}版）"

    def get_absolute_url(self) -> str:
        return reverse("assessment:scheme", args=[self.pk])


class SchemeItem(models.Model):
    """One line of a scheme."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="items", verbose_name="评分细则")
    position = models.PositiveSmallIntegerField("顺序")
    group = models.CharField("大项", max_length=60)
    text = models.CharField("小项", max_length=200)
    points = models.DecimalField("分值", max_digits=5, decimal_places=2)
    rule_kind = models.CharField("计分方法", max_length=16, choices=RuleKind, default=RuleKind.MANUAL)
    per_hit = models.DecimalField("每次（件）分值", max_digits=4, decimal_places=2, null=True, blank=True)
    grades = models.JSONField("档次", default=list, blank=True)
    deduct_rule = models.CharField("扣分标准", max_length=200, blank=True)
    evidence = models.CharField("佐证", max_length=100, blank=True)
    known_by = models.CharField("系统佐证", max_length=16, choices=Known, blank=True)
    article = models.PositiveSmallIntegerField("条文", null=True, blank=True)

    class Meta:
        verbose_name = "评分项"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "position"], name="schemeitem_position_once"),
            models.CheckConstraint(
                name="schemeitem_points_positive",
                condition=Q(points__gt=0),
                violation_error_message="分值须大于0。",
            ),
            models.CheckConstraint(
                name="schemeitem_price_where_counted",
                condition=Q(rule_kind__in=sorted(PRICED), per_hit__isnull=False, per_hit__gt=0)
                | ~Q(rule_kind__in=sorted(PRICED)) & Q(per_hit__isnull=True),
                violation_error_message="按次、按件计分的项要有每次（件）分值，其他的项没有。",
            ),
            models.CheckConstraint(
                name="schemeitem_article_exists",
                condition=Q(article__isnull=True) | Q(article__gte=1, article__lte=LAST_ARTICLE),
                violation_error_message=f"条文序号应在1到{LAST_ARTICLE}之间。",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def arithmetic(self) -> rules.Item:
        grades = rules.from_stored(self.grades)
        return rules.Item(
            self.text, self.points, RuleKind(self.rule_kind), self.per_hit, grades, self.known_by
        )

    @property
    def how(self) -> str:
        return rules.in_words(self.arithmetic)

    @property
    def grades_text(self) -> str:
        return rules.written_grades(rules.from_stored(self.grades))

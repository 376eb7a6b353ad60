"""百分考核: versioned schemes, and a sheet per unit and year (art. 48)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from assessment.enums import BonusLookedAt, Count, DeductFrom, SchemeStatus, SheetStatus


class Scheme(models.Model):
    """评分细则, with the reading of art. 48 it was made under. Saved through workflow.py, which refuses any total but 100."""

    name = models.CharField("名称", max_length=100)
    version = models.PositiveSmallIntegerField("版本", default=1)
    status = models.CharField("状态", max_length=10, choices=SchemeStatus, default=SchemeStatus.SAMPLE)
    source = models.CharField("来源", max_length=200, blank=True)
    deduct_from = models.CharField("预警扣分", max_length=16, choices=DeductFrom, default=DeductFrom.SCORE)
    count = models.CharField("同一事项多次预警", max_length=8, choices=Count, default=Count.EACH)
    bonus_looked_at = models.CharField(
        "加分线看", max_length=8, choices=BonusLookedAt, default=BonusLookedAt.AFTER
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "评分细则"
        ordering = ["name", "-version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="scheme_version_once")]

    def __str__(self) -> str:
        return f"{self.name}（第{self.version}版）"


class SchemeItem(models.Model):
    """One line of a scheme."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="items", verbose_name="评分细则")
    position = models.PositiveSmallIntegerField("顺序")
    group = models.CharField("大项", max_length=60)
    text = models.CharField("小项", max_length=200)
    points = models.DecimalField("分值", max_digits=5, decimal_places=2)
    deduct_rule = models.CharField("扣分标准", max_length=200, blank=True)
    evidence = models.CharField("佐证", max_length=100, blank=True)

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
        ]

    def __str__(self) -> str:
        return self.text


class Sheet(models.Model):
    """One unit's sheet of a year. The score itself is never stored: it is worked out from the lines and the warnings."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="sheets", verbose_name="评分细则")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="sheets", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    status = models.CharField("状态", max_length=14, choices=SheetStatus, default=SheetStatus.OPEN)
    opened_on = models.DateField("开启日期")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "考核表"
        ordering = ["-year", "unit__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="sheet_once_a_year")]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年度百分考核表"

    def get_absolute_url(self) -> str:
        return reverse("assessment:sheet", args=[self.pk])


class SheetLine(models.Model):
    """What a unit says of itself and what 镇纪委 found, for one item."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="lines", verbose_name="考核表")
    item = models.ForeignKey(SchemeItem, models.PROTECT, related_name="lines", verbose_name="评分项")
    applies = models.BooleanField("适用", default=True)
    self_score = models.DecimalField("自评", max_digits=5, decimal_places=2, null=True, blank=True)
    checked_score = models.DecimalField("核查", max_digits=5, decimal_places=2, null=True, blank=True)
    points = models.DecimalField(
        "分值", max_digits=5, decimal_places=2, help_text="评分项的分值，建表时抄录。"
    )
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "考核项"
        ordering = ["item__position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="sheetline_item_once"),
            models.CheckConstraint(
                name="sheetline_scores_within_points",
                condition=(Q(self_score__isnull=True) | Q(self_score__gte=0, self_score__lte=F("points")))
                & (Q(checked_score__isnull=True) | Q(checked_score__gte=0, checked_score__lte=F("points"))),
                violation_error_message="得分应在0分和该项分值之间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.item}"

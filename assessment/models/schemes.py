"""评分细则: what a year is scored by."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from assessment.enums import BonusLookedAt, Count, DeductFrom, Known, SchemeStatus


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
    known_by = models.CharField("系统佐证", max_length=16, choices=Known, blank=True)
    per_hit = models.DecimalField("每件扣", max_digits=4, decimal_places=2, null=True, blank=True)

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

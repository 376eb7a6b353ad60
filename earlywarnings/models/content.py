"""The measures and the problems of a warning (art. 42)."""

from django.db import models
from django.db.models import Q

from earlywarnings import rules
from earlywarnings.enums import Measure, Tier
from earlywarnings.models.warning import EarlyWarning


class WarningMeasure(models.Model):
    """One 处置措施. The tier stands here too, so that the database itself can refuse an illegal pair (art. 42);
    on PostgreSQL a foreign key holds it to the warning's own tier."""

    warning = models.ForeignKey(EarlyWarning, models.CASCADE, related_name="measures")
    tier = models.CharField(max_length=6, choices=Tier)
    measure = models.CharField("处置措施", max_length=16, choices=Measure)

    class Meta:
        verbose_name = "处置措施"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["warning", "measure"], name="measure_once_per_warning"),
            models.CheckConstraint(
                name="measure_allowed_for_tier",
                condition=Q(tier=Tier.RED, measure__in=rules.MEASURES[Tier.RED])
                | Q(tier=Tier.YELLOW, measure__in=rules.MEASURES[Tier.YELLOW])
                | Q(tier=Tier.BLUE, measure__in=rules.MEASURES[Tier.BLUE]),
                violation_error_message="该处置措施不适用于这一级别的预警（第四十二条）。",
            ),
        ]

    def __str__(self) -> str:
        return self.get_measure_display()


class Problem(models.Model):
    """One line of the 问题清单 of a rectification notice."""

    warning = models.ForeignKey(EarlyWarning, models.CASCADE, related_name="problems")
    number = models.PositiveSmallIntegerField("序号")
    text = models.TextField("问题", max_length=300)
    requirement = models.TextField("整改要求", max_length=300)
    due_on = models.DateField("完成时限")

    class Meta:
        verbose_name = "问题"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["warning", "number"], name="problem_number_once")]

    def __str__(self) -> str:
        return self.text

"""自由裁量: penalties in graded bands, one table for each kind of subject and penalty (art. 22)."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from powers.models.register import Power


def amount(label: str, **options) -> models.DecimalField:
    return models.DecimalField(label, max_digits=14, decimal_places=2, **options)


class DiscretionTable(models.Model):
    """裁量基准: which measure decides (area, times, amount), and how far the law goes."""

    power = models.ForeignKey(Power, models.PROTECT, related_name="discretion", verbose_name="职权")
    subject = models.CharField("适用对象", max_length=60, help_text="如：个人、企业、村民。")
    penalty = models.CharField("处理种类", max_length=60, help_text="如：罚款、补助、收费。")
    penalty_unit = models.CharField("处理单位", max_length=20, help_text="如：元、元/平方米、日。")
    least = amount("法定下限")
    most = amount("法定上限")
    measure = models.CharField("裁量因素", max_length=60, help_text="如：占地面积、违法次数、涉案金额。")
    measure_unit = models.CharField("因素单位", max_length=20, help_text="如：平方米、次、元。")
    measure_from = amount("因素起点", default=0)
    measure_to = amount("因素终点", null=True, blank=True)
    source = models.CharField(
        "上级基准", max_length=200, blank=True, help_text="沿用上级裁量基准的，写明名称和文号。"
    )
    source_version = models.CharField("上级基准版本", max_length=60, blank=True, help_text="如：2025年修订。")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "裁量基准"
        ordering = ["power", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["power", "subject", "penalty", "measure"],
                name="discretion_once_per_subject",
                violation_error_message="这项职权已有同样对象、种类和因素的裁量基准，请修改那一张。",
            ),
            models.CheckConstraint(
                name="discretion_most_after_least",
                condition=Q(least__gte=0, most__gte=F("least")),
                violation_error_message="法定上限不能低于下限，也不能是负数。",
            ),
            models.CheckConstraint(
                name="discretion_measure_to_after_from",
                condition=Q(measure_to__isnull=True) | Q(measure_to__gt=F("measure_from")),
                violation_error_message="因素终点须大于起点。",
            ),
            models.CheckConstraint(
                name="discretion_version_of_a_source",
                condition=Q(source="") | ~Q(source_version=""),
                violation_error_message="沿用上级基准的，须写明版本（第二十二条）。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}{self.penalty}（按{self.measure}）"


class DiscretionBand(models.Model):
    """一档: from `low` (included) to under `high`, the penalty may be anything from `least` to `most`."""

    table = models.ForeignKey(DiscretionTable, models.CASCADE, related_name="bands", verbose_name="裁量基准")
    low = amount("因素起（含）")
    high = amount("因素止（不含）", null=True, blank=True)
    least = amount("处理下限")
    most = amount("处理上限")
    note = models.CharField("情节", max_length=100, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "裁量档次"
        ordering = ["table", "low"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "low"], name="band_once_per_low", violation_error_message="两档的起点相同。"
            ),
            models.CheckConstraint(
                name="band_high_after_low",
                condition=Q(high__isnull=True) | Q(high__gt=F("low")),
                violation_error_message="止点须大于起点。",
            ),
            models.CheckConstraint(
                name="band_most_after_least",
                condition=Q(most__gte=F("least")),
                violation_error_message="处理上限不能低于下限。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.low}—{self.high if self.high is not None else '以上'}"

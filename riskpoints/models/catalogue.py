"""分级目录."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from riskpoints.enums import CatalogueStatus


class RiskCatalogue(models.Model):
    """分级目录 of a town, frozen as it was sent to the level above (art. 25). The rows never change."""

    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="risk_catalogues", verbose_name="单位"
    )
    year = models.PositiveSmallIntegerField("年度")
    rows = models.JSONField("内容")  # rules.catalogue_row() of every point, as it stood
    sha256 = models.CharField("内容哈希", max_length=64)
    status = models.CharField(
        "状态", max_length=10, choices=CatalogueStatus, default=CatalogueStatus.SUBMITTED
    )
    sent_by = models.CharField("报送人", max_length=250)
    sent_on = models.DateField("报送日期")
    decided_by = models.CharField("批准人", max_length=250, blank=True)
    decided_on = models.DateField("批准日期", null=True, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    disclosed_on = models.DateField("公开日期", null=True, blank=True)
    disclosed_by = models.CharField("公开批准人", max_length=250, blank=True)
    withheld = models.JSONField("不公开的风险点", default=list, blank=True)  # their ids, on that day
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawn_by = models.CharField("撤下人", max_length=250, blank=True)
    withdrawn_reason = models.CharField("撤下理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "风险分级目录"
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(status=CatalogueStatus.SUBMITTED),
                name="catalogue_waits_once",
                violation_error_message="已有一份目录在等待批准。",
            ),
            models.CheckConstraint(
                name="catalogue_decided_with_date",
                condition=Q(status=CatalogueStatus.SUBMITTED, decided_on__isnull=True)
                | ~Q(status=CatalogueStatus.SUBMITTED) & Q(decided_on__isnull=False),
                violation_error_message="批准或退回须有日期。",
            ),
            models.CheckConstraint(
                name="catalogue_disclosed_when_approved",
                condition=Q(disclosed_on__isnull=True)
                | Q(status=CatalogueStatus.APPROVED, disclosed_on__gte=F("decided_on")) & ~Q(disclosed_by=""),
                violation_error_message="上级批准以后的目录才能公开（第二十五条）。",
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(disclosed_on__isnull=False, withdrawn_on__isnull=True),
                name="catalogue_on_show_once",
                violation_error_message="已有一份目录正在公开，请先撤下。",
            ),
            models.CheckConstraint(
                name="catalogue_withdrawn_with_reason",
                condition=Q(withdrawn_on__isnull=True)
                | Q(disclosed_on__isnull=False, withdrawn_on__gte=F("disclosed_on"))
                & ~Q(withdrawn_reason=""),
                violation_error_message="公开过的目录才能撤下，并须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年廉政风险分级目录"

    def get_absolute_url(self) -> str:
        return reverse("riskpoints:catalogue", args=[self.pk])

    @property
    def is_on_show(self) -> bool:
        return self.disclosed_on is not None and self.withdrawn_on is None

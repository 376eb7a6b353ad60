"""分级目录."""

from django.db import models
from django.db.models import Q
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
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年廉政风险分级目录"

    def get_absolute_url(self) -> str:
        return reverse("riskpoints:catalogue", args=[self.pk])

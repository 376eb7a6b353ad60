"""示例库."""

from django.db import models

from riskpoints.enums import Level, RiskType


class LibraryRiskPoint(models.Model):
    """示例库: risk points of public registers elsewhere, to copy from; never in a register, map, count or score."""

    number = models.PositiveIntegerField("序号", unique=True)
    dept = models.CharField("科室", max_length=60, blank=True)
    post = models.CharField("岗位", max_length=60, blank=True)
    risk_type = models.CharField("风险类别", max_length=8, choices=RiskType)
    name = models.CharField("风险点", max_length=200)
    manifestation = models.TextField("表现形式", blank=True)
    level = models.CharField("等级", max_length=6, choices=Level, blank=True)
    level_raw = models.CharField("来源所载等级", max_length=60, blank=True)
    measures = models.TextField("措施", blank=True)
    owner_role = models.CharField("责任人", max_length=100, blank=True)
    context = models.CharField("来源类别", max_length=40)
    inferred_fields = models.CharField("推断的栏目", max_length=200, blank=True)
    fits_a_town = models.BooleanField("适合乡镇", default=True)

    class Meta:
        verbose_name = "示例风险点"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

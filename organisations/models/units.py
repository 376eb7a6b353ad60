"""Units: the tree of the town."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords
from tree_queries.models import TreeNode

from organisations.enums import UnitKind


class Unit(TreeNode):
    """单位: anything in the organisation tree."""

    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=30)
    kind = models.CharField("类别", max_length=12, choices=UnitKind)
    is_reporting_point = models.BooleanField("采集报送点", default=False)
    is_direct_point = models.BooleanField(
        "直报点", default=False, help_text="直接向预警中心报送（第三十六条）。"
    )
    has_leading_group = models.BooleanField("设领导班子", default=False)
    sponsor = models.ForeignKey(
        "organisations.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="包村领导",
    )
    supervision_head = models.ForeignKey(
        "organisations.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="村务监督委员会主任",
    )
    discipline_member = models.ForeignKey(
        "organisations.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="纪检委员",
    )
    active_from = models.DateField("启用日期")
    active_until = models.DateField("停用日期", null=True, blank=True)
    position = models.PositiveIntegerField("顺序", default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "单位"
        ordering = ["position", "pk"]
        permissions = [("inspect_unit", "督查该单位")]
        constraints = [
            models.CheckConstraint(
                name="unit_direct_point_reports",
                condition=Q(is_direct_point=False) | Q(is_reporting_point=True),
                violation_error_message="直报点必须同时是采集报送点。",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:unit", args=[self.pk])

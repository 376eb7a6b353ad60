"""People, the posts they hold and what they are in charge of."""

from django.db import models
from simple_history.models import HistoricalRecords

from organisations.enums import ManagedBy, PortfolioField
from organisations.models.periods import ends_after_it_starts
from organisations.models.units import Unit


class Person(models.Model):
    """A person in the register, with or without an account."""

    name = models.CharField("姓名", max_length=50)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people", verbose_name="所在单位")
    title = models.CharField("职务", max_length=100, blank=True)
    managed_by = models.CharField("管理权限", max_length=8, choices=ManagedBy, default=ManagedBy.TOWN)
    is_discipline_staff = models.BooleanField("镇纪委工作人员", default=False)
    is_key_person = models.BooleanField("重点对象", default=False, help_text="第十一条。")
    sort_key = models.CharField(max_length=200, editable=False, default="")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "人员"
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """岗位: a position in a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="单位")
    name = models.CharField("岗位", max_length=100)
    is_head = models.BooleanField("主要负责人岗位", default=False)
    duties = models.TextField("职责", blank=True)
    is_key_post = models.BooleanField("关键岗位", default=False, help_text="第十二条。")
    changed_on = models.DateField("最近变动", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "岗位"
        ordering = ["unit", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="post_once_per_unit",
                violation_error_message="该单位已有同名岗位。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}·{self.name}"


class Appointment(models.Model):
    """任职: who holds a post from when to when."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name="人员")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments", verbose_name="岗位")
    starts_on = models.DateField("任职日期")
    ends_on = models.DateField("免职日期", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "任职"
        ordering = ["-starts_on", "pk"]
        constraints = [ends_after_it_starts("appointment_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.person} {self.post}"


class Portfolio(models.Model):
    """分管: what a member of a leading group is in charge of (art. 27)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="portfolios", verbose_name="领导班子所在单位")
    person = models.ForeignKey(Person, models.PROTECT, related_name="portfolios", verbose_name="班子成员")
    field = models.CharField("分管领域", max_length=12, choices=PortfolioField)
    department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="overseers", verbose_name="分管单位"
    )
    note = models.CharField("说明", max_length=200, blank=True)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "分管"
        ordering = ["unit", "person", "field"]
        constraints = [ends_after_it_starts("portfolio_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_field_display()}"

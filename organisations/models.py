"""Units, people, posts, and who holds which role where."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords
from tree_queries.models import TreeNode

from core import clock
from core.gates import BUSINESS, Role
from organisations.enums import ManagedBy, PortfolioField, UnitKind


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        violation_error_message="结束日期不能早于开始日期。",
    )


def in_force(on, prefix: str = "") -> Q:
    """Rows with starts_on/ends_on that are in force on the day, both days included."""
    started = Q(**{f"{prefix}starts_on__lte": on})
    not_over = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    return started & not_over


class Unit(TreeNode):
    """单位: anything in the organisation tree."""

    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=30)
    kind = models.CharField("类别", max_length=12, choices=UnitKind)
    is_reporting_point = models.BooleanField("采集报送点", default=False)
    is_direct_point = models.BooleanField(
        "直报点", default=False, help_text="直接向预警中心报送(第三十六条)。"
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


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What it may do comes from its role rows alone; there is no superuser."""

    username = models.CharField("登录名", max_length=50, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="user", verbose_name="人员")
    email = models.EmailField("邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    password_changed_at = models.DateTimeField(null=True, editable=False)
    large_text = models.BooleanField("大字", default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        verbose_name = "账号"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="user_no_superuser",
                condition=Q(is_superuser=False),
                violation_error_message="系统不设超级用户。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def post_text(self) -> str:
        return f"{self.person.unit}{self.person.title}"

    @cached_property
    def role_rows(self) -> tuple[tuple[str, int], ...]:
        """(role, unit id) in force today; read once per request."""
        rows = self.assignments.filter(in_force(clock.today())).order_by("pk")
        return tuple(rows.values_list("role", "unit_id"))

    def holds(self, *roles: Role, unit: Unit | None = None) -> bool:
        """Whether the user holds one of the roles, anywhere or on `unit` or above it."""
        if unit is None:
            return any(role in roles for role, _ in self.role_rows)
        return unit.pk in self.reach(*roles)

    def reach(self, *roles: Role) -> frozenset[int]:
        """Ids of every unit on which one of the roles counts: the unit of the role and all below it."""
        reached = {unit_id for role, unit_id in self.role_rows if role in roles}
        if not reached:
            return frozenset()
        children = self._children
        waiting = list(reached)
        while waiting:
            below = children.get(waiting.pop(), ())
            waiting += [pk for pk in below if pk not in reached]
            reached.update(below)
        return frozenset(reached)

    def own_units(self, *roles: Role) -> frozenset[int]:
        """Ids of the units the roles were given on, without what lies below."""
        return frozenset(unit_id for role, unit_id in self.role_rows if role in roles)

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = {}
        for pk, parent in Unit.objects.order_by().values_list("pk", "parent_id"):
            children.setdefault(parent, []).append(pk)
        return children

    @property
    def is_business(self) -> bool:
        return self.holds(*BUSINESS)


class PasswordRecord(models.Model):
    """A former password's hash, so that the last five are not used again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="password_records")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at}"


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


class RoleAssignment(models.Model):
    """A role on a unit, from a day until a day; it reaches the unit's whole subtree."""

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name="账号")
    role = models.CharField("角色", max_length=24, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name="单位")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)

    class Meta:
        verbose_name = "角色"
        ordering = ["user", "pk"]
        constraints = [ends_after_it_starts("roleassignment_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}·{self.unit}"

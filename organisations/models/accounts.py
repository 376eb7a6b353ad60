"""Accounts, their roles, and the exceptions lent to them."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from guardian.models import UserObjectPermissionAbstract

from core import clock
from core.gates import Role
from organisations.models.people import Appointment, Person, Post
from organisations.models.periods import ends_after_it_starts, in_force
from organisations.models.units import Unit


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What it may do comes from its role rows alone; there is no superuser."""

    username = models.CharField(
        "登录名",
        max_length=50,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9._-]{2,50}$", "登录名由小写字母、数字、点、下划线或短横线组成。")
        ],
        error_messages={"unique": "这个登录名已有人使用，请换一个。"},
    )
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
    def held_posts(self) -> frozenset[int]:
        """Ids of the posts held today; read once per request."""
        rows = Appointment.objects.filter(in_force(clock.today()), person=self.person_id)
        return frozenset(rows.order_by().values_list("post_id", flat=True))

    @cached_property
    def headed_units(self) -> frozenset[int]:
        """Ids of the units the user answers for: given the role of their head, or as 镇领导 holding a town's main post."""
        headed = self.own_units(Role.UNIT_HEAD)
        if towns := self.own_units(Role.TOWN_LEADER):
            mains = Post.objects.filter(pk__in=self.held_posts, unit__in=towns, is_head=True)
            headed |= frozenset(mains.order_by().values_list("unit_id", flat=True))
        return headed

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = {}
        for pk, parent in Unit.objects.order_by().values_list("pk", "parent_id"):
            children.setdefault(parent, []).append(pk)
        return children


class PasswordRecord(models.Model):
    """A former password's hash, so that the last five are not used again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="password_records")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at}"


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


class Loan(UserObjectPermissionAbstract):
    """An exception to the roles: one thing lent to one user, until a day. Written by grants.py alone."""

    lent_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, verbose_name="出借人")
    lent_on = models.DateField("出借日期", default=clock.today)
    until = models.DateField("借至", null=True)

    class Meta(UserObjectPermissionAbstract.Meta):
        abstract = False
        verbose_name = "借阅"

    def __str__(self) -> str:
        return f"{self.user} {self.content_object}"

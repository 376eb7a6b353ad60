"""Deny by default: every view wears one of these gates, and a test walks the URLs to see that it does."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.db import models

from core.verdict import GRANTED, Verdict, refused, require


class Role(models.TextChoices):
    COLLECTOR = "collector", "信息采集员"
    UNIT_HEAD = "unit_head", "单位负责人"
    INFORMATION_OFFICER = "information_officer", "预警信息员"
    DISCIPLINE_SECRETARY = "discipline_secretary", "镇纪委书记"
    TOWN_LEADER = "town_leader", "镇领导"
    CENTRE_OFFICER = "centre_officer", "预警中心"
    CENTRE_HEAD = "centre_head", "预警中心负责人"
    SYSTEM_OFFICER = "system_officer", "系统管理员"
    SECURITY_OFFICER = "security_officer", "安全管理员"
    AUDIT_OFFICER = "audit_officer", "审计管理员"


DISCIPLINE = (Role.INFORMATION_OFFICER, Role.DISCIPLINE_SECRETARY)
CENTRE = (
    Role.CENTRE_OFFICER,
    Role.CENTRE_HEAD,
)  # the upper body; its head, who signs, is one of its officers too
OFFICERS = (Role.SYSTEM_OFFICER, Role.SECURITY_OFFICER, Role.AUDIT_OFFICER)
BUSINESS = tuple(role for role in Role if role not in OFFICERS)


def open_to(*roles: Role):
    """Let in users who hold one of the roles anywhere; which rows they see is up to visible_to()."""

    def decorate(view):
        @wraps(view)
        def gated(request, *args, **kwargs):
            require(may_enter(request.user, roles))
            return view(request, *args, **kwargs)

        gated.gate = frozenset(roles)
        return gated

    return decorate


def may_enter(user, roles) -> Verdict:
    if user.holds(*roles):
        return GRANTED
    names = "、".join(Role(role).label for role in roles)
    return refused(f"这一页面向{names}开放，您的账号没有相应角色。如需使用，请联系安全管理员。")


def open_to_members(view):
    """Any logged-in user."""
    view.gate = "members"
    return view


def open_to_public(view):
    """Anybody, without an account."""
    view = login_not_required(view)
    view.gate = "public"
    return view

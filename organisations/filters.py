"""How the list of accounts is narrowed."""

import django_filters as filters
from django.db.models import Q

from core import clock
from core.gates import Role
from organisations.models import in_force


class AccountFilter(filters.FilterSet):
    q = filters.CharFilter(label="姓名或登录名", method="by_name")
    role = filters.ChoiceFilter(label="角色", choices=Role, method="by_role", empty_label="全部")
    active = filters.ChoiceFilter(
        label="状态", choices=[("1", "在用"), ("0", "已停用")], field_name="is_active", empty_label="全部"
    )

    def by_name(self, accounts, name, text):
        return accounts.filter(Q(person__name__icontains=text) | Q(username__icontains=text))

    def by_role(self, accounts, name, role):
        held = in_force(clock.today(), "assignments__")
        return accounts.filter(held, assignments__role=role).distinct()

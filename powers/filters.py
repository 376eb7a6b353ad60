"""What a list of powers can be narrowed by; everything chosen stays in the URL."""

import django_filters as filters
from django import forms

from core import clock
from core.filtering import ListFilter
from organisations.models import Unit
from powers import queries
from powers.enums import CaseStatus, KeyPower, ListCategory, Status
from powers.models import Power, PowerCase, PowerKind

ORDERS = [
    (f"{sign}{name}", label)
    for name, label in (("unit", "单位"), ("name", "名称"), ("changed", "最近调整"))
    for sign in ("", "-")
]


LATENESS = [("over", "已逾期"), ("near", "三日内到期"), ("done", "逾期办结")]


class CaseFilter(ListFilter):
    q = filters.CharFilter(
        label="查找",
        method="search",
        widget=forms.TextInput({"type": "search", "placeholder": "申请人、事项、编号或职权"}),
    )
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    status = filters.ChoiceFilter(label="状态", choices=CaseStatus, empty_label="全部状态")
    late = filters.ChoiceFilter(label="期限", choices=LATENESS, method="by_day", empty_label="全部")

    class Meta:
        model = PowerCase
        fields = ("q", "unit", "status", "late")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.filters["unit"].field.queryset = queries.units_seen(user)

    def search(self, cases, name, value):
        return queries.cases_matching(cases, value)

    def by_day(self, cases, name, value):
        return queries.cases_by_lateness(cases, value, clock.today())


class PowerFilter(ListFilter):
    q = filters.CharFilter(
        label="查找",
        method="search",
        widget=forms.TextInput({"type": "search", "placeholder": "名称、编码、内容或承办机构"}),
    )
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    kind = filters.ModelChoiceFilter(label="类型", queryset=PowerKind.objects.all(), empty_label="全部类型")
    status = filters.ChoiceFilter(label="状态", choices=Status, empty_label="全部状态")
    key_power = filters.ChoiceFilter(label="重点权力", choices=KeyPower, empty_label="全部")
    list_category = filters.ChoiceFilter(label="清单类别", choices=ListCategory, empty_label="全部")
    sort = filters.ChoiceFilter(label="排序", choices=ORDERS, method="order", widget=forms.HiddenInput)

    class Meta:
        model = Power
        fields = ("q", "unit", "kind", "status", "key_power", "list_category", "sort")

    @classmethod
    def of(cls, request) -> "PowerFilter":
        return cls(request.GET, queries.visible_to(request.user), user=request.user)

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset.order_by(*queries.SORTS["unit"]))
        self.filters["unit"].field.queryset = queries.units_seen(user)

    def search(self, powers, name, value):
        return queries.matching(powers, value)

    def order(self, powers, name, value):
        return queries.sorted_by(powers, value)

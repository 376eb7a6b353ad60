"""What a list of risk points can be narrowed by; everything chosen stays in the URL."""

import django_filters as filters
from django import forms

from core.filtering import ListFilter
from organisations.models import Unit
from powers import queries as powers
from powers.enums import KeyPower
from powers.models import Power
from riskpoints import queries
from riskpoints.enums import Layer, Level, Line, RiskType, Status
from riskpoints.models import RiskPoint

ORDERS = [
    (f"{sign}{name}", label)
    for name, label in (("unit", "单位"), ("name", "风险点"), ("level", "等级"), ("changed", "最近变动"))
    for sign in ("", "-")
]
ALL = "全部"


class RiskPointFilter(ListFilter):
    q = filters.CharFilter(
        label="查找",
        method="search",
        widget=forms.TextInput({"type": "search", "placeholder": "风险点、表现形式、环节或科室"}),
    )
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    level = filters.ChoiceFilter(label="等级", choices=Level, empty_label=ALL)
    risk_type = filters.ChoiceFilter(label="类别", choices=RiskType, empty_label=ALL)
    layer = filters.ChoiceFilter(label="层面", choices=Layer, empty_label=ALL)
    status = filters.ChoiceFilter(
        label="状态",
        choices=[("in_register", "在册（含待核）"), *Status.choices],
        method="by_status",
        empty_label="全部状态",
    )
    key_power = filters.ChoiceFilter(label="重点权力", choices=KeyPower, empty_label=ALL)
    line = filters.ChoiceFilter(label="四线", choices=Line, empty_label=ALL)
    review = filters.ChoiceFilter(
        label="复核", choices=[("due", "待复核")], method="by_review", empty_label=ALL
    )
    power = filters.ModelChoiceFilter(queryset=Power.objects.none(), widget=forms.HiddenInput)
    sort = filters.ChoiceFilter(label="排序", choices=ORDERS, method="order", widget=forms.HiddenInput)

    class Meta:
        model = RiskPoint
        fields = (
            "q",
            "unit",
            "level",
            "risk_type",
            "layer",
            "status",
            "key_power",
            "line",
            "review",
            "power",
            "sort",
        )

    @classmethod
    def of(cls, request) -> "RiskPointFilter":
        return cls(request.GET, queries.visible_to(request.user), user=request.user)

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset.order_by(*queries.SORTS["unit"]))
        self.filters["unit"].field.queryset = queries.units_seen(user)
        self.filters["power"].field.queryset = powers.visible_to(user)

    def search(self, points, name, value):
        return queries.matching(points, value)

    def by_status(self, points, name, value):
        return queries.in_register(points) if value == "in_register" else points.filter(status=value)

    def by_review(self, points, name, value):
        return queries.due_for_review(points)

    def order(self, points, name, value):
        return queries.sorted_by(points, value)

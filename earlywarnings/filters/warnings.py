"""What the list of warnings can be narrowed by; all of it lives in the URL."""

import django_filters as filters
from django import forms

from core import clock
from core.filtering import ListFilter
from earlywarnings import queries
from earlywarnings.enums import Status, Tier
from earlywarnings.models import EarlyWarning
from organisations.models import Unit

STATES = {"in_hand": "在办", "late": "逾期未回告"}
ORDERS = [
    (f"{sign}{name}", label)
    for name, label in (("unit", "单位"), ("drafted", "起草日期"), ("due", "期限"))
    for sign in ("", "-")
]
ALL = "全部"


class YearFilter(filters.Filter):
    field_class = forms.IntegerField


class WarningFilter(ListFilter):
    q = filters.CharFilter(
        label="查找",
        method="search",
        widget=forms.TextInput({"type": "search", "placeholder": "文号、事由、单位或姓名"}),
    )
    tier = filters.ChoiceFilter(label="级别", choices=Tier, empty_label=ALL)
    status = filters.ChoiceFilter(label="状态", choices=Status, empty_label=ALL)
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label=ALL)
    reached = filters.ChoiceFilter(
        label="已办到",
        choices=[(step, label) for step, (label, _) in queries.REACHED.items()],
        method="by_step",
        empty_label=ALL,
    )
    year = YearFilter(
        label="签批年度",
        field_name="signed_on__year",
        min_value=2000,
        max_value=2999,
        widget=forms.NumberInput,
    )
    state = filters.ChoiceFilter(choices=list(STATES.items()), method="by_state", widget=forms.HiddenInput)
    sort = filters.ChoiceFilter(choices=ORDERS, method="order", widget=forms.HiddenInput)

    class Meta:
        model = EarlyWarning
        fields = ("q", "tier", "status", "unit", "reached", "year", "state", "sort")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # only units of warnings this reader may see: a list of names is knowledge too
        units = self.queryset.order_by().values("unit")
        self.filters["unit"].field.queryset = Unit.objects.filter(pk__in=units)

    def search(self, warnings, name, value):
        return queries.matching(warnings, value)

    def by_state(self, warnings, name, value):
        return queries.late(warnings, clock.today()) if value == "late" else queries.in_hand(warnings)

    def by_step(self, warnings, name, value):
        return queries.reached(warnings, value)

    def order(self, warnings, name, value):
        return queries.sorted_by(warnings, value)

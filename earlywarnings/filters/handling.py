"""What the list of handlings can be narrowed by; all of it lives in the URL."""

import django_filters as filters
from django import forms

from core import clock
from core.filtering import ListFilter
from earlywarnings.enums.handling import Assessment, Grade, HandlingStatus
from earlywarnings.models.handling import Handling
from earlywarnings.queries import handling as queries
from organisations.models import Person, Unit

STATES = {"in_progress": "在办", "late": "逾期"}
ORDERS = [
    (f"{sign}{name}", label)
    for name, label in (("unit", "单位"), ("opened", "登记日期"))
    for sign in ("", "-")
]
FIELDS = {"unit": ("unit__position", "unit_id", "pk"), "opened": ("opened_on", "pk")}
ALL = "全部"


class HandlingFilter(ListFilter):
    q = filters.CharFilter(
        label="查找",
        method="search",
        widget=forms.TextInput({"type": "search", "placeholder": "姓名、职务、单位或事由"}),
    )
    grade = filters.ChoiceFilter(label="处置方式", choices=Grade, empty_label=ALL)
    status = filters.ChoiceFilter(label="状态", choices=HandlingStatus, empty_label=ALL)
    outcome = filters.ChoiceFilter(label="评估结果", choices=Assessment, empty_label=ALL)
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label=ALL)
    person = filters.ModelChoiceFilter(queryset=Person.objects.none(), widget=forms.HiddenInput)
    state = filters.ChoiceFilter(choices=list(STATES.items()), method="by_state", widget=forms.HiddenInput)
    sort = filters.ChoiceFilter(choices=ORDERS, method="order", widget=forms.HiddenInput)

    class Meta:
        model = Handling
        fields = ("q", "grade", "status", "outcome", "unit", "person", "state", "sort")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # only units and people of what this reader may see: a list of names is knowledge too
        seen = self.queryset.order_by()
        self.filters["unit"].field.queryset = Unit.objects.filter(pk__in=seen.values("unit"))
        self.filters["person"].field.queryset = Person.objects.filter(pk__in=seen.values("person"))

    def search(self, handlings, name, value):
        return queries.matching(handlings, value)

    def by_state(self, handlings, name, value):
        if value == "late":
            return queries.late(handlings, clock.today())
        return queries.under_way(handlings)

    def order(self, handlings, name, value):
        sign = "-" if value.startswith("-") else ""
        return handlings.order_by(*(f"{sign}{field}" for field in FIELDS[value.removeprefix("-")]))

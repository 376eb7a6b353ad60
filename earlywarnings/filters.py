"""What the list of warnings can be narrowed by; all of it lives in the URL."""

import django_filters as filters
from django import forms
from django.db.models import Q

from core import clock
from earlywarnings import queries
from earlywarnings.enums import Status, Tier
from earlywarnings.models import EarlyWarning
from organisations.models import Unit


class WarningFilter(filters.FilterSet):
    q = filters.CharFilter(label="文号、事由", method="search")
    tier = filters.ChoiceFilter(label="级别", choices=Tier.choices, empty_label="全部")
    status = filters.ChoiceFilter(label="状态", choices=Status.choices, empty_label="全部")
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部")
    state = filters.ChoiceFilter(
        label="办理",
        choices=[("in_hand", "在办"), ("late", "逾期未回告")],
        method="by_state",
        empty_label="全部",
    )
    reached = filters.ChoiceFilter(
        label="已办到",
        choices=[(step, label) for step, (label, _) in queries.REACHED.items()],
        method="by_step",
        empty_label="全部",
    )
    year = filters.NumberFilter(label="签批年度", field_name="signed_on__year", widget=forms.NumberInput)

    class Meta:
        model = EarlyWarning
        fields = ["q", "tier", "status", "unit", "state", "reached", "year"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # only units of warnings this reader may see: a list of names is knowledge too
        units = self.queryset.order_by().values("unit")
        self.filters["unit"].queryset = Unit.objects.filter(pk__in=units)

    def search(self, warnings, name, value):
        return warnings.filter(Q(title__icontains=value) | Q(number__text__icontains=value))

    def by_state(self, warnings, name, value):
        if value == "late":
            return queries.late(warnings, clock.today())
        return queries.in_hand(warnings)

    def by_step(self, warnings, name, value):
        return queries.reached(warnings, value)

"""What the list of inspections can be narrowed by; all of it lives in the URL."""

import django_filters as filters
from django import forms

from core import clock
from core.filtering import ListFilter
from earlywarnings.enums import InspectionStatus, InspectionSubject, Outcome
from earlywarnings.filters.warnings import ALL, YearFilter
from earlywarnings.models import Inspection
from earlywarnings.queries import inspections as queries
from organisations.models import Unit


class InspectionFilter(ListFilter):
    q = filters.CharFilter(
        label="查找",
        method="search",
        widget=forms.TextInput({"type": "search", "placeholder": "单位、岗位、风险点、文号或内容"}),
    )
    subject = filters.ChoiceFilter(label="督查对象", choices=InspectionSubject, empty_label=ALL)
    status = filters.ChoiceFilter(label="状态", choices=InspectionStatus, empty_label=ALL)
    outcome = filters.ChoiceFilter(label="落实情况", choices=Outcome, empty_label=ALL)
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label=ALL)
    year = YearFilter(
        label="督查年度",
        field_name="inspected_on__year",
        min_value=2000,
        max_value=2999,
        widget=forms.NumberInput,
    )
    state = filters.ChoiceFilter(
        choices=[("late", "逾期未整改")], method="by_state", widget=forms.HiddenInput
    )

    class Meta:
        model = Inspection
        fields = ("q", "subject", "status", "outcome", "unit", "year", "state")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # only units of inspections this reader may see: a list of names is knowledge too
        units = self.queryset.order_by().values("unit")
        self.filters["unit"].field.queryset = Unit.objects.filter(pk__in=units)

    def search(self, inspections, name, value):
        return queries.matching(inspections, value)

    def by_state(self, inspections, name, value):
        return queries.late(inspections, clock.today())

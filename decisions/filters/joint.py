"""Joint papers by unit, kind and state."""

import django_filters as filters
from django import forms

from core.filtering import ListFilter
from decisions.enums.joint import JointKind, JointStatus
from decisions.models import JointPaper
from decisions.queries import joint as queries
from organisations.models import Unit


class JointFilter(ListFilter):
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    kind = filters.ChoiceFilter(label="事项", choices=JointKind, empty_label="全部事项")
    status = filters.ChoiceFilter(label="状态", choices=JointStatus, empty_label="全部状态")
    state = filters.ChoiceFilter(choices=[("under_way", "在办")], method="by_state", widget=forms.HiddenInput)

    class Meta:
        model = JointPaper
        fields = ("unit", "kind", "status", "state")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.filters["unit"].field.queryset = queries.units_in(queryset)

    def by_state(self, papers, name, value):
        return queries.under_way(papers)

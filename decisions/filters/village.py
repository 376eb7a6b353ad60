"""Village decisions by village and by how far they have come."""

import django_filters as filters
from django import forms

from core.filtering import ListFilter
from decisions.enums import Category
from decisions.enums.village import VillageStatus
from decisions.models import VillageDecision
from decisions.queries import village as queries
from organisations.models import Unit


class VillageFilter(ListFilter):
    unit = filters.ModelChoiceFilter(label="村", queryset=Unit.objects.none(), empty_label="全部村")
    status = filters.ChoiceFilter(label="状态", choices=VillageStatus, empty_label="全部状态")
    category = filters.ChoiceFilter(label="类别", choices=Category, empty_label="全部类别")
    state = filters.ChoiceFilter(choices=[("under_way", "在办")], method="by_state", widget=forms.HiddenInput)

    class Meta:
        model = VillageDecision
        fields = ("unit", "status", "category", "state")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.filters["unit"].field.queryset = queries.villages_read_by(user)

    def by_state(self, decisions, name, value):
        return queries.under_way(decisions)

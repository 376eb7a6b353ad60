"""What the lists of items and meetings can be narrowed by; all of it stays in the URL."""

import django_filters as filters
from django import forms
from django.db.models import Q

from core.filtering import ListFilter
from core.gates import Role
from decisions import queries
from decisions.enums import Category, MeetingStatus, Outcome, Status
from decisions.models import AgendaItem, Meeting
from organisations.models import Unit

ALL = "全部"


class ItemFilter(ListFilter):
    q = filters.CharFilter(
        label="查找",
        method="search",
        widget=forms.TextInput({"type": "search", "placeholder": "议题、收款方"}),
        max_length=50,
    )
    category = filters.ChoiceFilter(label="类别", choices=Category, empty_label=ALL)
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    status = filters.ChoiceFilter(label="状态", choices=Status, empty_label=ALL)
    outcome = filters.ChoiceFilter(label="结果", choices=Outcome, empty_label=ALL)
    show = filters.ChoiceFilter(
        label="公开", method="to_show", choices=[("waiting", "待公开")], empty_label=ALL
    )

    class Meta:
        model = AgendaItem
        fields = ("q", "category", "unit", "status", "outcome", "show")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.user = user
        self.filters["unit"].field.queryset = queries.units_to_propose(user)
        if not user.holds(Role.DISCIPLINE_SECRETARY):
            del self.filters["show"]

    def search(self, items, name, value):
        return items.filter(Q(title__icontains=value) | Q(payee__icontains=value))

    def to_show(self, items, name, value):
        return items.filter(pk__in=queries.to_disclose(self.user).order_by().values("pk"))


class MeetingFilter(ListFilter):
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    status = filters.ChoiceFilter(label="状态", choices=MeetingStatus, empty_label=ALL)

    class Meta:
        model = Meeting
        fields = ("unit", "status")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.filters["unit"].field.queryset = queries.units_to_meet(user)

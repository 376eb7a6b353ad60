"""What the lists of items and meetings can be narrowed by; all of it stays in the URL."""

import django_filters as filters
from django import forms
from django.db.models import Q

from core.filtering import ListFilter
from decisions import queries
from decisions.enums import Category, Check, FindingStatus, MeetingStatus, Outcome, Severity, Status
from decisions.models import AgendaItem, Finding, Meeting
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

    class Meta:
        model = AgendaItem
        fields = ("q", "category", "unit", "status", "outcome")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.filters["unit"].field.queryset = queries.units_to_propose(user)

    def search(self, items, name, value):
        return items.filter(Q(title__icontains=value) | Q(payee__icontains=value))


class MeetingFilter(ListFilter):
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    status = filters.ChoiceFilter(label="状态", choices=MeetingStatus, empty_label=ALL)

    class Meta:
        model = Meeting
        fields = ("unit", "status")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.filters["unit"].field.queryset = queries.units_to_meet(user)


class FindingFilter(ListFilter):
    check = filters.ChoiceFilter(field_name="check_kind", label="问题", choices=Check, empty_label="全部问题")
    severity = filters.ChoiceFilter(label="程度", choices=Severity, empty_label=ALL)
    unit = filters.ModelChoiceFilter(
        label="单位", queryset=Unit.objects.none(), empty_label="全部单位", method="of_unit"
    )
    state = filters.ChoiceFilter(field_name="status", label="状态", choices=FindingStatus, empty_label=ALL)

    class Meta:
        model = Finding
        fields = ("check", "severity", "unit", "state")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.filters["unit"].field.queryset = queries.units_to_propose(user)

    def of_unit(self, findings, name, unit):
        """Whose meeting it was, or who proposed the item."""
        return findings.filter(Q(meeting__unit=unit) | Q(item__unit=unit))

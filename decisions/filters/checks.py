"""What the list of findings can be narrowed by."""

import django_filters as filters
from django.db.models import Q

from core.filtering import ListFilter
from decisions import queries
from decisions.enums import Check, FindingStatus, Severity
from decisions.models import Finding
from organisations.models import Unit

ALL = "全部"


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

"""What the lists can be narrowed by; everything chosen stays in the URL."""

import django_filters as filters
from django import forms

from core.filtering import ListFilter
from declarations.enums import MatterKind, MatterStatus, Standing
from declarations.models import MatterReport
from declarations.queries import commitments, matters
from organisations.models import Person, Unit


class SignersFilter(ListFilter):
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    standing = filters.ChoiceFilter(
        label="状态", choices=Standing, method="by_standing", empty_label="全部状态"
    )
    year = filters.ChoiceFilter(label="年度", method="as_listed", empty_label=None)

    class Meta:
        model = Person
        fields = ("year", "unit", "standing")

    def __init__(self, data, queryset, *, user, year: int):
        super().__init__(data, queryset)
        self.filters["unit"].field.queryset = commitments.units_of(user)
        self.filters["year"].extra["choices"] = [(one, f"{one}年") for one in commitments.years(user)]
        self.form.initial["year"] = year

    def by_standing(self, people, name, value):
        return commitments.by_standing(people, value)

    def as_listed(self, people, name, value):
        """The list was made for the year already."""
        return people


class MatterFilter(ListFilter):
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    year = filters.ChoiceFilter(
        label="年度", field_name="reported_on", lookup_expr="year", empty_label="全部"
    )
    kind = filters.ChoiceFilter(label="事项", choices=MatterKind, empty_label="全部")
    status = filters.ChoiceFilter(label="状态", choices=MatterStatus, empty_label="全部")
    waiting = filters.BooleanFilter(method="for_me", widget=forms.HiddenInput)

    class Meta:
        model = MatterReport
        fields = ("unit", "year", "kind", "status", "waiting")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.user = user
        self.filters["unit"].field.queryset = matters.units_in(queryset)
        self.filters["year"].extra["choices"] = [(one, f"{one}年") for one in matters.years_in(queryset)]

    def for_me(self, reports, name, value):
        return reports.filter(pk__in=matters.waiting_to_be_read(self.user).order_by().values("pk"))

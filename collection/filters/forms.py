"""What the list of forms can be narrowed by; everything chosen stays in the URL."""

import django_filters as filters
from django import forms

from collection import queries
from collection.enums import FormStatus, PeriodKind, Report
from collection.models import CollectionForm, Period
from core import clock
from core.filtering import ListFilter
from core.gates import DISCIPLINE, Role
from organisations.models import Unit

ORDERS = [
    (f"{sign}{name}", label)
    for name, label in (("unit", "采集点"), ("period", "报送期"), ("reported", "报送"))
    for sign in ("", "-")
]


class FormFilter(ListFilter):
    period = filters.ModelChoiceFilter(
        label="报送期", queryset=Period.objects.filter(kind=PeriodKind.QUARTER), empty_label="全部"
    )
    unit = filters.ModelChoiceFilter(label="采集点", queryset=Unit.objects.none(), empty_label="全部")
    status = filters.ChoiceFilter(label="状态", choices=FormStatus, empty_label="全部")
    report = filters.ChoiceFilter(label="报送", choices=Report, method="reported", empty_label="全部")
    sort = filters.ChoiceFilter(label="排序", choices=ORDERS, method="order", widget=forms.HiddenInput)

    class Meta:
        model = CollectionForm
        fields = ("period", "unit", "status", "report", "sort")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.user = user
        self.filters["unit"].field.queryset = queries.units_seen(user)
        self.filters["report"].field.choices = [(r.value, r.label) for r in _reports_for(user)]

    def reported(self, forms, name, value):
        return queries.reported(forms, value, self.user, clock.today())

    def order(self, forms, name, value):
        return queries.sorted_by(forms, value)


def _reports_for(user) -> list[Report]:
    """A unit's head is not told of 无情况, and only who accepts forms has any waiting."""
    receives = user.holds(*DISCIPLINE, Role.CENTRE_OFFICER)
    hidden = set() if receives else {Report.TO_RECEIVE}
    if not user.holds(*DISCIPLINE, *queries.ABOVE, Role.COLLECTOR):
        hidden.add(Report.NIL)
    return [report for report in Report if report not in hidden]

"""What the list of reports can be narrowed by."""

import django_filters as filters
from django import forms

from collection import queries
from collection.enums import FormStatus, ReportKind
from collection.models import Period, PeriodReport
from core.filtering import ListFilter
from core.gates import DISCIPLINE, Role

TO_RECEIVE = "to_receive"


class ReportFilter(ListFilter):
    kind = filters.ChoiceFilter(label="种类", choices=ReportKind, empty_label="全部")
    period = filters.ModelChoiceFilter(label="报送期", queryset=Period.objects.none(), empty_label="全部")
    status = filters.ChoiceFilter(label="状态", choices=FormStatus, empty_label="全部")
    waiting = filters.ChoiceFilter(
        choices=[(TO_RECEIVE, "等我接收")], method="for_me", widget=forms.HiddenInput
    )

    class Meta:
        model = PeriodReport
        fields = ("kind", "period", "status", "waiting")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.user = user
        self.filters["period"].field.queryset = Period.objects.filter(
            pk__in=queryset.order_by().values("period")
        )
        if not user.holds(*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER):
            del self.filters["kind"]  # a unit has one kind alone

    def for_me(self, reports, name, value):
        return reports.filter(pk__in=queries.reports_to_receive(self.user).order_by().values("pk"))

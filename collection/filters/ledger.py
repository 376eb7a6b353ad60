"""What the ledger can be narrowed by; each choice is also counted as it would be without itself."""

import django_filters as filters
from django import forms

from collection import queries
from collection.enums import ItemStatus, Source, SubjectKind
from collection.models import InformationItem, Period
from collection.queries import ledger
from core.filtering import ListFilter
from organisations.models import Unit
from riskpoints.models import RiskPoint

ORDERS = [
    (f"{sign}{name}", label)
    for name, label in (("found", "发现日期"), ("unit", "采集点"), ("status", "状态"))
    for sign in ("", "-")
]


def hidden(filter_class, **options):
    """Chosen by the counts beside the list, not in the form; kept when something else is searched for."""
    return filter_class(widget=forms.HiddenInput, **options)


class LedgerFilter(ListFilter):
    q = filters.CharFilter(
        label="查找",
        method="search",
        max_length=50,
        widget=forms.TextInput({"type": "search", "placeholder": "摘要、对象、单位、职权或风险点里的字"}),
    )
    found_from = filters.DateFilter(label="发现日期自", field_name="found_on", lookup_expr="gte")
    found_to = filters.DateFilter(label="至", field_name="found_on", lookup_expr="lte")
    source = hidden(filters.ChoiceFilter, choices=Source)
    subject = hidden(filters.ChoiceFilter, choices=SubjectKind, field_name="subject_kind")
    status = hidden(filters.ChoiceFilter, choices=ItemStatus)
    unit = hidden(filters.ModelChoiceFilter, queryset=Unit.objects.none())
    risk_point = hidden(filters.ModelChoiceFilter, queryset=RiskPoint.objects.none())
    period = hidden(filters.ChoiceFilter, choices=[], method="of_period")
    sort = hidden(filters.ChoiceFilter, choices=ORDERS, method="order")

    class Meta:
        model = InformationItem
        fields = ("q", "found_from", "found_to", *ledger.FIELDS, "sort")

    def __init__(self, data, *, user):
        super().__init__(data, queries.items_visible_to(user).order_by("-found_on", "-pk"))
        seen = self.queryset.order_by()
        # only what stands in items this reader may see: a list of names is knowledge too
        self.filters["unit"].field.queryset = Unit.objects.filter(pk__in=seen.values("unit"))
        self.filters["risk_point"].field.queryset = RiskPoint.objects.filter(pk__in=seen.values("risk_point"))
        codes = Period.objects.order_by().values_list("code", flat=True) if self.data.get("period") else ()
        self.filters["period"].field.choices = [(code, code) for code in (*codes, ledger.SINGLE)]

    @property
    def narrowed(self) -> int:
        """How many of the choices beside the list are taken."""
        return sum(1 for name in ledger.FIELDS if self.data.get(name))

    def facets(self) -> list[ledger.Facet]:
        """The choices beside the list; none for a condition that makes no sense."""
        if not self.is_valid():
            return []
        return [ledger.facet(name, self._without(name), self.data.get(name, "")) for name in ledger.FIELDS]

    def _without(self, left_out: str):
        items = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name not in (left_out, "sort"):
                items = self.filters[name].filter(items, value)
        return items

    def search(self, items, name, value):
        return ledger.matching(items, value)

    def of_period(self, items, name, value):
        return ledger.of_period(items, value)

    def order(self, items, name, value):
        return ledger.sorted_by(items, value)

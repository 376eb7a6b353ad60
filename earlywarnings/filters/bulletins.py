"""What the list of bulletins can be narrowed by; all of it lives in the URL."""

import django_filters as filters
from django import forms

from earlywarnings.enums import BulletinKind, BulletinStatus
from earlywarnings.filters.warnings import ALL, YearFilter
from earlywarnings.models import Bulletin
from earlywarnings.queries import bulletins as queries


class BulletinFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="查找", method="search", widget=forms.TextInput({"type": "search", "placeholder": "文号或标题"})
    )
    kind = filters.ChoiceFilter(label="类型", choices=BulletinKind, empty_label=ALL)
    status = filters.ChoiceFilter(label="状态", choices=BulletinStatus, empty_label=ALL)
    year = YearFilter(
        label="印发年度",
        field_name="issued_on__year",
        min_value=2000,
        max_value=2999,
        widget=forms.NumberInput,
    )

    class Meta:
        model = Bulletin
        fields = ("q", "kind", "status", "year")

    @property
    def qs(self):
        """Nothing at all for a condition that makes no sense, rather than everything."""
        return super().qs if self.is_valid() else self.queryset.none()

    def search(self, bulletins, name, value):
        return queries.matching(bulletins, value)

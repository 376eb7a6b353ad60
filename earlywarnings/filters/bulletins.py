"""What the list of bulletins can be narrowed by; all of it lives in the URL."""

import django_filters as filters
from django import forms

from core.filtering import ListFilter
from earlywarnings.enums import BulletinKind, BulletinStatus
from earlywarnings.filters.warnings import ALL, YearFilter
from earlywarnings.models import Bulletin
from earlywarnings.queries import bulletins as queries


class BulletinFilter(ListFilter):
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

    def search(self, bulletins, name, value):
        return queries.matching(bulletins, value)

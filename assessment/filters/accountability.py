"""What the list of findings can be narrowed by; all of it lives in the URL."""

import django_filters as filters

from assessment.enums import Failing, FindingStatus
from assessment.models import Finding
from assessment.queries import accountability as queries
from core.filtering import ListFilter
from organisations.models import Unit

ALL = "全部"


class FindingFilter(ListFilter):
    kind = filters.ChoiceFilter(label="问题情形", choices=Failing, empty_label="全部情形")
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")
    year = filters.ChoiceFilter(label="年度", field_name="found_on__year", empty_label=ALL)
    status = filters.ChoiceFilter(label="状态", choices=FindingStatus, empty_label=ALL)

    class Meta:
        model = Finding
        fields = ("kind", "unit", "year", "status")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        # only units of what this reader may see: that a unit has a finding is knowledge too
        seen = Unit.objects.filter(pk__in=queries.visible_to(user).order_by().values("unit"))
        self.filters["unit"].field.queryset = seen
        self.filters["year"].field.choices = [(str(year), f"{year}年") for year in queries.years(user)]

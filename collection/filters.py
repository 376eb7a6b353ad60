"""What the list of forms can be narrowed by."""

import django_filters as filters

from collection.enums import FormStatus
from collection.models import CollectionForm, Period
from organisations.models import Unit


class FormFilter(filters.FilterSet):
    period = filters.ModelChoiceFilter(label="报送期", queryset=Period.objects.all(), empty_label="全部")
    unit = filters.ModelChoiceFilter(label="采集点", queryset=Unit.objects.none(), empty_label="全部")
    status = filters.ChoiceFilter(label="状态", choices=FormStatus.choices, empty_label="全部")
    is_nil = filters.BooleanFilter(label="无情况")

    class Meta:
        model = CollectionForm
        fields = ["period", "unit", "status", "is_nil"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = self.queryset.order_by().values("unit")
        self.filters["unit"].queryset = Unit.objects.filter(pk__in=units)

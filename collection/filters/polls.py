"""What the list of polls can be narrowed by."""

import django_filters as filters

from collection.enums import PollKind
from collection.models import Poll
from core.filtering import ListFilter
from organisations.models import Unit


class PollFilter(ListFilter):
    kind = filters.ChoiceFilter(label="种类", choices=PollKind, empty_label="全部")
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部")

    class Meta:
        model = Poll
        fields = ("kind", "unit")

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        units = queryset.order_by().values("unit")
        self.filters["unit"].field.queryset = Unit.objects.filter(pk__in=units)

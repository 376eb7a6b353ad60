"""What the board can be narrowed by; everything chosen stays in the URL."""

import django_filters as filters

from core.filtering import ListFilter
from duties import queries
from organisations.models import Unit


class UnitFilter(ListFilter):
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")

    class Meta:
        model = Unit
        fields = ("unit",)

    def __init__(self, data, *, user):
        seen = queries.units_seen(user)
        super().__init__(data, seen)
        self.filters["unit"].field.queryset = seen

    @property
    def several(self) -> bool:
        """Who sees one unit alone has nothing to choose."""
        return len(self.form.fields["unit"].choices) > 2

    @property
    def units(self) -> list[int] | None:
        """None for all; nothing at all for a unit that the reader does not see."""
        if not self.is_valid():
            return []
        chosen = self.form.cleaned_data["unit"]
        return [chosen.pk] if chosen else None

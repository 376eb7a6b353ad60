"""How the list of open promises is narrowed."""

from datetime import timedelta

import django_filters as filters

from core import clock, registries
from core.gates import DISCIPLINE
from organisations.models import Unit


def kinds() -> list[tuple[str, str]]:
    return [(kind.name, kind.label) for kind in registries.deadline_kinds.values()]


def units(request):
    return Unit.objects.filter(pk__in=request.user.reach(*DISCIPLINE))


class DeadlineFilter(filters.FilterSet):
    when = filters.ChoiceFilter(
        label="到期",
        choices=[("late", "已逾期"), ("week", "七日内到期")],
        method="by_day",
        empty_label="全部",
    )
    kind = filters.ChoiceFilter(label="种类", choices=kinds, empty_label="全部")
    unit = filters.ModelChoiceFilter(label="单位", queryset=units, empty_label="全部")

    def by_day(self, deadlines, name, value):
        today = clock.today()
        if value == "late":
            return deadlines.filter(due_on__lt=today)
        return deadlines.filter(due_on__gte=today, due_on__lte=today + timedelta(days=7))

"""What the list of tasks can be narrowed by."""

import django_filters as filters
from django import forms
from django.db.models import Q

from core.filtering import ListFilter
from decisions import queries
from decisions.enums import TaskStatus
from decisions.models import Task
from organisations.models import Unit

ALL = "全部"


class TaskFilter(ListFilter):
    q = filters.CharFilter(
        label="查找",
        method="search",
        widget=forms.TextInput({"type": "search", "placeholder": "任务、责任人、议题"}),
        max_length=50,
    )
    state = filters.ChoiceFilter(
        label="状态", method="in_state", choices=[*TaskStatus.choices, ("overdue", "逾期")], empty_label=ALL
    )
    unit = filters.ModelChoiceFilter(label="单位", queryset=Unit.objects.none(), empty_label="全部单位")

    class Meta:
        model = Task
        fields = ("q", "state", "unit")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.filters["unit"].field.queryset = queries.units_with_tasks(user)

    def search(self, tasks, name, value):
        words = Q(content__icontains=value) | Q(owner__icontains=value) | Q(item__title__icontains=value)
        return tasks.filter(words)

    def in_state(self, tasks, name, value):
        return queries.overdue_tasks(tasks) if value == "overdue" else tasks.filter(status=value)

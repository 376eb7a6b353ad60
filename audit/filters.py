"""How an auditor narrows the list; the same conditions, in words, go into the row that says what was exported."""

from datetime import datetime, time, timedelta

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from audit.sentences import verbs_like
from core.dates import cn

DATE = {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}


def midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class EventFilter(filters.FilterSet):
    since = filters.DateFilter(label="从", method="from_day", **DATE)
    until = filters.DateFilter(label="到", method="to_day", **DATE)
    person = filters.CharFilter(label="操作人", field_name="actor_name", lookup_expr="icontains")
    deed = filters.CharFilter(label="动作", method="by_deed")
    thing = filters.CharFilter(label="对象", field_name="object_text", lookup_expr="icontains")
    unit = filters.CharFilter(label="单位", field_name="unit_name", lookup_expr="icontains")
    address = filters.CharFilter(label="来源地址", field_name="address", lookup_expr="startswith")

    def from_day(self, events, name, day):
        return events.filter(at__gte=midnight(day))

    def to_day(self, events, name, day):
        return events.filter(at__lt=midnight(day + timedelta(days=1)))

    def by_deed(self, events, name, text):
        """Words of the sentence (签发) or of the verb itself (earlywarning.signed)."""
        return events.filter(Q(verb__in=verbs_like(text)) | Q(verb__icontains=text))

    @property
    def conditions(self) -> str:
        """What is being looked for, in words."""
        given = self.form.cleaned_data if self.form.is_valid() else {}
        words = [
            f"{self.form.fields[name].label}：{cn(value) if hasattr(value, 'year') else value}"
            for name, value in given.items()
            if value
        ]
        return "；".join(words) or "全部"

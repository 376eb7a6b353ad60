"""What people were asked, and what they answered."""

from django import forms

from collection import rules
from collection.forms.writing import dated
from collection.models import Poll
from core import clock
from core.editing import VersionedForm
from core.forms import Paragraphs
from core.verdict import Verdict
from organisations.queries import active_units


class PollForm(VersionedForm):
    """Counts and a few words; there is no field for a name."""

    class Meta:
        model = Poll
        fields = (
            "kind",
            "unit",
            "title",
            "held_on",
            "asked_whom",
            "asked",
            "answered",
            "satisfied",
            "result",
        )
        field_classes = {"result": Paragraphs}
        widgets = {"result": forms.Textarea({"rows": 4})}

    def __init__(self, *args, units, verdict: Verdict, **kwargs):
        super().__init__(*args, **kwargs)
        self.verdict = verdict
        self.fields["unit"].empty_label = "请选择单位"
        self.fields["unit"].queryset = active_units(clock.today()).filter(pk__in=units)
        if self.instance.pk:
            del self.fields["unit"]

    def clean_held_on(self):
        return dated("日期", self.cleaned_data["held_on"])

    def clean(self) -> dict:
        content = super().clean()
        if not self.verdict:
            self.add_error(None, self.verdict.reason)
        counts = {name: content.get(name) for name in ("asked", "answered", "satisfied")}
        if None not in counts.values():
            for name, reason in rules.polled(**counts).items():
                self.add_error(name, reason)
        return content

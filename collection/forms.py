"""The shape of what a collector types: as few fields as DOMAIN.md allows, the rest known already.

Each form is given the verdict on its own move: a form filed meanwhile is said beside the words typed, not instead of them.
"""

from django import forms

from collection import queries, rules
from collection.enums import HandedTo, SubjectKind
from collection.models import SUMMARY_LENGTH, InformationItem
from core import clock
from core.editing import VersionedForm
from core.verdict import Verdict

MORE = ("risk_point", "power", "amount", "measures_taken")  # folded away: nobody has to fill them
NEWER = "您打开这一页以后，这张采集表有了改动。请核对最新内容，再按一次。"


class Paragraphs(forms.CharField):
    """A long text. The browser counts a line break as one letter and sends two."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ItemForm(VersionedForm):
    """One thing seen. 反映对象 is one list: this unit, its posts and people, 镇纪委 staff, other units."""

    subject = forms.ChoiceField(label="反映对象", help_text="到单位或岗位就可以，不必写到人。")

    field_order = ("found_on", "source", "subject", "summary", *MORE)

    class Meta:
        model = InformationItem
        fields = ("found_on", "source", "summary", *MORE)
        field_classes = {"summary": Paragraphs, "measures_taken": Paragraphs}
        widgets = {
            "summary": forms.Textarea({"rows": 5}),
            "measures_taken": forms.Textarea({"rows": 2}),
        }
        error_messages = {"summary": {"required": "请写明看到的情况。"}}
        help_texts = {
            "summary": f"写清时间、事项和情况，不超过{SUMMARY_LENGTH}字。不要写反映人的姓名和电话。",
        }

    def __init__(self, *args, unit, user, verdict: Verdict, **kwargs):
        super().__init__(*args, **kwargs)
        self.verdict = verdict
        self.subjects = queries.subjects_for(unit, user, besides=self.instance)
        self.fields["subject"].choices = [
            (group, [(code, str(thing)) for code, thing in things.items()])
            for group, things in self.subjects.items()
            if things
        ]
        self.fields["source"].choices = [
            (s.value, s.label) for s in rules.sources_for(unit.kind, besides=self.instance.source)
        ]
        self._narrow("risk_point", queries.risk_points_of(unit, besides=self.instance.risk_point_id))
        self._narrow("power", queries.powers_of(unit, besides=self.instance.power_id))
        if self.instance.pk:
            self.initial["subject"] = queries.subject_code(self.instance)
        else:
            self.initial |= {"found_on": clock.today(), "subject": f"unit-{unit.pk}"}

    def _narrow(self, name: str, things) -> None:
        self.fields[name].queryset = things
        self.fields[name].empty_label = "（未选）"

    @property
    def shows_more(self) -> bool:
        """Whether the folded part holds something, or something to correct."""
        return any(self[name].errors or self[name].value() for name in MORE)

    def clean_found_on(self):
        return _dated("发现日期", self.cleaned_data["found_on"])

    def clean(self) -> dict:
        content = super().clean()
        if not self.verdict:
            self.add_error(None, self.verdict.reason)
        return content

    def content(self) -> dict:
        """What the workflow writes: the chosen subject as the unit, post or person it is."""
        content = super().content()
        code = content.pop("subject")
        kind = SubjectKind(code.split("-")[0])
        thing = next(things[code] for things in self.subjects.values() if code in things)
        return content | {
            "subject_kind": kind,
            "subject_unit": thing if kind == SubjectKind.UNIT else thing.unit,
            "subject_post": thing if kind == SubjectKind.POST else None,
            "subject_person": thing if kind == SubjectKind.PERSON else None,
        }


class SubmitForm(forms.Form):
    """Sending the form as it was read; who types for another unit says whose words they are (代录)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on_behalf_of = forms.CharField(
        label="原填写人姓名", max_length=50, help_text="您在为其他单位代录，请写明是谁填写的。"
    )

    def __init__(self, data, *, record, on_behalf: bool, verdict: Verdict):
        super().__init__(data, initial={"version": record.version})
        self.record, self.verdict = record, verdict
        if not on_behalf:
            del self.fields["on_behalf_of"]

    def clean(self) -> dict:
        content = super().clean()
        if not self.verdict:
            self.add_error(None, self.verdict.reason)
        elif content.get("version") not in (None, self.record.version):
            self.data = self.data.copy()
            self.data["version"] = self.record.version
            self.add_error(None, NEWER)
        return content


class ReturnForm(forms.Form):
    reason = Paragraphs(
        label="退回理由",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        help_text="采集员照此修改。",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, record, verdict: Verdict):
        super().__init__(data, initial={"version": record.version})
        self.verdict = verdict

    def clean(self) -> dict:
        if not self.verdict:
            self.add_error(None, self.verdict.reason)
        return super().clean()


class HandOverForm(forms.Form):
    """Only that it was handed over, when, and to whom; there is no field for what it was about."""

    handed_to = forms.ChoiceField(label="转给", choices=HandedTo, widget=forms.RadioSelect)
    handed_on = forms.DateField(label="转办日期")

    def __init__(self, data, *, direct: bool):
        known = HandedTo.ABOVE if direct else HandedTo.TOWN
        super().__init__(data, initial={"handed_to": known, "handed_on": clock.today()})

    def clean_handed_on(self):
        return _dated("转办日期", self.cleaned_data["handed_on"])


def _dated(what: str, day):
    if not (verdict := rules.dated(what, day, clock.today())):
        raise forms.ValidationError(verdict.reason)
    return day

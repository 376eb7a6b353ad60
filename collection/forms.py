"""The shape of what a collector types: as few fields as DOMAIN.md allows, the rest known already."""

from django import forms
from django.utils.formats import number_format

from collection import queries, rules
from collection.enums import SubjectKind
from collection.models import SUMMARY_LENGTH, InformationItem
from core import clock


class ItemForm(forms.ModelForm):
    """One thing seen. 反映对象 is one list: this unit, other units, this unit's posts and people."""

    subject = forms.ChoiceField(label="反映对象", help_text="到单位或岗位就可以，不必写到人。")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = [
        "found_on",
        "source",
        "subject",
        "summary",
        "risk_point",
        "power",
        "amount",
        "measures_taken",
    ]

    class Meta:
        model = InformationItem
        fields = ["found_on", "source", "summary", "risk_point", "power", "amount", "measures_taken"]
        widgets = {
            "found_on": forms.DateInput,
            "summary": forms.Textarea(attrs={"rows": 5}),
            "measures_taken": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "summary": f"写清时间、事项和情况，不超过{SUMMARY_LENGTH}字。不要写反映人的姓名和电话。",
        }

    def __init__(self, *args, unit, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects = queries.subjects_for(unit, user)
        self.fields["subject"].choices = [
            (group, [(code, str(thing)) for code, thing in things.items()])
            for group, things in self.subjects.items()
        ]
        self.fields["source"].choices = [(s.value, s.label) for s in rules.sources_for(unit.kind)]
        self.fields["risk_point"].queryset = queries.risk_points_of(unit)
        self.fields["power"].queryset = queries.powers_of(unit)
        if self.instance.pk:
            self.initial |= {"subject": subject_code(self.instance), "version": self.instance.version}
        else:
            self.initial |= {"found_on": clock.today(), "subject": f"unit-{unit.pk}"}

    def clean_found_on(self):
        found_on = self.cleaned_data["found_on"]
        if found_on > clock.today():
            raise forms.ValidationError("发现日期不能晚于今天。")
        return found_on

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount is not None and amount < 0:
            raise forms.ValidationError(f"金额不能是负数（{number_format(amount)}）。")
        return amount

    def content(self) -> dict:
        """What the workflow writes."""
        content = {name: self.cleaned_data[name] for name in self._meta.fields}
        return content | self._subject()

    def _subject(self) -> dict:
        code = self.cleaned_data["subject"]
        kind = SubjectKind(code.split("-")[0])
        thing = next(things[code] for things in self.subjects.values() if code in things)
        return {
            "subject_kind": kind,
            "subject_unit": thing if kind == SubjectKind.UNIT else thing.unit,
            "subject_post": thing if kind == SubjectKind.POST else None,
            "subject_person": thing if kind == SubjectKind.PERSON else None,
        }


def subject_code(item: InformationItem) -> str:
    things = {"person": item.subject_person_id, "post": item.subject_post_id, "unit": item.subject_unit_id}
    return next(f"{kind}-{pk}" for kind, pk in things.items() if pk)


class SubmitForm(forms.Form):
    """Sending the form; an information officer says whose words they typed (代录)."""

    on_behalf_of = forms.CharField(
        label="原填写人姓名", max_length=50, help_text="您在为其他单位代录，请写明是谁填写的。"
    )

    def __init__(self, *args, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["on_behalf_of"]


class ReturnForm(forms.Form):
    reason = forms.CharField(label="退回理由", widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class HandOverForm(forms.Form):
    """Only that it was handed over, and to whom; there is no field for what it was about."""

    handed_to = forms.CharField(
        label="转给", max_length=100, initial="镇纪委", help_text="当面或电话转交，不要在这里写内容。"
    )

"""公开承诺: the promises, the signature, the half-yearly report, the templates (art. 23)."""

from django import forms

from core import clock
from core.forms import Paragraphs
from declarations.enums import Part
from declarations.models import CommitmentTemplate
from declarations.models.commitments import PROMISE, TEXT
from declarations.queries import commitments as queries
from declarations.rules import commitments as rules

EXAMPLES = (
    "例如：每月5日前把村级收支逐笔上墙公布，群众有疑问三日内答复。",
    "没有第二条的，不填。",
    "没有第三条的，不填。",
)


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person) -> str:
        return (
            f"{person.unit} {person.name}（{person.title}）"
            if person.title
            else f"{person.unit} {person.name}"
        )


class PromisesForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    promise1 = forms.CharField(
        label="第一条具体承诺", max_length=PROMISE, widget=area(2), help_text=EXAMPLES[0]
    )
    promise2 = forms.CharField(
        label="第二条具体承诺", max_length=PROMISE, widget=area(2), help_text=EXAMPLES[1], required=False
    )
    promise3 = forms.CharField(
        label="第三条具体承诺", max_length=PROMISE, widget=area(2), help_text=EXAMPLES[2], required=False
    )

    def clean(self) -> dict:
        content = super().clean()
        if "promise1" in content and not (verdict := rules.promised(self.promises)):
            self.add_error(None, verdict.reason)
        return content

    @property
    def promises(self) -> list[str]:
        """Each on one line, the empty ones left out."""
        names = (f"promise{number}" for number in range(1, rules.MOST_PROMISES + 1))
        typed = (" ".join(self.cleaned_data.get(name, "").split()) for name in names)
        return [promise for promise in typed if promise]


class WhoseForm(forms.Form):
    person = PersonChoice(queryset=None, label="承诺人", empty_label="请选择")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.people_to_type_for(user)


class SignForm(forms.Form):
    """Who signs for themselves only says so: to the words as they were read, in this version."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PaperForm(SignForm):
    signed_on = forms.DateField(label="纸质承诺书的签署日期", widget=forms.DateInput)
    paper = forms.CharField(
        label="纸质原件在哪里", max_length=100, help_text="例如：村委会档案柜，2026年承诺书卷。"
    )

    field_order = ("signed_on", "paper", "version")

    def __init__(self, *args, year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        self.initial.setdefault("signed_on", clock.today())

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if not (verdict := rules.signed_on(day, year=self.year, today=clock.today())):
            raise forms.ValidationError(verdict.reason)
        return day


class PracticeForm(forms.Form):
    text = Paragraphs(
        label="做到了什么",
        max_length=TEXT,
        widget=area(6),
        help_text="对照每条承诺，写清做了什么、什么时候做的、没有做到的为什么。",
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="撤下理由",
        max_length=200,
        widget=area(3),
        help_text="本人看得到，并记入审计。不要写他人的隐私。",
    )


class TemplateForm(forms.ModelForm):
    class Meta:
        model = CommitmentTemplate
        fields = ("title", "unit_kind", "for_heads", *Part.values)
        widgets = dict.fromkeys(Part.values, area(3))
        help_texts = {
            "unit_kind": "不选，各类单位都可用；选了的优先。",
            "for_heads": "勾选以后，只有单位主要负责人签这一份。",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit_kind"].choices = [("", "各类单位"), *self.fields["unit_kind"].choices[1:]]
        if not self.instance.pk:
            self.initial = rules.STARTER | self.initial

    def _post_clean(self):
        """The row is written by workflow, as a new version."""

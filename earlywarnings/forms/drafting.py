"""Triage and drafting."""

from django import forms

from earlywarnings import rules
from earlywarnings.enums import Measure, Tier, TriageDecision
from earlywarnings.models import EarlyWarning, Problem
from organisations.models import Person, Unit
from riskpoints.models import RiskPoint

COMMON = [
    "title",
    "unit",
    "person",
    "risk_point",
    "facts",
    "rule_violated",
    "measures",
    "requirements",
    "copies_to",
]
RECTIFYING = ["party_decision", "supervisor", "evaluation", "case_handling", "case_handling_note"]
REMINDING = ["reminders", "explanations", "correct_by"]
FIELDS = {
    Tier.RED: [*COMMON, *RECTIFYING],
    Tier.YELLOW: [*COMMON, *RECTIFYING],
    Tier.BLUE: [*COMMON, *REMINDING],
}


class TriageForm(forms.Form):
    """What to do about an item short of a warning; a warning is drafted instead."""

    decision = forms.ChoiceField(
        label="处置意见",
        choices=[choice for choice in TriageDecision.choices if choice[0] != TriageDecision.WARN],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="理由", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=500
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == TriageDecision.NONE and not cleaned.get("reason"):
            self.add_error("reason", "不处置须写明理由。")
        return cleaned


class DraftForm(forms.ModelForm):
    """The draft of one tier: only the measures and fields that tier has (art. 42)."""

    measures = forms.MultipleChoiceField(label="处置措施", widget=forms.CheckboxSelectMultiple)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = EarlyWarning
        fields = [*COMMON[:6], *COMMON[7:], *RECTIFYING, *REMINDING]
        widgets = {
            "facts": forms.Textarea(attrs={"rows": 4}),
            "requirements": forms.Textarea(attrs={"rows": 3}),
            "reminders": forms.Textarea(attrs={"rows": 3}),
            "explanations": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, tier: str, reach, **kwargs):
        super().__init__(*args, **kwargs)
        self.tier = Tier(tier)
        self.order_fields(FIELDS[self.tier])
        for name in set(self.fields) - {*FIELDS[self.tier], "version"}:
            del self.fields[name]
        self.fields["measures"].choices = [(m.value, m.label) for m in rules.MEASURES[self.tier]]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=reach)
        self.fields["person"].queryset = Person.objects.filter(unit__in=reach).select_related("unit")
        self.fields["risk_point"].queryset = RiskPoint.objects.filter(unit__in=reach)
        if self.instance.pk:
            self.initial["measures"] = [row.measure for row in self.instance.measures.all()]
            self.initial["version"] = self.instance.version
        if "supervisor" in self.fields:
            staff = Person.objects.filter(is_discipline_staff=True, unit__in=reach)
            self.fields["supervisor"].queryset = staff
            self.fields["supervisor"].required = self.fields["evaluation"].required = True
            self.fields["case_handling"].required = True
            self.fields["case_handling"].error_messages["required"] = (
                "须先核对是否应转问题线索处置（第四十二条）。"
            )
        for name in REMINDING:
            if name in self.fields:
                self.fields[name].required = True
        if self.tier == Tier.YELLOW:
            del self.fields["party_decision"]

    def clean(self):
        cleaned = super().clean()
        person, unit = cleaned.get("person"), cleaned.get("unit")
        if person and unit and person.unit_id != unit.pk:
            self.add_error("person", f"{person.name}不在{unit}，请核对被预警单位。")
        point = cleaned.get("risk_point")
        if point and unit and point.unit_id != unit.pk:
            self.add_error("risk_point", "风险点不属于被预警单位。")
        if Measure.ORGANISATIONAL in cleaned.get("measures", []) and not cleaned.get("party_decision"):
            self.add_error("party_decision", "采取组织处理须填写党委决定的文号（第四十二条）。")
        return cleaned

    def content(self) -> dict:
        """What the workflow writes."""
        content = {name: self.cleaned_data[name] for name in self.fields if name not in ("version", "unit")}
        return content | {"tier": self.tier}


class ProblemForm(forms.ModelForm):
    class Meta:
        model = Problem
        fields = ["text", "requirement", "due_on"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "requirement": forms.Textarea(attrs={"rows": 2}),
            "due_on": forms.DateInput,
        }


ProblemFormSet = forms.formset_factory(
    ProblemForm, extra=0, min_num=1, validate_min=True, max_num=20, validate_max=True, can_delete=True
)


class ReasonForm(forms.Form):
    """A move that needs nothing but its reason."""

    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}), max_length=500)

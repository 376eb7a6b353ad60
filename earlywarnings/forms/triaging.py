"""研判, and the two questions before a draft."""

from django import forms

from earlywarnings.enums import Tier, TriageDecision
from earlywarnings.forms.printing import Printed, area


class TriageForm(Printed, forms.Form):
    """What to do about an item short of a warning; a warning is drafted instead."""

    decision = forms.ChoiceField(
        label="处置意见",
        choices=[choice for choice in TriageDecision.choices if choice[0] != TriageDecision.WARN],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="理由", widget=area(3), required=False, max_length=500, help_text="选“不处置”时必须填写。"
    )
    round = forms.IntegerField(widget=forms.HiddenInput)  # how often it had been judged on this page

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == TriageDecision.NONE and not cleaned.get("reason"):
            self.add_error("reason", "不处置须写明理由。")
        return cleaned


class StartForm(forms.Form):
    """Which unit, and which tier by the criterion of art. 42; the draft's own form follows from both."""

    unit = forms.ModelChoiceField(label="被预警单位", queryset=None, empty_label="请选择单位")
    tier = forms.ChoiceField(label="级别", choices=Tier)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

"""The shape of what is said when a hit is left out."""

from datetime import timedelta

from django import forms

from core import clock
from duties import rules


class DismissForm(forms.Form):
    reason = forms.CharField(
        label="为什么不是问题",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如：该岗位空缺，编制已冻结。",
    )
    until = forms.DateField(
        label="有效至",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=f"最长{rules.LONGEST}天。到期后这一项重新出现，再看一次。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", clock.today() + timedelta(days=rules.LONGEST // 2))

    def clean_until(self):
        day = self.cleaned_data["until"]
        if verdict := rules.until(day, clock.today()):
            return day
        raise forms.ValidationError(verdict.reason)

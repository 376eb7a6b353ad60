"""The shape of what is typed into the calendar."""

from django import forms

from deadlines import rules


class DayForm(forms.Form):
    day = forms.DateField(label="日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    is_working = forms.TypedChoiceField(
        label="这一天", choices=[("rest", "休息"), ("work", "上班")], coerce=lambda word: word == "work"
    )
    note = forms.CharField(
        label="说明", max_length=50, required=False, help_text="如：国庆节、防汛值守调休。"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, year: int, **kwargs):
        self.year = year
        super().__init__(*args, **kwargs)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day.year != self.year:
            raise forms.ValidationError(f"请填{self.year}年的日期；其他年份到相应年度修改。")
        return day


class YearForm(forms.Form):
    source = forms.CharField(label="依据", max_length=200, help_text="如：国办发明电〔2026〕12号。")
    notice = forms.CharField(
        label="通知中的放假安排",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="从国务院办公厅通知中粘贴，一个节日一行，如：一、元旦：1月1日（周五）至3日（周日）放假，共3天。",
    )

    def __init__(self, *args, year: int, **kwargs):
        self.year = year
        super().__init__(*args, **kwargs)

    def clean_notice(self) -> dict:
        """The days the notice names."""
        try:
            return rules.read_notice(self.year, self.cleaned_data["notice"])
        except ValueError as error:
            raise forms.ValidationError(f"{error}。请对照通知原文修改。") from None

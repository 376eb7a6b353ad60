"""复核, problem by problem."""

from django import forms

from earlywarnings.forms.printing import Printed, area, name_by_number

SAY_WHY = "退回须写明意见，好让对方知道改什么。"


class Passed(forms.TypedChoiceField):
    def __init__(self, label: str):
        super().__init__(
            label=label,
            choices=[("yes", "通过"), ("no", "退回")],
            coerce=lambda value: value == "yes",
            widget=forms.RadioSelect,
        )


class VerifyForm(Printed, forms.Form):
    """The check of a blue warning as a whole, and the closing remark of any."""

    passed = Passed("复核结论")
    comment = forms.CharField(label="总的意见", widget=area(2), required=False, max_length=500)

    def __init__(self, *args, by_problem: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if by_problem:
            del self.fields["passed"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") is False and not cleaned.get("comment"):
            self.add_error("comment", SAY_WHY)
        return cleaned


class SecondLookForm(Printed, forms.Form):
    passed = Passed("二次复核结论")
    comment = forms.CharField(label="意见", widget=area(3), required=False, max_length=500)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") is False and not cleaned.get("comment"):
            self.add_error("comment", SAY_WHY)
        return cleaned


class ProblemCheckForm(Printed, forms.Form):
    passed = Passed("结论")
    comment = forms.CharField(label="意见", max_length=300, required=False)

    def __init__(self, *args, answer, **kwargs):
        super().__init__(*args, **kwargs)
        self.answer = answer
        name_by_number(self, answer.problem.number)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") is False and not cleaned.get("comment"):
            self.add_error("comment", SAY_WHY)
        return cleaned


class VerifyEditor:
    """One form for each answered problem, and the whole."""

    def __init__(self, data, response):
        self.checks = [
            ProblemCheckForm(data, prefix=f"a{answer.pk}", answer=answer) for answer in response.answers.all()
        ]
        self.form = VerifyForm(data, by_problem=bool(self.checks))

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *[check.is_valid() for check in self.checks]])

    def content(self) -> dict:
        rows = {check.answer.pk: check.cleaned_data for check in self.checks}
        return {
            "passed": {pk: row["passed"] for pk, row in rows.items()}
            or {0: self.form.cleaned_data["passed"]},
            "comments": {pk: row["comment"] for pk, row in rows.items()},
            "comment": self.form.cleaned_data["comment"],
        }

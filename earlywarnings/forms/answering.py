"""回告 and 复核."""

from django import forms

from core import clock
from earlywarnings.enums import Cause
from earlywarnings.models import ProblemAnswer

AREA = {"rows": 2}


class AnswerForm(forms.Form):
    """成因剖析 by the four risk types, and what was improved (art. 43)."""

    moral = forms.CharField(
        label="思想道德方面的成因", widget=forms.Textarea(attrs=AREA), required=False, max_length=500
    )
    duty = forms.CharField(
        label="岗位职责方面的成因", widget=forms.Textarea(attrs=AREA), required=False, max_length=500
    )
    process = forms.CharField(
        label="业务流程方面的成因", widget=forms.Textarea(attrs=AREA), required=False, max_length=500
    )
    system = forms.CharField(
        label="制度机制方面的成因", widget=forms.Textarea(attrs=AREA), required=False, max_length=500
    )
    rules_improved = forms.CharField(
        label="完善的制度", widget=forms.Textarea(attrs=AREA), required=False, max_length=500
    )
    remaining = forms.CharField(
        label="仍未完成的事项及原因", widget=forms.Textarea(attrs=AREA), required=False, max_length=500
    )

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(cause) for cause in Cause):
            self.add_error("moral", "请至少从一个方面剖析成因（第四十三条）。")
        return cleaned

    def content(self) -> dict:
        data = self.cleaned_data
        causes = {cause.value: data[cause] for cause in Cause if data[cause]}
        return {"causes": causes, "rules_improved": data["rules_improved"], "remaining": data["remaining"]}


class ProblemAnswerForm(forms.ModelForm):
    class Meta:
        model = ProblemAnswer
        fields = ["measure", "person", "done_on", "evidence"]
        widgets = {"measure": forms.Textarea(attrs=AREA), "done_on": forms.DateInput}

    def __init__(self, *args, problem, **kwargs):
        super().__init__(*args, **kwargs)
        self.problem = problem

    def clean_done_on(self):
        done_on = self.cleaned_data["done_on"]
        if done_on and done_on > clock.today():
            raise forms.ValidationError("完成日期不能晚于今天；尚未完成的请留空，并在下面写明原因。")
        return done_on


def problem_answers(warning, data=None) -> list[ProblemAnswerForm]:
    """One form for each problem of the notice, filled in from the last round."""
    last = warning.responses.last()
    former = {row.problem_id: row for row in last.answers.all()} if last else {}
    return [
        ProblemAnswerForm(
            data, prefix=f"p{problem.pk}", problem=problem, initial=_initial(former.get(problem.pk))
        )
        for problem in warning.problems.all()
    ]


def _initial(answer) -> dict:
    if answer is None:
        return {}
    return {name: getattr(answer, name) for name in ProblemAnswerForm.Meta.fields}


class OpinionForm(forms.Form):
    opinion = forms.CharField(
        label="单位负责人意见", widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )


class VerifyForm(forms.Form):
    """The check of a blue warning as a whole, and the closing remark of any."""

    passed = forms.TypedChoiceField(
        label="复核结论",
        choices=[("yes", "通过"), ("no", "退回重改")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label="复核意见", widget=forms.Textarea(attrs=AREA), required=False, max_length=500
    )

    def __init__(self, *args, by_problem: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if by_problem:
            del self.fields["passed"]


class ProblemCheckForm(forms.Form):
    passed = forms.TypedChoiceField(
        label="结论",
        choices=[("yes", "通过"), ("no", "退回")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(label="意见", max_length=300, required=False)

    def __init__(self, *args, answer, **kwargs):
        super().__init__(*args, **kwargs)
        self.answer = answer

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") is False and not cleaned.get("comment"):
            self.add_error("comment", "退回须写明意见，好让对方知道改什么。")
        return cleaned


def problem_checks(response, data=None) -> list[ProblemCheckForm]:
    answers = response.answers.select_related("problem")
    return [ProblemCheckForm(data, prefix=f"a{answer.pk}", answer=answer) for answer in answers]

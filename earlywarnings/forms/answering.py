"""回告, and the head's opinion on it."""

from django import forms

from core import clock
from earlywarnings import queries
from earlywarnings.enums import Cause, Tier
from earlywarnings.forms.printing import Printed, area, name_by_number
from earlywarnings.models import ProblemAnswer

LENGTH = 500


class Writing(forms.CharField):
    def __init__(self, label: str, *, rows: int = 2, required: bool = False, **options):
        super().__init__(label=label, widget=area(rows), required=required, max_length=LENGTH, **options)


class AnswerForm(Printed, forms.Form):
    """成因剖析 by the four risk types, what was improved, and what is left (art. 43)."""

    explanation = Writing(
        "情况说明和纠正情况",
        rows=4,
        required=True,
        help_text="逐项说明通知书要求说明的问题，写明已怎样纠正。",
    )
    moral = Writing("思想道德方面")
    duty = Writing("岗位职责方面")
    process = Writing("业务流程方面")
    system = Writing("制度机制方面")
    rules_improved = Writing("完善了哪些制度")
    remaining = Writing("还没有完成的事项和原因", help_text="有问题没有填完成日期的，必须在这里写明原因。")
    on_behalf_of = forms.CharField(
        label="原填写人姓名", max_length=50, help_text="您在代录，请写明回告由谁填写、签名。"
    )

    def __init__(self, *args, warning, problems, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.problems = problems
        if warning.tier != Tier.BLUE:
            del self.fields["explanation"]
        if not problems:
            self.fields["remaining"].help_text = ""
        if not on_behalf:
            del self.fields["on_behalf_of"]

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(cause) for cause in Cause):
            self.add_error("moral", "请至少从一个方面剖析成因（第四十三条）。")
        if any(row.is_unfinished for row in self.problems) and not cleaned.get("remaining"):
            self.add_error("remaining", "有问题还没有完成，请写明原因。")
        return cleaned

    def content(self) -> dict:
        data = self.cleaned_data
        rest = {name: value for name, value in data.items() if name not in Cause.values}
        return rest | {"causes": {cause.value: data[cause] for cause in Cause if data[cause]}}


class ProblemAnswerForm(Printed, forms.ModelForm):
    class Meta:
        model = ProblemAnswer
        fields = ("measure", "person", "done_on", "evidence")
        widgets = {"measure": area(2), "done_on": forms.DateInput}
        help_texts = {"done_on": "还没有完成的，留空。", "evidence": "如：公示照片、修订后的制度。"}

    def __init__(self, *args, problem, former=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.problem, self.former = problem, former
        name_by_number(self, problem.number)

    @property
    def is_unfinished(self) -> bool:
        return self.is_valid() and not self.cleaned_data["done_on"]

    def clean_done_on(self):
        done_on = self.cleaned_data["done_on"]
        if done_on and done_on > clock.today():
            raise forms.ValidationError("完成日期不能晚于今天；还没有完成的，请留空并写明原因。")
        return done_on


class AnswerEditor:
    """The answer with one form for each problem of the notice, filled in from the last round."""

    def __init__(self, data, *, warning, on_behalf: bool, name: str):
        last = queries.last_response(warning)
        former = {row.problem_id: row for row in last.answers.all()} if last else {}
        self.problems = [
            ProblemAnswerForm(
                data,
                prefix=f"p{problem.pk}",
                problem=problem,
                former=former.get(problem.pk),
                initial=written(former.get(problem.pk), ProblemAnswerForm.Meta.fields),
            )
            for problem in warning.problems.all()
        ]
        initial = {"on_behalf_of": name} | written(last, ("explanation", "rules_improved", "remaining"))
        if last:
            initial |= last.causes
        self.form = AnswerForm(
            data, warning=warning, problems=self.problems, on_behalf=on_behalf, initial=initial
        )

    def is_valid(self) -> bool:
        """Every form is asked, so that all mistakes are shown at once."""
        return all([self.form.is_valid(), *[row.is_valid() for row in self.problems]])

    def content(self) -> dict:
        answers = [{"problem": row.problem, **row.cleaned_data} for row in self.problems]
        return self.form.content() | {"answers": answers}


def written(thing, names) -> dict:
    return {name: getattr(thing, name) for name in names} if thing else {}


class OpinionForm(Printed, forms.Form):
    opinion = forms.CharField(label="单位负责人意见", widget=area(3), max_length=LENGTH)
    on_behalf_of = forms.CharField(
        label="签署人姓名", max_length=50, help_text="您在代录，请写明意见由谁签署。"
    )

    def __init__(self, *args, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["on_behalf_of"]

"""What is typed about a person's handling."""

from datetime import timedelta

from django import forms

from core import clock
from earlywarnings.access import handling as access
from earlywarnings.enums.handling import Assessment, Grade
from earlywarnings.forms.papers import pictured
from earlywarnings.forms.printing import NamedPerson, Printed, area
from earlywarnings.models.handling import TEXT, Handling, Milestone
from earlywarnings.queries import handling as queries
from earlywarnings.rules import handling as rules
from organisations.models import Person

WITHIN = 7  # days; what the form proposes
PAST = "这一天已经过去，请改为今天或以后。"


class OpenForm(Printed, forms.ModelForm):
    """Whom, which grade, why, by when."""

    person = NamedPerson(label="当事人", queryset=Person.objects.none(), empty_label="请选择")
    grade = forms.ChoiceField(label="处置方式", choices=Grade, widget=forms.RadioSelect)

    field_order = ("person", "grade", "reason", "planned_on")

    class Meta:
        model = Handling
        fields = ("person", "grade", "reason", "planned_on")
        labels = {"planned_on": "谈话日期或说明期限"}
        widgets = {"reason": area(4), "planned_on": forms.DateInput}

    def __init__(self, *args, user, unit, only=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["person"].queryset = queries.people_to_handle(unit, user, only)
        self.fields["grade"].choices = [
            (grade.value, f"{grade.label}：{rules.CRITERIA[grade]}") for grade in Grade
        ]
        self.initial.setdefault("planned_on", clock.today() + timedelta(days=WITHIN))

    def clean_planned_on(self):
        return not_past(self.cleaned_data["planned_on"])

    def clean_person(self):
        person = self.cleaned_data["person"]
        return allowed(person, access.within_the_towns_power(person))

    def clean(self):
        cleaned = super().clean()
        if "person" in cleaned and "grade" in cleaned:
            verdict = access.may_choose_grade(self.user, cleaned["grade"], cleaned["person"].unit)
            if not verdict:
                self.add_error("grade", verdict.reason)
        return cleaned

    def _post_clean(self):
        """What is left is a new row: workflow makes it."""


class HoldForm(Printed, forms.ModelForm):
    """谈话记录."""

    class Meta:
        model = Handling
        fields = ("held_on", "place", "talkers", "recorder", "said", "statement")
        widgets = {"held_on": forms.DateInput, "said": area(4), "statement": area(4)}
        help_texts = {
            "talkers": "两人以上的用顿号隔开。",
            "said": "简要写明指出了什么、提出了什么要求。",
            "statement": "当事人怎样说明、表态。没有的留空。",
        }

    def __init__(self, *args, talker: str, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("held_on", "place", "talkers", "said"):
            self.fields[name].required = True
        self.initial |= {"held_on": clock.today(), "talkers": talker}

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        return allowed(day, rules.held_on(day, today=clock.today()))

    def _post_clean(self):
        """The row is written by workflow, not by the form."""


class MilestoneForm(Printed, forms.ModelForm):
    class Meta:
        model = Milestone
        fields = ("text", "due_on")
        widgets = {"text": area(2), "due_on": forms.DateInput}

    def clean_due_on(self):
        return not_past(self.cleaned_data["due_on"])


MilestoneFormSet = forms.formset_factory(
    MilestoneForm,
    extra=0,
    min_num=1,
    validate_min=True,
    max_num=rules.MOST_MILESTONES,
    validate_max=True,
    can_delete=True,
)


class HoldEditor:
    """The record of the talk, with the plan that an admonition asks for."""

    def __init__(self, data, *, handling, talker: str):
        self.form = HoldForm(data, talker=talker)
        self.plan = None
        if handling.grade == Grade.ADMONISH:
            self.plan = MilestoneFormSet(data, prefix="plan")
            self.plan.error_messages |= {
                "too_few_forms": "告诫须有整改计划，请至少列出一项。",
                "too_many_forms": f"整改计划最多列{rules.MOST_MILESTONES}项。",
            }

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.plan is None or self.plan.is_valid()])

    def content(self) -> dict:
        return self.form.cleaned_data | {"milestones": self._rows()}

    def _rows(self) -> list[dict]:
        if self.plan is None:
            return []
        kept = [row.cleaned_data for row in self.plan.forms if row not in self.plan.deleted_forms]
        return [{"text": row["text"], "due_on": row["due_on"]} for row in kept if row]


class ExplainForm(Printed, forms.Form):
    explanation = forms.CharField(label="情况说明", widget=area(8), max_length=TEXT)
    on_behalf_of = forms.CharField(
        label="原填写人姓名", max_length=50, help_text="您在代录，请写明说明由谁填写、签名。"
    )

    def __init__(self, *args, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["on_behalf_of"]


class MeetForm(Printed, forms.Form):
    met_on = forms.DateField(label="完成日期", widget=forms.DateInput)
    note = forms.CharField(label="完成情况", max_length=300, widget=area(2))

    def __init__(self, *args, handling, **kwargs):
        super().__init__(*args, initial={"met_on": clock.today()}, **kwargs)
        self.handling = handling

    def clean_met_on(self):
        day = self.cleaned_data["met_on"]
        return allowed(day, rules.met_on(day, since=self.handling.held_on, today=clock.today()))


class AssessForm(Printed, forms.Form):
    outcome = forms.ChoiceField(label="评估结果", choices=Assessment, widget=forms.RadioSelect)
    assessment = forms.CharField(label="评估意见", max_length=500, widget=area(4))


class PaperForm(forms.Form):
    file = forms.FileField(
        label="签字的记录或其他材料",
        widget=forms.FileInput({"accept": "image/*,.pdf"}),
        help_text="JPG、PNG、HEIC 图片或 PDF。传上以后不能删除，当事人看得到。",
    )

    def clean_file(self):
        return pictured(self.cleaned_data["file"])


def not_past(day):
    if day < clock.today():
        raise forms.ValidationError(PAST)
    return day


def allowed(value, verdict):
    if not verdict:
        raise forms.ValidationError(verdict.reason)
    return value

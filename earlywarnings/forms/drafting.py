"""The draft of a warning."""

from django import forms

from core import clock
from core.editing import NEWER, VersionedForm
from earlywarnings import queries, rules
from earlywarnings.enums import Measure, Tier
from earlywarnings.forms.printing import NamedPeople, NamedPerson, Printed, area
from earlywarnings.models import EarlyWarning, Problem
from organisations.models import Person
from organisations.queries import leader_in_charge
from riskpoints.models import RiskPoint

MAX_PROBLEMS = 20
RECTIFYING = ("supervisor", "evaluation", "case_handling", "case_handling_note", "party_decision")
REMINDING = ("reminders", "explanations", "correct_by")
ABSENT = {  # what a tier does not ask (art. 42)
    Tier.RED: REMINDING,
    Tier.YELLOW: (*REMINDING, "party_decision"),
    Tier.BLUE: RECTIFYING,
}
MUST = ("supervisor", "evaluation", *REMINDING)
PASSED = "这一天已经过去，请改为今天或以后。"
TAKEN = "您选的信息中有{}条已由别人研判，不再列入。请核对内容后再保存一次。"
ALL_TAKEN = "您选的信息都已由别人研判，不能再据此起草。"


class DraftForm(Printed, VersionedForm):
    """Only the measures and the fields the tier has, only the people and risk points of the unit."""

    person = NamedPerson(
        label="被预警个人",
        queryset=Person.objects.none(),
        required=False,
        empty_label="不针对个人，预警整个单位",
    )
    measures = forms.MultipleChoiceField(label="处置措施", widget=forms.CheckboxSelectMultiple)
    risk_point = forms.ModelChoiceField(
        label="风险点",
        queryset=RiskPoint.objects.none(),
        required=False,
        empty_label="不关联风险点",
    )
    supervisor = NamedPerson(label="督导责任人", queryset=Person.objects.none(), empty_label="请选择")
    recused = NamedPeople(
        label="回避人员",
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="当事人的直接领导，或有其他关系的。送达以前看不到这件预警，也不参加办理。当事人和被预警单位的负责人不用选，本来就看不到。",
    )

    class Meta:
        model = EarlyWarning
        fields = (
            "title",
            "person",
            "facts",
            "rule_violated",
            "measures",
            "party_decision",
            "requirements",
            "reminders",
            "explanations",
            "correct_by",
            "supervisor",
            "evaluation",
            "case_handling",
            "case_handling_note",
            "recused",
            "risk_point",
            "copies_to",
            "source_note",
        )
        widgets = {
            "facts": area(4),
            "requirements": area(3),
            "reminders": area(3),
            "explanations": area(3),
            "correct_by": forms.DateInput,
        }

    field_order = Meta.fields

    def __init__(self, *args, user, unit, tier: Tier, items=(), wanted: int = 0, former=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.tier, self.items, self.taken = tier, items, wanted - len(items)
        for name in ABSENT[tier]:
            del self.fields[name]
        for name in self.fields.keys() & set(MUST):
            self.fields[name].required = True
        self.fields["measures"].choices = [(measure.value, measure.label) for measure in rules.MEASURES[tier]]
        self.fields["person"].queryset = queries.people_to_warn(unit, user)
        self.fields["risk_point"].queryset = queries.points_of(unit)
        self.fields["recused"].queryset = queries.people_to_recuse(unit, user)
        in_charge = leader_in_charge(unit)
        self.fields["recused"].flagged = in_charge
        if self.instance.pk:
            self.initial["measures"] = [row.measure for row in self.instance.measures.all()]
        else:
            self.initial.setdefault("recused", [in_charge] if in_charge else [])
        self._sourced(self.instance if self.instance.pk else former, items)
        if tier != Tier.BLUE:
            self._rectifying(user)

    def _sourced(self, warning, items) -> None:
        """Without an item the upper body says where it knows it from."""
        if warning.items.exists() if warning else items or self.taken:
            del self.fields["source_note"]
        else:
            self.fields["source_note"].required = True
            self.fields["source_note"].help_text = "内部掌握，不写入通知书。"

    def _rectifying(self, user) -> None:
        self.fields["supervisor"].queryset = queries.supervisors(user)
        if not self.instance.pk:
            self.initial.setdefault("supervisor", user.person_id)
        self.fields["case_handling"].required = True
        self.fields["case_handling"].error_messages["required"] = "请先核对是否应转问题线索处置，再起草。"

    @property
    def is_stale(self) -> bool:
        """Somebody else has saved the draft meanwhile."""
        return NEWER in self.non_field_errors()

    def clean(self):
        cleaned = super().clean()
        if self.taken:
            self.add_error(None, TAKEN.format(self.taken) if self.items else ALL_TAKEN)
        if Measure.ORGANISATIONAL in cleaned.get("measures", ()) and not cleaned.get("party_decision"):
            self.add_error("party_decision", "采取组织处理须填写党委决定的文号（第四十二条）。")
        if cleaned.get("person") and cleaned["person"] == cleaned.get("supervisor"):
            self.add_error("supervisor", "督导责任人不能是被预警的本人。")
        return cleaned

    def clean_correct_by(self):
        return not_past(self.cleaned_data["correct_by"])


class ProblemForm(Printed, forms.ModelForm):
    class Meta:
        model = Problem
        fields = ("text", "requirement", "due_on")
        widgets = {"text": area(2), "requirement": area(2), "due_on": forms.DateInput}

    def clean_due_on(self):
        return not_past(self.cleaned_data["due_on"])


def not_past(day):
    if day < clock.today():
        raise forms.ValidationError(PASSED)
    return day


ProblemFormSet = forms.formset_factory(
    ProblemForm,
    extra=0,
    min_num=1,
    validate_min=True,
    max_num=MAX_PROBLEMS,
    validate_max=True,
    can_delete=True,
)


class DraftEditor:
    """The draft's form with its list of problems, read and checked together; a blue warning has no problems."""

    def __init__(self, data, *, tier: str, instance=None, former=None, **options):
        tier = Tier(tier)
        self.form = DraftForm(data, tier=tier, instance=instance, former=former, **options)
        self.problems = None
        if tier != Tier.BLUE:
            rows = [] if data is not None else self._known(instance, former)
            self.problems = ProblemFormSet(data, prefix="problem", initial=rows)
            self.problems.error_messages |= {
                "too_few_forms": "请至少列出一个问题。",
                "too_many_forms": f"最多列{MAX_PROBLEMS}个问题。",
            }

    @staticmethod
    def _known(instance, former) -> list[dict]:
        """Of the draft its own, of a warning that failed what was not put right.

        What was sent is compared with nothing: a row another has just saved would count as left empty.
        """
        if instance:
            return queries.problem_rows(instance)
        return queries.open_problems(former) if former else []

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.problems is None or self.problems.is_valid()])

    @property
    def version(self) -> int:
        return self.form.cleaned_data["version"]

    def content(self) -> dict:
        return self.form.content() | {"tier": self.form.tier, "problems": self._rows()}

    def _rows(self) -> list[dict]:
        if self.problems is None:
            return []
        kept = [row.cleaned_data for row in self.problems.forms if row not in self.problems.deleted_forms]
        return [{name: row[name] for name in ProblemForm.Meta.fields} for row in kept if row]


class ReasonForm(Printed, forms.Form):
    """A move that needs nothing but its reason."""

    reason = forms.CharField(label="理由", widget=area(3), max_length=500)

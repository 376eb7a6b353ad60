"""督查: the plan, what was seen, what became of each finding."""

from django import forms

from core import clock
from core.editing import VersionedForm
from core.forms import Files, Paragraphs
from documents.queries import upload_fault
from earlywarnings.enums import InspectionKind, Outcome
from earlywarnings.forms.drafting import not_past
from earlywarnings.forms.printing import Printed, area
from earlywarnings.forms.serving import allowed
from earlywarnings.models import Finding, Inspection, about
from earlywarnings.queries import inspections as queries
from earlywarnings.rules import inspections as rules
from organisations.models import Person

MAX_FINDINGS = 20
MAX_FILES = 9


class Inspectors(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person) -> str:
        return f"{person.name}（{person.unit}{person.title}）"


class PlanForm(Printed, VersionedForm):
    """What is looked at is one list: the unit, its posts, its risk points, its warnings."""

    thing = forms.ChoiceField(label="督查对象")
    inspectors = Inspectors(label="督查人员", queryset=Person.objects.none())

    field_order = ("thing", "kind", "planned_on", "inspectors", "also_present", "focus")

    class Meta:
        model = Inspection
        fields = ("kind", "planned_on", "also_present", "focus")
        field_classes = {"focus": Paragraphs}
        widgets = {"planned_on": forms.DateInput, "focus": area(4), "kind": forms.RadioSelect}
        labels = {"planned_on": "日期"}

    def __init__(self, *args, user, unit, thing=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.things = queries.things_to_inspect(unit, user, besides=self.instance)
        self.fields["thing"].choices = [
            (group, [(code, queries.said(thing)) for code, thing in things.items()])
            for group, things in self.things.items()
            if things
        ]
        self.fields["inspectors"].queryset = queries.inspectors_for(user)
        if self.instance.pk:
            self.initial |= {
                "thing": queries.code_of(self.instance.thing),
                "inspectors": list(self.instance.inspectors.all()),
            }
        else:
            thing = thing or unit
            self.initial |= {
                "thing": queries.code_of(thing),
                "planned_on": clock.today(),
                "inspectors": [user.person],
                "focus": "\n".join(queries.focus_on(thing)),
            }

    def clean(self):
        cleaned = super().clean()
        day, kind = cleaned.get("planned_on"), cleaned.get("kind")
        if day and kind == InspectionKind.PLANNED and day < clock.today():
            self.add_error("planned_on", "计划日期已经过去，请改为今天或以后；已经看过的请选“现场督查”。")
        if day and kind == InspectionKind.ON_THE_SPOT and day > clock.today():
            self.add_error("planned_on", "现场督查的日期不能晚于今天，还没有去的请选“计划抽查”。")
        if "inspectors" in cleaned and self.chosen:
            concerned = queries.concerned(Inspection(**about(self.chosen)))
            verdict = rules.inspectors(cleaned["inspectors"], concerned)
            if not verdict:
                self.add_error("inspectors", verdict.reason)
        return cleaned

    @property
    def chosen(self):
        code = self.cleaned_data.get("thing")
        return next((things[code] for things in self.things.values() if code in things), None)

    def content(self) -> dict:
        content = super().content()
        del content["thing"]
        return content | {"thing": self.chosen}


class FoundForm(Printed, forms.Form):
    """What was seen. The rest of the page is the list of findings."""

    inspected_on = forms.DateField(label="督查日期", widget=forms.DateInput)
    looked_at = Paragraphs(
        label="查看了什么", max_length=1000, widget=area(3), help_text="看了哪些地方、材料，问了哪些人。"
    )
    outcome = forms.ChoiceField(label="落实情况", choices=Outcome, widget=forms.RadioSelect)
    conclusion = Paragraphs(label="督查结论", max_length=1000, widget=area(3))

    def __init__(self, *args, inspection, **kwargs):
        day = min(inspection.planned_on, clock.today())
        super().__init__(*args, initial={"inspected_on": day}, **kwargs)

    def clean_inspected_on(self):
        day = self.cleaned_data["inspected_on"]
        return allowed(day, rules.inspected_on(day, today=clock.today()))


class FindingForm(Printed, forms.ModelForm):
    class Meta:
        model = Finding
        fields = ("text", "place", "requirement", "due_on")
        widgets = {"text": area(2), "requirement": area(2), "due_on": forms.DateInput}

    def clean_due_on(self):
        return not_past(self.cleaned_data["due_on"])


FindingFormSet = forms.formset_factory(
    FindingForm, extra=0, max_num=MAX_FINDINGS, validate_max=True, can_delete=True
)


class FoundEditor:
    """What was seen with the list of findings, read and checked together."""

    def __init__(self, data, *, inspection):
        self.form = FoundForm(data, inspection=inspection)
        self.findings = FindingFormSet(data, prefix="finding")
        self.findings.error_messages |= {"too_many_forms": f"最多列{MAX_FINDINGS}个问题。"}

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.findings.is_valid()]) and self._adds_up()

    def _adds_up(self) -> bool:
        verdict = rules.outcome_of(self.form.cleaned_data["outcome"], len(self._rows()))
        if not verdict:
            self.form.add_error("outcome", verdict.reason)
        return bool(verdict)

    def content(self) -> dict:
        return self.form.cleaned_data | {"findings": self._rows()}

    def _rows(self) -> list[dict]:
        kept = [row.cleaned_data for row in self.findings.forms if row not in self.findings.deleted_forms]
        return [{name: row[name] for name in FindingForm.Meta.fields} for row in kept if row]


class MendedForm(Printed, forms.Form):
    """What the unit did about one finding."""

    measure = Paragraphs(
        label="整改情况", max_length=500, widget=area(4), help_text="做了什么，什么时候完成，谁负责。"
    )


class CheckForm(Printed, forms.Form):
    """核查: mended, or back to the unit where it has reported."""

    PASS, RETURN = "pass", "return"

    verdict = forms.ChoiceField(label="核查意见", widget=forms.RadioSelect)
    mended_on = forms.DateField(label="整改完成日期", widget=forms.DateInput, required=False)
    result = forms.CharField(
        label="核查结果", max_length=300, widget=area(2), help_text="看到了什么，或退回的理由。"
    )

    def __init__(self, *args, finding, may_return: bool, **kwargs):
        day = finding.reported_on or clock.today()
        super().__init__(*args, initial={"mended_on": day, "verdict": self.PASS}, **kwargs)
        self.finding = finding
        choices = [(self.PASS, "整改到位"), (self.RETURN, "退回继续整改")]
        self.fields["verdict"].choices = choices if may_return else choices[:1]
        if not may_return:  # one answer is no question
            self.fields["verdict"].widget = forms.HiddenInput()

    @property
    def passes(self) -> bool:
        return self.cleaned_data["verdict"] == self.PASS

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("verdict") == self.PASS and "mended_on" in cleaned:
            self._check_day(cleaned["mended_on"])
        return cleaned

    def _check_day(self, day) -> None:
        if not day:
            self.add_error("mended_on", "请填写整改完成日期。")
            return
        since = self.finding.inspection.inspected_on
        verdict = rules.mended_on(day, since=since, today=clock.today())
        if not verdict:
            self.add_error("mended_on", verdict.reason)


class FilesForm(forms.Form):
    files = Files(
        label="照片或材料",
        fault=upload_fault,
        most=MAX_FILES,
        help_text="可以不传。JPG、PNG 照片，PDF、Word、Excel，一次最多9个。",
    )

    def content(self) -> list[tuple[str, bytes]]:
        return [(upload.name, upload.read()) for upload in self.cleaned_data["files"]]

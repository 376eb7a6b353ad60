"""What is filled in about a failing of a unit, and about who answers for it (art. 46, 47, 49)."""

from django import forms

from assessment import rules
from assessment.access import accountability as access
from assessment.enums import OF_THE_UNIT, Capacity, Failing
from assessment.models import Finding, Responsibility
from assessment.queries import accountability as queries
from core import clock
from core.editing import VersionedForm
from core.forms import Paragraphs
from organisations.models import Person

OTHER = "其他佐证"


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class NamedPerson(forms.ModelChoiceField):
    def label_from_instance(self, person) -> str:
        return f"{person.name}（{person.unit}{person.title}）"


def judged(form, field: str, verdict) -> None:
    """The move asks the same rule again; here its sentence stands beside the field."""
    if not verdict:
        form.add_error(field, verdict.reason)


class FindingForm(VersionedForm):
    """Which failing, in what it shows, and what it rests on: ticked among what the system knows, or in words."""

    facts = Paragraphs(
        label="具体事实",
        max_length=1000,
        widget=area(5),
        help_text="写清时间、事情和依据。单位负责人会看到，不要写可能暴露信息来源的内容。",
    )
    evidence = forms.MultipleChoiceField(
        label="佐证", required=False, widget=forms.CheckboxSelectMultiple, help_text="勾选系统里已有的情况。"
    )
    other = forms.CharField(
        label=OTHER, max_length=300, required=False, help_text="系统里没有的，写明材料名称。"
    )

    class Meta:
        model = Finding
        fields = ("kind", "facts", "found_on", "found_by")
        widgets = {"found_on": forms.DateInput}
        help_texts = {"found_by": "谁在什么工作中发现的。"}

    def __init__(self, *args, facts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {fact.key: fact for fact in facts}
        self.rows = list(self.instance.evidence.all()) if self.instance.pk else []
        choices = [(f"row-{row.pk}", row.text) for row in self.rows]
        choices += [(key, fact.text) for key, fact in self.known.items()]
        self.fields["evidence"].choices = choices
        if not choices:
            del self.fields["evidence"]
        if self.instance.pk:
            self.initial["evidence"] = [f"row-{row.pk}" for row in self.rows]

    def clean_found_on(self):
        day = self.cleaned_data["found_on"]
        verdict = rules.on_a_day(day, since=day, today=clock.today())
        if not verdict:
            raise forms.ValidationError(verdict.reason)
        return day

    def _post_clean(self):
        """The row is written by workflow, not by the form."""

    @property
    def said(self) -> dict:
        """For the move: the fields, and each further line of evidence as the fields of its row."""
        said = {name: self.cleaned_data[name] for name in ("kind", "facts", "found_on", "found_by")}
        chosen = self.cleaned_data.get("evidence", ())
        lines = [{"text": self.known[key].text} | self.known[key].link for key in chosen if key in self.known]
        if self.cleaned_data["other"]:
            lines.append({"text": self.cleaned_data["other"]})
        return said | {"evidence": lines}

    @property
    def kept(self) -> list[int]:
        chosen = set(self.cleaned_data.get("evidence", ()))
        return [row.pk for row in self.rows if f"row-{row.pk}" in chosen]


def begun_with(kind: str, facts) -> dict:
    """What is proposed is already written and ticked; a person still reads it, changes it and saves it."""
    if kind not in Failing.values:
        return {}
    fitting = [fact for fact in facts if fact.kind == kind]
    lines = "\n".join(f"{fact.text}。" for fact in fitting)
    return {"kind": kind, "facts": lines[:1000], "evidence": [fact.key for fact in fitting]}


class StateForm(forms.Form):
    statement = Paragraphs(
        label="陈述意见",
        max_length=1000,
        widget=area(8),
        help_text="对事实有没有不同意见，为什么，打算怎么改。",
    )
    on_behalf_of = forms.CharField(
        label="原填写人姓名", max_length=50, help_text="您在代录，请写明陈述意见由谁填写、签名。"
    )

    def __init__(self, *args, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["on_behalf_of"]


class ConfirmForm(forms.Form):
    confirmation = Paragraphs(
        label="认定意见", max_length=500, widget=area(4), help_text="对单位的陈述怎么看，为什么认定。"
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300, widget=area(3))


class RectifyForm(forms.Form):
    rectified_on = forms.DateField(label="整改日期", widget=forms.DateInput)
    remedy = Paragraphs(label="整改情况", max_length=500, widget=area(4))

    def __init__(self, *args, finding, **kwargs):
        super().__init__(*args, initial={"rectified_on": clock.today()}, **kwargs)
        self.finding = finding

    def clean(self):
        said = super().clean()
        if day := said.get("rectified_on"):
            judged(
                self, "rectified_on", rules.on_a_day(day, since=self.finding.found_on, today=clock.today())
            )
        return said


class HoldForm(forms.ModelForm):
    """责任追究 as it was decided: who, as what, with what consequence, on which paper."""

    person = NamedPerson(
        label="被追责人", queryset=Person.objects.none(), required=False, empty_label="（单位承担，不选人员）"
    )
    field_order = ("capacity", "person", "consequence", "decided_by", "decided_on", "paper_number")

    class Meta:
        model = Responsibility
        fields = (
            *("capacity", "person", "consequence", "decided_by", "decided_on"),
            *("paper_number", "handed_on_to", "told_on"),
        )
        widgets = {"decided_on": forms.DateInput, "told_on": forms.DateInput}
        help_texts = {
            "handed_on_to": "只有移交的填写。移交以后的处理不在本系统登记。",
            "told_on": "还没有告知本人的留空，告知以后再登记。告知以前本人看不到。",
        }

    def __init__(self, *args, finding, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.finding, self.user = finding, user
        self.fields["person"].queryset = queries.people_to_hold(finding, user)
        unit_answers = rules.UNIT_ANSWERS.get(Failing(finding.kind))
        self.fields["capacity"].choices = [
            ("", "请选择"),
            *((one.value, one.label) for one in Capacity if one not in OF_THE_UNIT or one == unit_answers),
        ]
        self.fields["consequence"].choices = [("", "请选择"), *self.fields["consequence"].choices[1:]]
        if unit_answers is None:
            self.fields["person"].required = True
            self.fields["person"].empty_label = "请选择"

    def clean(self):
        said, today = super().clean(), clock.today()
        if "person" in said and "capacity" in said:
            person = said["person"]
            verdict = rules.answers_as(self.finding.kind, said["capacity"], names_a_person=bool(person))
            judged(self, "person", verdict)
            judged(self, "person", access.may_hold_person(self.user, self.finding, person))
            if "told_on" in said:
                judged(self, "told_on", access.told_first(self.finding, person, said["told_on"]))
        if "consequence" in said:
            judged(
                self, "handed_on_to", rules.handed_on_to(said["consequence"], said.get("handed_on_to", ""))
            )
        for name in ("decided_on", "told_on"):
            if said.get(name):
                judged(self, name, rules.on_a_day(said[name], since=self.finding.found_on, today=today))
        return said

    def _post_clean(self):
        """The row is written by workflow, not by the form."""

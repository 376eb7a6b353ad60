"""What is filled in about a 办件 (art. 26)."""

from django import forms

from core import clock
from organisations.models import Person
from powers import queries
from powers.enums import CaseDeed, DayKind
from powers.forms.rows import NameChoice
from powers.models import Power
from powers.rules import cases as rules

NEWER_STEP = "您打开表单以后，别人已经登记了这件的另一步。请看清现在的状态，再登记一次。"
NEEDS_A_NOTE = (CaseDeed.FINISH, CaseDeed.REFUSE, CaseDeed.WITHDRAW, CaseDeed.PAUSE)


class PowerToExercise(forms.Form):
    power = forms.ModelChoiceField(queryset=Power.objects.none(), label="办理哪项职权", empty_label="请选择")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["power"].queryset = queries.powers_to_exercise(user)
        self.fields["power"].label_from_instance = lambda power: f"{power.unit}·{power}"


class EntryForm(forms.Form):
    """Who did it, and on which day."""

    person = NameChoice(queryset=Person.objects.none(), label="经办人", empty_label="请选择")
    on = forms.DateField(label="日期")

    def __init__(self, *args, unit, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = queries.people_for_cases(unit)
        self.fields["person"].queryset = people
        self.fields["person"].home = unit
        self.initial.setdefault("on", clock.today())
        if people.filter(pk=user.person_id).exists():
            self.initial.setdefault("person", user.person_id)


class CaseForm(EntryForm):
    number = forms.CharField(label="办件编号", max_length=40, required=False, help_text="没有编号的，不填。")
    subject = forms.CharField(
        label="申请人或事项", max_length=100, help_text="写清是哪一件即可，不写身份证号、电话。"
    )
    days = forms.IntegerField(label="办理时限", min_value=1, max_value=rules.LONGEST)
    day_kind = forms.ChoiceField(label="时限单位", choices=DayKind)
    note = forms.CharField(label="说明", max_length=300, required=False)
    field_order = ("subject", "number", "person", "on", "days", "day_kind", "note")

    def __init__(self, *args, power, **kwargs):
        super().__init__(*args, unit=power.unit, **kwargs)
        self.power = power
        self.initial |= {"days": power.limit, "day_kind": power.day_kind}

    def clean(self) -> dict:
        content = super().clean()
        if on := content.get("on"):
            self._say("on", rules.in_time(on, (), clock.today()))
        if on and (subject := content.get("subject")):
            number = content.get("number", "")
            known = queries.knows_case(self.power, number, subject, on)
            self._say("number" if number else "subject", rules.said_once(number, known=known))
        return content

    def _say(self, name: str, verdict) -> None:
        if not verdict:
            self.add_error(name, verdict.reason)


class StepForm(EntryForm):
    note = forms.CharField(label="说明", max_length=300, widget=forms.Textarea({"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput)
    LABELS = {
        CaseDeed.FINISH: "办理结果",
        CaseDeed.REFUSE: "不予办理的理由",
        CaseDeed.WITHDRAW: "撤回的原因",
        CaseDeed.PAUSE: "需要补正什么",
    }

    def __init__(self, *args, case, deed, **kwargs):
        super().__init__(*args, unit=case.unit, **kwargs)
        self.case = case
        self.initial["version"] = case.version
        self.fields["note"].label = self.LABELS.get(deed, "说明")
        self.fields["note"].required = deed in NEEDS_A_NOTE

    def clean(self) -> dict:
        """Whoever was slower sees how it stands now, with what was typed; sending it again is then a decision."""
        content = super().clean()
        if content.get("version") != self.case.version:
            self.data = self.data.copy()
            self.data["version"] = self.case.version
            self.add_error(None, NEWER_STEP)
        return content

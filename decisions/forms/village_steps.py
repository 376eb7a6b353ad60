"""A form for each of the six steps, and the same once more for a correction (art. 29)."""

from django import forms

from core import clock
from core.forms import Paragraphs
from decisions.enums.village import Assembly, Stage
from decisions.forms.village import DisclosureForm, area
from decisions.models.village import NUMBERS, TEXT
from decisions.queries import village as queries
from decisions.rules import village as rules


def whole(label: str, help_text: str = "") -> forms.IntegerField:
    """A number of people, with the digits of a phone's keyboard."""
    widget = forms.NumberInput({"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, widget=widget, help_text=help_text)


class StepForm(forms.Form):
    """What every step has; the forms below add what is theirs."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = forms.DateField(label="哪一天开的会", widget=forms.DateInput)
    place = forms.CharField(label="在哪里", max_length=100, help_text="例如：村委会会议室。")
    chair = forms.CharField(label="主持人", max_length=50)
    supervision = forms.CharField(
        label="村务监督委员会谁在场", max_length=100, help_text="必须有人在场监督，没有人在场的不能登记。"
    )
    remark = forms.CharField(label="备注", max_length=500, widget=area(2), required=False)

    field_order: tuple = ("day", "place", "chair")

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        self.decision = decision
        self.initial.setdefault("day", clock.today())

    def content(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def ask(self, field: str | None, verdict) -> None:
        if not verdict:
            self.add_error(field, verdict.reason)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not (verdict := rules.dated(day, since=self._since(), today=clock.today())):
            raise forms.ValidationError(verdict.reason)
        return day

    def _since(self):
        last = queries.last_step(self.decision)
        return last.day if last else None


class MeetingForm(StepForm):
    """提议 and 商议."""


class FirstForm(MeetingForm):
    """Where one person is both secretary and director, and the town allows it."""

    merged = forms.BooleanField(
        label="书记、主任由一人担任，提议和商议一次登记",
        required=False,
        help_text="勾选以后，下一步就是党员大会审议。",
    )

    field_order = ("merged", *MeetingForm.field_order)


class VoteForm(StepForm):
    members = whole("应到几人")
    present = whole("到会几人")
    agree = whole("同意几人")
    against = whole("不同意几人")
    abstain = whole("弃权几人")

    field_order = ("day", "place", "chair", "assembly", *NUMBERS)
    stage = Stage.REVIEW

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].help_text = f"{rules.VOTERS[self.stage]}的总人数。"
        self.initial.setdefault("against", 0)
        self.initial.setdefault("abstain", 0)

    def clean(self) -> dict:
        content = super().clean()
        if "day" in content and all(name in content for name in NUMBERS):
            quorum, _ = queries.thresholds(self.stage, content["day"])
            self.ask(None, rules.counted(rules.Tally(*(content[name] for name in NUMBERS)), quorum))
        return content


class ResolutionForm(VoteForm):
    assembly = forms.ChoiceField(label="开的什么会", choices=Assembly, widget=forms.RadioSelect)

    stage = Stage.RESOLVE

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("assembly", Assembly.COUNCIL)


class ShownForm(StepForm):
    """The resolution on the notice board."""

    until = forms.DateField(label="公示到哪一天", widget=forms.DateInput)

    field_order = ("day", "until", "place")
    chair = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].label = "哪一天贴出来的"
        self.fields["place"].label = "贴在哪里"
        self.fields["place"].help_text = "例如：村务公开栏。"
        self.fields["supervision"].label = "村务监督委员会谁在场监督"
        self.days = queries.publicity_days()
        self.fields["until"].help_text = f"至少公示{self.days}日，首尾两天都算。"
        self.initial.setdefault("until", rules.last_day(clock.today(), self.days))
        self.initial.setdefault("place", "村务公开栏")

    def clean(self) -> dict:
        content = super().clean()
        if "day" in content and "until" in content:
            self.ask("until", rules.published(content["day"], content["until"], self.days))
        return content


class PublishForm(DisclosureForm, ShownForm):
    """The first time also whether it goes on the public site."""

    field_order = (*ShownForm.field_order, "supervision", "disclosure", "withheld_reason", "remark")


class ResultForm(StepForm):
    result = Paragraphs(
        label="办了什么、办得怎么样",
        max_length=TEXT,
        widget=area(5),
        help_text="要给群众看的，不要写个人隐私。",
    )
    spent = forms.DecimalField(
        label="实际花了多少钱（元）",
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput({"inputmode": "decimal"}),
        help_text="没有花钱的，不填。",
    )

    field_order = ("result", "spent", "day", "place")
    chair = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].label = "哪一天公开结果"
        self.fields["place"].label = "贴在哪里"
        self.fields["place"].help_text = "例如：村务公开栏。"
        self.fields["supervision"].label = "村务监督委员会谁在场监督"
        self.initial.setdefault("place", "村务公开栏")

    def clean(self) -> dict:
        content = super().clean()
        if "day" in content:
            shown = queries.counting_step(self.decision, Stage.PUBLISH)
            left = queries.unanswered(self.decision)
            self.ask("day", rules.reported(content["day"], shown_until=shown.until, unanswered=left))
        return content


FORMS = {
    Stage.PROPOSE: MeetingForm,
    Stage.DISCUSS: MeetingForm,
    Stage.REVIEW: VoteForm,
    Stage.RESOLVE: ResolutionForm,
    Stage.PUBLISH: PublishForm,
    Stage.REPORT: ResultForm,
}


def step_form(decision, data) -> StepForm:
    """The form of the step that is next, with what the system knows."""
    stage = Stage(decision.status)
    kind = FirstForm if stage == Stage.PROPOSE and queries.may_merge() else FORMS[stage]
    initial = queries.known_of(decision, stage) | {"version": decision.version}
    return kind(data, decision=decision, initial=initial)


class Correction(forms.Form):
    reason = forms.CharField(label="为什么更正", max_length=200, help_text="更正前的内容会留着，大家看得到。")

    def _since(self):
        return queries.day_before(self.step)


def correction_form(step, data) -> StepForm:
    """The step's own form with what was entered, and the reason on top. It is not merged, parted or moved."""
    base = ShownForm if step.stage == Stage.PUBLISH else FORMS[Stage(step.stage)]
    kind = type("CorrectionForm", (Correction, base), {"step": step})
    initial = {name: getattr(step, name) for name in kind.base_fields if hasattr(step, name)}
    return kind(data, decision=step.decision, initial=initial)

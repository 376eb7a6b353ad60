"""The shapes of what is filled in about a risk point; what may stand is asked of access, models and rules."""

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory

from core import clock
from core.editing import VersionedForm
from organisations.models import Person, Post
from powers.models import Power, ProcedureStep
from riskpoints import access, queries, rules
from riskpoints.models import ControlMeasure, RiskPoint

MAX_MEASURES = 20
UNSAID = "（未定）"


class NameChoice(forms.ModelChoiceField):
    """Posts and people of one unit need no unit's name beside theirs."""

    def label_from_instance(self, thing) -> str:
        return thing.name


class StepChoice(forms.ModelChoiceField):
    def label_from_instance(self, step) -> str:
        return f"{step.power.name}：{step}"


class RiskPointForm(VersionedForm):
    post = NameChoice(queryset=Post.objects.none(), label="岗位", required=False, empty_label=UNSAID)
    power = NameChoice(
        queryset=Power.objects.none(), label="职权", required=False, empty_label="（不属于某项职权）"
    )
    step = StepChoice(
        queryset=ProcedureStep.objects.none(), label="流程环节", required=False, empty_label=UNSAID
    )

    class Meta:
        model = RiskPoint
        fields = (
            "name",
            "risk_type",
            "manifestation",
            "layer",
            "section",
            "post",
            "power",
            "step",
            "link",
            "likelihood",
            "harm",
            "is_major_decision",
            "decides_on_resources",
            "level",
            "level_reason",
            "line",
            "key_power",
            "key_field",
            "indicator",
            "responsible_text",
            "found_by",
            "disclosure",
            "disclosure_mode",
            "withheld_reason",
            "valid_from",
            "valid_until",
            "source",
        )
        widgets = {"manifestation": forms.Textarea({"rows": 3})}
        help_texts = {
            "name": "一句话说清在哪里可能出问题，如：补贴对象审核把关不严。",
            "manifestation": "会怎样表现出来，如：不入户核查，凭关系认定。",
            "layer": "一个人的岗位、一个科室的职责，还是整个单位的职能。",
            "likelihood": "看裁量空间、是否一人办结、公开程度、近三年是否发生过。",
            "harm": "看后果轻重，也看金额和人数。",
            "level": "不选就按可能性和危害自动定级。",
            "level_reason": "所选等级与建议等级不同时必填。",
            "link": "没有填流程时写明环节，如：受理、审查、决定。",
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        unit = self.instance.unit
        self.initial["valid_from"] = self.initial["valid_from"] or clock.today()
        powers = queries.powers_to_hang_on(user, unit)
        self.fields["post"].queryset = Post.objects.filter(unit=unit)
        self.fields["power"].queryset = powers
        self.fields["step"].queryset = ProcedureStep.objects.filter(power__in=powers).select_related("power")
        self.fields["level"].choices = [("", "按建议等级"), *RiskPoint._meta.get_field("level").choices]
        if self.instance.level == self.instance.proposed_level:
            self.initial["level"] = ""

    def clean(self) -> dict:
        content = super().clean()
        step, power = content.get("step"), content.get("power")
        if step and power and step.power_id != power.pk:
            self.add_error("step", "这个环节不属于所选的职权，请重新选择。")
        elif step:
            content["power"] = step.power
        if not self.errors:
            self._ask_about_level(content)
        return content

    def _ask_about_level(self, content: dict) -> None:
        proposal = rules.proposed_level(
            content["likelihood"],
            content["harm"],
            is_major_decision=content["is_major_decision"],
            decides_on_resources=content["decides_on_resources"],
            thresholds=queries.thresholds(),
        )
        verdict = access.may_take_level(content["level"], content["level_reason"], proposal)
        if not verdict:
            below = content["level"] and rules.is_below(content["level"], proposal.floor)
            self.add_error("level" if below else "level_reason", verdict.reason)


class MeasureForm(forms.ModelForm):
    """The kind and the sort of a new measure follow the point where nothing is chosen (arts. 16, 17)."""

    responsible = NameChoice(
        queryset=Person.objects.none(), label="责任人", required=False, empty_label=UNSAID
    )

    class Meta:
        model = ControlMeasure
        fields = ("content", "cadence", "responsible", "responsible_text", "kind", "sort")
        widgets = {"content": forms.Textarea({"rows": 2})}

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = Person.objects.filter(unit=unit)
        if self.instance.pk is None:
            self._suggest()

    def _suggest(self) -> None:
        """An untouched choice of a new measure says nothing: the workflow chooses what follows."""
        for name in self.fields.keys() & {"cadence", "kind", "sort"}:
            field = self.fields[name]
            field.required, field.initial = False, ""
            field.choices = [("", "按风险点自动确定"), *ControlMeasure._meta.get_field(name).choices]
            self.initial.pop(name, None)

    def content(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class MeasureRow(MeasureForm):
    """What is asked of a measure beside its point; the rest can be said on the measure's own page."""

    class Meta(MeasureForm.Meta):
        fields = ("content", "cadence", "responsible")


class MeasureRows(BaseInlineFormSet):
    def get_queryset(self):
        return super().get_queryset().filter(ends_on=None)

    def rows(self) -> list[dict]:
        """The rows as the workflow wants them."""
        return [
            {**form.content(), "id": form.instance.pk}
            for form in self.forms
            if form.has_changed() or form.instance.pk
            if form not in self.deleted_forms
        ]


MeasureFormSet = inlineformset_factory(
    RiskPoint, ControlMeasure, MeasureRow, MeasureRows, extra=1, max_num=MAX_MEASURES, validate_max=True
)


class RiskPointEditor:
    """The form of a point with its measures, read, checked and drawn together."""

    def __init__(self, data, point: RiskPoint, *, user, initial=None):
        self.form = RiskPointForm(data, instance=point, user=user, initial=initial)
        self.measures = MeasureFormSet(
            data, instance=point, prefix="measures", form_kwargs={"unit": point.unit}
        )

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in (self.form, self.measures)]  # both say what is wrong
        return all(valid)

    def content(self) -> dict:
        return self.form.content() | {"measures": self.measures.rows()}


class LevelForm(forms.ModelForm):
    """The four answers from which a level is proposed."""

    class Meta:
        model = RiskPoint
        fields = ("likelihood", "harm", "is_major_decision", "decides_on_resources")

    def proposal(self) -> rules.Proposal:
        """What they propose; an answer that makes no sense counts as none."""
        self.full_clean()
        return rules.proposed_level(
            self.cleaned_data.get("likelihood"),
            self.cleaned_data.get("harm"),
            is_major_decision=self.cleaned_data["is_major_decision"],
            decides_on_resources=self.cleaned_data["decides_on_resources"],
            thresholds=queries.thresholds(),
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea({"rows": 3}))


class ExecutionForm(forms.Form):
    done_on = forms.DateField(label="哪一天办的", initial=clock.today, widget=forms.DateInput)
    done_by = forms.CharField(label="谁办的", max_length=100)
    what = forms.CharField(
        label="办了什么",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="如：第三季度核对账实，无差错；开展警示教育，到会12人。",
    )

    def clean_done_on(self):
        done_on = self.cleaned_data["done_on"]
        if done_on > clock.today():
            raise forms.ValidationError("不能晚于今天，办完以后再登记。")
        return done_on

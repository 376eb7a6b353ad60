"""The shapes of what is filled in about a power; what may stand is asked of access, models and rules."""

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory

from core import clock
from core.editing import VersionedForm
from organisations.models import Person, Post
from powers import queries
from powers.enums import AdjustmentKind
from powers.forms.rows import NameChoice, RowForm, Written
from powers.models import Power, PowerAdjustment, PowerBasis, ProcedureStep

MAX_BASES = 20
MAX_STEPS = 30


class PowerForm(VersionedForm):
    post = NameChoice(queryset=Post.objects.none(), label="承办岗位", required=False, empty_label="（未定）")
    person = NameChoice(
        queryset=Person.objects.none(), label="责任人", required=False, empty_label="（未定）"
    )

    class Meta:
        model = Power
        fields = (
            "name",
            "kind",
            "sub_kind",
            "list_category",
            "code",
            "content",
            "section",
            "post",
            "person",
            "statutory_days",
            "promised_days",
            "day_kind",
            "in_service_centre",
            "documents_needed",
            "counterpart_rights",
            "complaint_channel",
            "key_power",
            "key_field",
            "original_body",
            "transfer_basis",
            "disclosure",
            "disclosure_mode",
            "withheld_reason",
            "valid_from",
            "valid_until",
            "source",
        )
        widgets = {
            "content": forms.Textarea({"rows": 3}),
            "documents_needed": forms.Textarea({"rows": 3}),
            "counterpart_rights": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unit, kinds = self.instance.unit, queries.kinds_to_choose()
        self.initial["valid_from"] = self.initial["valid_from"] or clock.today()
        self.fields["post"].queryset = Post.objects.filter(unit=unit)
        self.fields["person"].queryset = Person.objects.filter(unit=unit)
        self.fields["kind"].queryset = kinds
        self.fields["kind"].empty_label = "请选择"

    def _get_validation_exclusions(self):
        """Unit and status are not in the form, but the name must be free among them."""
        return super()._get_validation_exclusions() - {"unit", "status"}


class RowsFormSet(Written, BaseInlineFormSet):
    """Rows of a record; a row that is there already keeps its id."""

    def rows(self) -> list[dict]:
        return [{**form.content(), "id": form.instance.pk} for form in self.written()]


class BasisForm(RowForm):
    class Meta:
        model = PowerBasis
        fields = ("kind", "title", "article", "text", "is_unverified")
        widgets = {
            "title": forms.TextInput({"placeholder": "如：《土地管理法》"}),
            "article": forms.TextInput({"placeholder": "如：第六十二条"}),
            "text": forms.Textarea({"rows": 2}),
        }


class StepForm(RowForm):
    post = NameChoice(queryset=Post.objects.none(), label="岗位", required=False, empty_label="（未定）")
    person = NameChoice(queryset=Person.objects.none(), label="人员", required=False, empty_label="（未定）")

    class Meta:
        model = ProcedureStep
        fields = (
            "name",
            "duty",
            "post",
            "person",
            "days",
            "inputs",
            "outputs",
            "next_number",
            "refused_number",
            "is_supervision_point",
        )
        labels = {"next_number": "下一步（序号，0为办结）", "refused_number": "不通过时转（序号）"}
        widgets = {
            "next_number": forms.NumberInput({"placeholder": "不填即紧接的一步"}),
            "refused_number": forms.NumberInput({"placeholder": "不填即到此为止"}),
        }

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        posts = queries.posts_for_steps(unit)
        self.fields["post"].queryset = posts
        self.fields["post"].home = unit
        self.fields["person"].queryset = Person.objects.filter(unit__in=posts.order_by().values("unit"))
        self.fields["person"].home = unit


class StepRows(RowsFormSet):
    def clean(self):
        super().clean()
        last = len(self.rows()) if not any(self.errors) else 0
        for form in self.forms if last else ():
            for name in ("next_number", "refused_number"):
                number = form.cleaned_data.get(name)
                if number is not None and number > last:
                    form.add_error(name, f"没有第{number}个环节，现在共{last}个。")


BasisFormSet = inlineformset_factory(
    Power, PowerBasis, BasisForm, RowsFormSet, extra=1, max_num=MAX_BASES, validate_max=True
)
StepFormSet = inlineformset_factory(
    Power, ProcedureStep, StepForm, StepRows, extra=1, max_num=MAX_STEPS, validate_max=True
)


class PowerEditor:
    """The form of a power with its bases and steps, read, checked and drawn together."""

    def __init__(self, data, power: Power):
        self.power = power
        self.form = PowerForm(data, instance=power)
        self.bases = BasisFormSet(data, instance=power, prefix="bases")
        self.steps = StepFormSet(data, instance=power, prefix="steps", form_kwargs={"unit": power.unit})

    @property
    def rows(self) -> list[BaseInlineFormSet]:
        return [self.bases, self.steps]

    def drawn(self) -> list[ProcedureStep] | None:
        """The steps as they would be saved, or None while they are not complete."""
        if not self.steps.is_valid():
            return None
        steps = [form.instance for form in self.steps.written()]
        for number, step in enumerate(steps, 1):
            step.number = number
        return steps

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in (self.form, *self.rows)]  # all of them say what is wrong
        return all(valid)

    def content(self) -> dict:
        return self.form.content() | {"bases": self.bases.rows(), "steps": self.steps.rows()}


class DayForm(forms.Form):
    """A day to look back to; today where none, or no day at all, is asked for."""

    on = forms.DateField(label="目录日期", required=False)

    @property
    def day(self):
        asked = self.cleaned_data.get("on") if self.is_valid() else None
        return min(asked or clock.today(), clock.today())


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea({"rows": 3}))


class ReviewForm(forms.Form):
    reason = forms.CharField(
        label="审核意见",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="依据是否充分，有无超越权限或违反程序；没有意见可不填。",
    )


class AdjustmentForm(forms.ModelForm):
    class Meta:
        model = PowerAdjustment
        fields = ("kind", "on", "document", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["on"] = clock.today()
        self.fields["kind"].choices = AdjustmentKind.choices
        self.fields["kind"].initial = AdjustmentKind.FEWER_LEVELS

    def clean_on(self):
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError("调整日期不能晚于今天。")
        return self.cleaned_data["on"]

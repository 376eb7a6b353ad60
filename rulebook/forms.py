"""The search box, and one form for a setting of any kind."""

from django import forms

from core import clock
from rulebook import access
from rulebook.enums import Kind


class SearchForm(forms.Form):
    q = forms.CharField(
        label="查条文",
        max_length=50,
        required=False,
        widget=forms.TextInput(
            {"type": "search", "class": "form-control", "placeholder": "词语或条号，如回告、43"}
        ),
    )

    @property
    def words(self) -> str:
        """What is searched for; nothing when the box was filled with something unusable."""
        return self.cleaned_data["q"] if self.is_valid() else ""


class ChangeSettingForm(forms.Form):
    valid_from = forms.DateField(
        label="执行日期",
        widget=forms.DateInput(format="%Y-%m-%d"),
        help_text="从这一天起按新值办理；以前的事仍按当时的值。",
    )
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明依据，如会议纪要或上级文件。",
    )

    def __init__(self, *args, standing, **kwargs):
        super().__init__(*args, **kwargs)
        self.definition = standing.definition
        self.fields["value"] = value_field(self.definition)
        self.initial = {"value": standing.value, "valid_from": clock.today()}
        self.order_fields(["value", "valid_from", "reason"])

    def clean_value(self):
        value = self.cleaned_data["value"]
        if objection := self.definition.objection(value):
            raise forms.ValidationError(objection)
        return value

    def clean(self):
        given = super().clean()
        if "valid_from" in given and not (verdict := access.may_begin(given["valid_from"])):
            self.add_error("valid_from", verdict.reason)
        elif {"value", "valid_from"} <= given.keys():
            verdict = access.may_take_value(self.definition, given["value"], given["valid_from"])
            if not verdict:
                self.add_error("value", verdict.reason)
        return given


def value_field(definition) -> forms.Field:
    details = {"label": definition.label}
    bounds = {"min": definition.minimum, "max": definition.maximum}
    if definition.minimum is not None:
        details["help_text"] = f"{definition.bounds}之间。"
    if definition.kind is Kind.BOOLEAN:
        choices = [(str(value), words) for value, words in definition.choices.items()]
        return forms.TypedChoiceField(
            choices=choices, coerce=lambda text: text == "True", widget=forms.RadioSelect, **details
        )
    if definition.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=definition.choices.items(), widget=forms.RadioSelect, **details)
    if definition.kind is Kind.INTEGER:
        return forms.IntegerField(widget=forms.NumberInput(bounds), **details)
    if definition.kind is Kind.DECIMAL:
        return forms.DecimalField(
            max_digits=6, decimal_places=2, widget=forms.NumberInput(bounds | {"step": "0.1"}), **details
        )
    return forms.CharField(max_length=50, **details)

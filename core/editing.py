"""A form that knows at which version its record was read.

Whoever saves over a newer version is shown both, with nothing typed lost; saving again is then a decision.
workflow's lock(thing, version) refuses the rest: two people in the same second.
"""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.choices import flatten_choices

from core.dates import cn

NEWER = "您打开表单以后，别人已经改过这条记录。请对照下面的两个版本，改好后再保存一次。"


class Difference(NamedTuple):
    """A field on which the stored record and the form disagree, both in words."""

    label: str
    stored: str
    typed: str


class VersionedForm(forms.ModelForm):
    """A ModelForm over a record with `version`; `differences` is filled when somebody else was quicker."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.initial["version"] = self.instance.version
        for field in self.fields.values():
            name_the_empty_choice(field)

    def clean(self) -> dict:
        content = super().clean()
        if self.instance.pk and content.get("version") != self.instance.version:
            self.differences = [self._difference(name) for name in self.changed_data if name in content]
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = self.instance.version
            self.add_error(None, NEWER)
        return content

    def content(self) -> dict:
        """What was filled in, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _difference(self, name: str) -> Difference:
        bound = self[name]
        return Difference(
            bound.label, in_words(bound.field, bound.initial), in_words(bound.field, self.cleaned_data[name])
        )


def name_the_empty_choice(field: forms.Field) -> None:
    """Words instead of Django's row of dashes."""
    choices = [] if isinstance(field, forms.ModelChoiceField) else list(getattr(field, "choices", ()))
    if choices and choices[0] == ("", "---------"):
        field.choices = [("", "请选择" if field.required else "（未选）"), *choices[1:]]


def in_words(field: forms.Field, value: Any) -> str:
    """A value as the form shows it."""
    if value is None or value == "" or value == []:
        return "（空）"
    if isinstance(value, list):  # of choices, or of files and records that say their own name
        return "、".join(in_words(field, each) if isinstance(each, str) else str(each) for each in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return cn(value)
    if isinstance(field, forms.ModelChoiceField):
        thing = field.to_python(value)
        return field.label_from_instance(thing)
    labels = dict(flatten_choices(getattr(field, "choices", ())))  # a list may be in groups
    return str(labels.get(value, value))

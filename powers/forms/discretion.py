"""A table of discretion with its bands (art. 22)."""

from decimal import Decimal

from django import forms

from core.editing import NEWER
from powers import rules
from powers.forms.rows import RowForm, Written
from powers.models import DiscretionBand, DiscretionTable

MOST_BANDS = 20


class TableForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = DiscretionTable
        fields = (
            *("subject", "penalty", "penalty_unit", "least", "most"),
            *("measure", "measure_unit", "measure_from", "measure_to", "source", "source_version"),
        )
        help_texts = {"measure_to": "没有上限的，不填。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.power.version

    def _get_validation_exclusions(self):
        """The power is not in the form, but the table must be the only one of its sort there."""
        return super()._get_validation_exclusions() - {"power"}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("version") != self.instance.power.version:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = self.instance.power.version
            self.add_error(None, NEWER)
        return cleaned

    def frame(self) -> rules.Frame | None:
        """What the bands have to cover, once that is known."""
        if self.errors:
            return None
        return rules.Frame(*(self.cleaned_data[name] for name in rules.Frame._fields if name in self.fields))

    def content(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class BandForm(RowForm):
    class Meta:
        model = DiscretionBand
        fields = ("low", "high", "least", "most", "note")
        help_texts = {"high": "没有止点（以上）的，不填。"}

    def band(self) -> rules.Band:
        return rules.Band(*(self.cleaned_data[name] for name in rules.Band._fields))


class Bands(Written, forms.BaseFormSet):
    """Checked against each other by the editor, which knows what they have to cover."""

    def say(self, found: list[rules.Fault]) -> None:
        written = self.written()
        for fault in found:
            written[fault.band].add_error(fault.field, fault.reason)


BandFormSet = forms.formset_factory(
    BandForm, Bands, extra=1, max_num=MOST_BANDS, validate_max=True, can_delete=True
)


class DiscretionEditor:
    """The table and its bands, read, checked and drawn together."""

    def __init__(self, data, table: DiscretionTable):
        self.form = TableForm(data, instance=table, initial=_initial(table, TableForm) if table.pk else None)
        rows = table.bands.all() if table.pk else ()
        initial = [_initial(row, BandForm) for row in rows]
        self.bands = BandFormSet(data, initial=initial, prefix="bands")

    def is_valid(self) -> bool:
        parts = [self.form.is_valid(), self.bands.is_valid()]  # all of them say what is wrong
        frame = self.form.frame()
        if frame is None or not parts[1]:
            return False
        written = self.bands.written()
        if not written:
            self.form.add_error(None, "请至少填写一档。")
            return False
        found = rules.faults([form.band() for form in written], frame)
        self.bands.say(found)
        return not found

    def content(self) -> dict:
        return self.form.content() | {"bands": [form.content() for form in self.bands.written()]}

    @property
    def version(self) -> int:
        return self.form.cleaned_data["version"]


def _initial(row, form) -> dict:
    """As people write numbers: 20, not 20.00."""
    values = {name: getattr(row, name) for name in form.Meta.fields}
    return {name: rules.plain(v) if isinstance(v, Decimal) else v for name, v in values.items()}

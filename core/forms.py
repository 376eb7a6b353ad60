"""Small forms that every register has: a search box, the choice of a unit; and the field for a long text."""

from django import forms


class Paragraphs(forms.CharField):
    """A long text. The browser counts a line break as one letter and sends two."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class SearchForm(forms.Form):
    """The search box alone, where a list has no other filters."""

    q = forms.CharField(
        label="查找",
        max_length=50,
        required=False,
        widget=forms.TextInput({"type": "search", "class": "form-control"}),
    )

    @property
    def words(self) -> str:
        """What is searched for; nothing when the box was filled with something unusable."""
        return self.cleaned_data["q"] if self.is_valid() else ""


class UnitChoice(forms.Form):
    """Which unit the new record belongs to: the one question before the form."""

    unit = forms.ModelChoiceField(queryset=None, label="单位", empty_label="请选择单位")

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["unit"].widget.attrs["class"] = "form-select"

    @property
    def chosen(self):
        return self.cleaned_data["unit"] if self.is_valid() else None

    @property
    def several(self) -> bool:
        return len(self.fields["unit"].queryset[:2]) > 1

    @property
    def only_or_chosen(self):
        """Who writes for one unit is not asked."""
        units = list(self.fields["unit"].queryset[:2])
        return units[0] if len(units) == 1 else self.chosen

    def shown(self) -> "UnitChoice":
        """The form without complaints where nothing has been chosen yet."""
        return self if "unit" in self.data else UnitChoice(units=self.fields["unit"].queryset)

"""Small forms that every register has: a search box, the choice of a unit; and fields for long texts and for files."""

from collections.abc import Callable

from django import forms


class Paragraphs(forms.CharField):
    """A long text. The browser counts a line break as one letter and sends two."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Photos, scans and papers, several at once; `fault` says in a sentence why one of them cannot be taken."""

    widget = FilesInput

    def __init__(self, *, fault: Callable, most: int, **kwargs):
        super().__init__(**kwargs)
        self.fault, self.most = fault, most

    def widget_attrs(self, widget) -> dict:
        """On a phone this offers the camera beside the files."""
        return super().widget_attrs(widget) | {"accept": "image/*,.pdf,.docx,.xlsx"}

    def clean(self, data, initial=None) -> list:
        uploads = list(data or ())
        if not uploads:
            super().clean(None)
        if len(uploads) > self.most:
            raise forms.ValidationError(f"最多选{self.most}个文件。")
        if faults := [said for upload in uploads if (said := self.fault(upload))]:
            raise forms.ValidationError(faults)
        return uploads

    def has_changed(self, initial, data) -> bool:
        return bool(data)


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

"""The form that sends a file: once to look at it, once more to take it in."""

import hashlib
import re

from django import forms

from core.spreadsheets.mapping import Answers

MOST_DECIDED = 500_000  # letters


class FileForm(forms.Form):
    """`checked` is the SHA-256 of the file whose report was shown; only that very file is taken in."""

    file = forms.FileField(
        label="文件",
        widget=forms.FileInput({"accept": ".xlsx,.xls,.csv"}),
        help_text=".xlsx、.xls 或 .csv，不超过10 MB。",
    )
    checked = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    @property
    def digest(self) -> str:
        upload = self.cleaned_data["file"]
        upload.seek(0)
        return hashlib.file_digest(upload, "sha256").hexdigest()

    @property
    def was_checked(self) -> bool:
        """Whether this very file has been looked at before."""
        return self.cleaned_data["checked"] == self.digest


class UploadForm(FileForm):
    """A file for a register: what it says of no unit belongs to the one chosen."""

    unit = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="单位",
        empty_label="按文件中的单位一列",
        help_text="文件里没有单位一列时，全部记入这里选的单位。",
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text += "最多20,000行。导出的文件改好后可以直接上传。"
        choice = self.fields["unit"]
        choice.queryset = units
        if len(units) == 1:
            choice.initial, choice.empty_label = units[0], None


class RegisterForm(UploadForm):
    """A register as its office writes it, with what was said on the page about its columns and its unclear rows."""

    CHOSEN = re.compile(r"column-(\d{1,4})")
    CONSTANT = re.compile(r"constant-(\w{1,40})")
    DECISION = re.compile(r"decision-([0-9a-f]{12})")
    DECIDED = re.compile(r"([0-9a-f]{12})=([a-z]{1,10})")

    decided = forms.CharField(required=False, max_length=MOST_DECIDED, widget=forms.HiddenInput)

    @property
    def answers(self) -> Answers:
        """Nothing here is trusted: what names no column, row or level of the file is as good as unsaid."""
        return Answers(
            chosen={int(index): said for (index,), said in self._said(self.CHOSEN)},
            constants={name: said for (name,), said in self._said(self.CONSTANT)},
            decisions=self._decided | {key: said for (key,), said in self._said(self.DECISION)},
            shown=self.data.get("shown", "")[:64],
            checked=self.cleaned_data["checked"],
        )

    @property
    def _decided(self) -> dict[str, str]:
        """What was said on an earlier page, which asks no longer: all in one field, there may be thousands."""
        return dict(self.DECIDED.findall(self.cleaned_data["decided"]))

    def _said(self, pattern: re.Pattern):
        matches = ((pattern.fullmatch(name), said) for name, said in self.data.items())
        return [(match.groups(), said[:100]) for match, said in matches if match and said]

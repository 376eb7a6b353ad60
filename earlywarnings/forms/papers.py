"""A scan or a photo of signed paper."""

from django import forms

from documents.enums import FileKind
from documents.queries import upload_fault
from documents.rules import sniff
from earlywarnings.enums.papers import Paper

PICTURED = (FileKind.JPEG, FileKind.PNG, FileKind.HEIC, FileKind.PDF)


class ScanForm(forms.Form):
    paper = forms.ChoiceField(label="这是", choices=Paper, widget=forms.RadioSelect)
    file = forms.FileField(
        label="扫描件或照片",
        widget=forms.FileInput({"accept": "image/*,.pdf"}),
        help_text="JPG、PNG、HEIC 图片或 PDF。传上以后不能删除，传错的请再传一份正确的。",
    )

    def __init__(self, *args, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = [(paper.value, paper.label) for paper in papers]
        if len(papers) == 1:
            self.initial["paper"] = papers[0]

    def clean_file(self):
        return pictured(self.cleaned_data["file"])


def pictured(upload):
    """The upload, if it is a picture of paper."""
    if fault := upload_fault(upload):
        raise forms.ValidationError(fault)
    kind = sniff(upload.read())
    upload.seek(0)
    if kind not in PICTURED:
        raise forms.ValidationError("请传扫描件或照片：JPG、PNG、HEIC 图片或 PDF。")
    return upload

import hashlib

from django import forms

from documents import rules, store, word_check

PIECE = 64 * 1024


class TemplateForm(forms.Form):
    """The office's own Word template."""

    file = forms.FileField(label="Word 模板", widget=forms.FileInput({"accept": ".docx"}))

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_file(self):
        """The name and the bytes, of a file that can be a template."""
        upload = self.cleaned_data["file"]
        content = upload.read(word_check.LIMIT + 1)
        verdict = word_check.may_be_template(self.kind, rules.file_name(upload.name), content)
        if not verdict:
            raise forms.ValidationError(verdict.reason)
        return upload.name, content


class CheckForm(forms.Form):
    """A check code, and optionally the file it is printed on or that file's hash."""

    code = forms.CharField(label="核验码", max_length=40, help_text="印在文书末页页脚，形如 7K3M-QX2P-9RTA。")
    file = forms.FileField(label="PDF 文件", required=False, help_text="可不选。只在本次核对，不保存。")
    sha256 = forms.CharField(label="SHA-256 校验值", max_length=80, required=False, help_text="可不填。")

    def clean_code(self):
        code = rules.check_code(self.cleaned_data["code"])
        if len(code) != rules.CHECK_LENGTH:
            raise forms.ValidationError(f"核验码应为 {rules.CHECK_LENGTH} 位字母和数字，请对照文书重新输入。")
        return code

    def clean_sha256(self):
        digest = "".join(self.cleaned_data["sha256"].split()).lower()
        if digest and (len(digest) != 64 or set(digest) - set("0123456789abcdef")):
            raise forms.ValidationError("SHA-256 校验值应为 64 位十六进制数字。")
        return digest

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload and upload.size > store.limit():
            raise forms.ValidationError("文件太大，不会是本系统印发的文书，请核对。")
        return upload

    def digest(self) -> str:
        """The hash to compare with: the file's when there is one, the typed one otherwise, empty for neither."""
        upload = self.cleaned_data["file"]
        if not upload:
            return self.cleaned_data["sha256"]
        digest = hashlib.sha256()
        for piece in upload.chunks(PIECE):
            digest.update(piece)
        return digest.hexdigest()

"""Sending a form, returning it, handing a matter over."""

from django import forms

from collection.enums import HandedTo
from collection.forms.writing import Writer, dated
from core import clock
from core.forms import Paragraphs
from core.verdict import Verdict


class SubmitForm(forms.Form):
    """Sending the form as it was read; who types for another unit says whose words they are (代录)."""

    newer = "您打开这一页以后，这张采集表有了改动。请核对最新内容，再按一次。"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on_behalf_of = Writer()

    def __init__(self, data, *, record, on_behalf: bool, verdict: Verdict):
        super().__init__(data, initial={"version": record.version})
        self.record, self.verdict = record, verdict
        if not on_behalf:
            del self.fields["on_behalf_of"]

    def clean(self) -> dict:
        content = super().clean()
        if not self.verdict:
            self.add_error(None, self.verdict.reason)
        elif content.get("version") not in (None, self.record.version):
            self.data = self.data.copy()
            self.data["version"] = self.record.version
            self.add_error(None, self.newer)
        return content


class ReturnForm(forms.Form):
    reason = Paragraphs(
        label="退回理由",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        help_text="报送单位照此修改。",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, record, verdict: Verdict):
        super().__init__(data, initial={"version": record.version})
        self.verdict = verdict

    def clean(self) -> dict:
        if not self.verdict:
            self.add_error(None, self.verdict.reason)
        return super().clean()


class CorrectForm(ReturnForm):
    """Why an accepted form is opened again; the receivers read it beside what was changed."""

    reason = Paragraphs(
        label="更正理由",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
        help_text="写明哪里不对、要补什么。接收人会看到。",
    )


class HandOverForm(forms.Form):
    """Only that it was handed over, when, and to whom; there is no field for what it was about."""

    handed_to = forms.ChoiceField(label="转给", choices=HandedTo, widget=forms.RadioSelect)
    handed_on = forms.DateField(label="转办日期")

    def __init__(self, data, *, direct: bool):
        known = HandedTo.ABOVE if direct else HandedTo.TOWN
        super().__init__(data, initial={"handed_to": known, "handed_on": clock.today()})

    def clean_handed_on(self):
        return dated("转办日期", self.cleaned_data["handed_on"])

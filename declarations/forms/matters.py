"""重大事项报告: what is asked for, and no more (art. 24)."""

from django import forms

from core import clock
from core.forms import Paragraphs
from declarations.enums import MatterKind
from declarations.forms.commitments import PersonChoice, area
from declarations.models.matters import TEXT
from declarations.queries import matters as queries

NO_PROPERTY = "不要填写房产、存款、股票等财产明细，也不要写身份证号、银行账号。"


class MatterForm(forms.Form):
    kind = forms.ChoiceField(label="什么事", choices=MatterKind, widget=forms.RadioSelect)
    happens_on = forms.DateField(
        label="哪一天", widget=forms.DateInput, help_text="还没有发生的，填计划的日期；已经发生的，填当天。"
    )
    content = Paragraphs(
        label="简要情况",
        max_length=TEXT,
        widget=area(6),
        help_text=f"写清时间、地点、规模、牵涉哪些人、准备怎么办。{NO_PROPERTY}",
    )


class MatterForOtherForm(MatterForm):
    person = PersonChoice(
        queryset=None,
        label="报告人",
        empty_label="请选择",
        help_text="只列没有账号的同志。请按本人签名的纸质报告录入。",
    )
    field_order = ("person", "kind", "happens_on", "content")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.people_to_type_for(user)


class NoteForm(forms.Form):
    text = Paragraphs(label="内容", max_length=TEXT, widget=area(5))

    def __init__(self, *args, label: str, help_text: str = "", required: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label, text.help_text, text.required = label, help_text, required


class ReadForm(NoteForm):
    """Read is what stood on the page: a supplement that came meanwhile is read first."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class LendForm(forms.Form):
    user = forms.ModelChoiceField(queryset=None, label="经办人", empty_label="请选择")
    until = forms.DateField(label="经办到哪一天", widget=forms.DateInput, help_text="过了这一天，自动收回。")

    def __init__(self, *args, by, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = queries.possible_handlers(by, report)
        self.fields["user"].label_from_instance = lambda user: f"{user.name}（{user.post_text}）"

    def clean_until(self):
        if self.cleaned_data["until"] < clock.today():
            raise forms.ValidationError("这一天已经过去，请改为今天或以后。")
        return self.cleaned_data["until"]

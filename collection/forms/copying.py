"""What comes into a form several at a time; the question about accusations is answered with it."""

from django import forms

from collection import queries
from core.spreadsheets.upload import FileForm
from core.verdict import Verdict

UNANSWERED = "请先回答上面的问题。"


class Answered(forms.Form):
    """Nothing is taken from whoever has not said 不是 to the question (处理检举控告工作规则)."""

    accusation = forms.ChoiceField(label="问题", choices=[("no", "不是")], widget=forms.HiddenInput)

    def __init__(self, *args, verdict: Verdict, **kwargs):
        super().__init__(*args, **kwargs)
        self.verdict = verdict
        self.fields["accusation"].error_messages = {
            "required": UNANSWERED,
            "invalid_choice": UNANSWERED,
        }

    def clean(self) -> dict:
        if not self.verdict:
            self.add_error(None, self.verdict.reason)
        return super().clean()


class ItemsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, item) -> str:
        return f"{item.summary}（{item.subject_text}）"


class CopyForm(Answered):
    items = ItemsField(
        queryset=None,
        label="要再报的信息",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少勾选一条。"},
        help_text="只勾选这个季度还存在的。复制以后日期算今天，可以再改。",
    )

    def __init__(self, data, *, record, user, verdict: Verdict):
        super().__init__(data, verdict=verdict)
        self.fields["items"].queryset = queries.copyable(record, user)

    @property
    def offers(self) -> bool:
        return bool(self.fields["items"].queryset)


class ImportForm(Answered, FileForm):
    """The sheet of one form."""

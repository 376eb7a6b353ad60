"""领导联签: the paper, who signs it, the signature, the decision behind it (art. 35)."""

from django import forms

from decisions.forms.amounts import amount
from decisions.models import JointPaper
from decisions.queries import joint as queries
from decisions.rules import joint as rules

ORDINALS = "一二三四五六"


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class PaperForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    amount = amount()

    class Meta:
        model = JointPaper
        fields = ("kind", "title", "content", "amount", "payee")
        widgets = {"content": area(6)}
        help_texts = {
            "title": "一句话。例如：支付便民大厅修缮工程款。",
            "content": "办什么事、为什么、依据哪次会议。领导签的就是这些话。",
            "payee": "钱付给谁，或资产归谁；没有的，不填。",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "请选择"), *self.fields["kind"].choices[1:]]
        self.initial.setdefault("version", self.instance.version)

    def content(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _post_clean(self):
        """The row is written by workflow."""


class SignerChoice(forms.ModelChoiceField):
    def label_from_instance(self, person) -> str:
        return f"{person.name}（{person.unit}{person.title}）"


class SignersForm(forms.Form):
    """Who signs, in which order."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, paper, **kwargs):
        super().__init__(*args, **kwargs)
        leaders = queries.leaders_for(paper.unit)
        for number in range(1, rules.MOST_SIGNERS + 1):
            self.fields[f"signer{number}"] = SignerChoice(
                queryset=leaders,
                label=f"第{ORDINALS[number - 1]}个签",
                required=number <= rules.FEWEST_SIGNERS,
                empty_label="请选择" if number <= rules.FEWEST_SIGNERS else "（没有）",
            )

    def clean(self) -> dict:
        content = super().clean()
        if not self.errors and not (verdict := rules.enough_signers(self.people)):
            self.add_error(None, verdict.reason)
        return content

    @property
    def people(self) -> list:
        chosen = (self.cleaned_data.get(f"signer{n}") for n in range(1, rules.MOST_SIGNERS + 1))
        return [person for person in chosen if person]


class SignForm(forms.Form):
    """A signature to the words as they were read; typed for somebody it says where the paper lies."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    paper_reference = forms.CharField(
        label="纸质原件在哪里", max_length=100, help_text="例如：党政办档案柜，2026年联签卷。"
    )

    def __init__(self, *args, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["paper_reference"]


class RefusalForm(SignForm):
    reason = forms.CharField(label="为什么不签", max_length=300, widget=area(3))

    field_order = ("reason", "paper_reference", "seen")


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label="撤回理由", max_length=200, widget=area(3))


class ItemChoice(forms.ModelChoiceField):
    def label_from_instance(self, item) -> str:
        return f"{item.title}（{item.meeting}）"


class LinkForm(forms.Form):
    item = ItemChoice(queryset=None, label="集体研究决定的议题", empty_label="请选择")

    def __init__(self, *args, paper, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = queries.items_to_link(paper.unit, user)
        self.fields["item"].help_text = "只列出本单位提交、会议已经议决通过的议题。"

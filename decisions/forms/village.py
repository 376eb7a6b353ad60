"""四议两公开: the matter, the signed sheets, the objections, the public site (art. 10, 29)."""

from django import forms

from core import clock
from core.disclosable import DisclosureState
from core.forms import Files
from decisions.forms.amounts import amount
from decisions.models import VillageDecision, VillageObjection
from decisions.rules import village as rules
from documents.queries import upload_fault

MAX_FILES = 9


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class DecisionForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    amount = amount()

    class Meta:
        model = VillageDecision
        fields = ("category", "title", "proposal", "amount", "proposed_by")
        widgets = {"proposal": area(5)}
        labels = {"title": "要办什么事"}
        help_texts = {
            "title": "一句话。例如：村集体鱼塘发包。",
            "proposal": "怎么办、花多少钱、钱从哪里来。要贴出来给群众看的，不要写个人隐私。",
            "proposed_by": "例如：村党支部。",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", "请选择"), *self.fields["category"].choices[1:]]
        self.initial.setdefault("version", self.instance.version)
        if not self.instance.pk:
            self.initial.setdefault("proposed_by", "村党支部")

    def _post_clean(self):
        """The row is written by workflow."""


class SheetForm(forms.Form):
    files = Files(
        label="签字的原件",
        fault=upload_fault,
        most=MAX_FILES,
        help_text="可以不传。JPG、PNG 照片，PDF、Word、Excel，一次最多9个。",
    )

    def content(self) -> list[tuple[str, bytes]]:
        return [(upload.name, upload.read()) for upload in self.cleaned_data["files"]]


class AnswerForm(forms.Form):
    answer = forms.CharField(label="怎么答复的", max_length=500, widget=area(3))


class ObjectionForm(forms.ModelForm):
    class Meta:
        model = VillageObjection
        fields = ("said_on", "text", "answer")
        labels = {"said_on": "哪一天提出的", "text": "提了什么意见", "answer": "怎么答复的"}
        widgets = {"said_on": forms.DateInput, "text": area(3), "answer": area(3)}
        help_texts = {
            "text": "只记意见，不记是谁提的。",
            "answer": "已经答复的填上；还没有答复的先空着，公开结果以前须答复。",
        }

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        self.decision = decision
        self.initial.setdefault("said_on", clock.today())

    def clean_said_on(self):
        day = self.cleaned_data["said_on"]
        if not (verdict := rules.dated(day, since=self.decision.published_on, today=clock.today())):
            raise forms.ValidationError(verdict.reason)
        return day

    def _post_clean(self):
        """The row is written by workflow."""


class DisclosureForm(forms.Form):
    disclosure = forms.ChoiceField(
        label="同时放到公示网站",
        choices=[(DisclosureState.OPEN, "放，群众在网上也看得到"), (DisclosureState.WITHHELD, "不放")],
        widget=forms.RadioSelect,
        initial=DisclosureState.OPEN,
    )
    withheld_reason = forms.CharField(
        label="不放的理由", max_length=200, required=False, help_text="选“不放”的才填。例如：涉及个人隐私。"
    )

    def clean(self) -> dict:
        content = super().clean()
        if "disclosure" in content:
            verdict = rules.withheld(content["disclosure"], content.get("withheld_reason", ""))
            if not verdict:
                self.add_error("withheld_reason", verdict.reason)
        return content

"""What a person adds to a report that the system has drafted."""

from django import forms

from collection.forms.sending import SubmitForm
from collection.models import PeriodReport
from core.editing import VersionedForm
from core.forms import Paragraphs
from core.verdict import Verdict


class WriteReportForm(VersionedForm):
    """成因 and 下步措施 of an analysis; of a consolidated quarter a remark, if there is anything to say."""

    class Meta:
        model = PeriodReport
        fields = ("causes", "next_steps", "remark")
        field_classes = {"causes": Paragraphs, "next_steps": Paragraphs, "remark": Paragraphs}
        widgets = {
            "causes": forms.Textarea({"rows": 6}),
            "next_steps": forms.Textarea({"rows": 6}),
            "remark": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "causes": "为什么会出现这些情况。不写反映人，不写当事人姓名。",
            "next_steps": "下一步做什么、谁来做、什么时候做。",
            "remark": "可以不填。如：未报单位的原因。",
        }

    def __init__(self, *args, verdict: Verdict, **kwargs):
        super().__init__(*args, **kwargs)
        self.verdict = verdict
        for name in ("remark",) if self.instance.is_analysis else ("causes", "next_steps"):
            del self.fields[name]

    def clean(self) -> dict:
        content = super().clean()
        if not self.verdict:
            self.add_error(None, self.verdict.reason)
        return content


class SubmitReportForm(SubmitForm):
    newer = "您打开这一页以后，这份报告有了改动。请核对最新内容，再按一次。"

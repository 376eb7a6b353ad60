"""What the public will read of a resolution."""

from django import forms

from core.forms import Paragraphs
from decisions.forms.items import area
from decisions.models.items import TEXT


class WithholdForm(forms.Form):
    reason = forms.CharField(
        label="不公开的理由",
        max_length=200,
        widget=area(3),
        help_text="只有国家秘密、商业秘密、个人隐私可以不公开，写明是哪一种。",
    )


class NoticeForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200)
    text = Paragraphs(
        label="决议内容",
        max_length=TEXT,
        widget=area(6),
        help_text="公众看到的就是这些文字，另加会议日期和结果。不写成员意见，不出现参会人员和候选人的姓名。",
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"title": item.title, "text": item.resolution}

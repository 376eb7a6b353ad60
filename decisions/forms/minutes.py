"""What is written about a record: an objection, where a signed paper lies, an addendum."""

from django import forms

from core.forms import Paragraphs
from decisions.forms.items import area


class ObjectionForm(forms.Form):
    text = Paragraphs(
        label="异议",
        max_length=500,
        widget=area(4),
        help_text="写明哪一处与会上情况不符、应当是什么。会议记录保持原样，异议附在后面。",
    )


class PaperForm(forms.Form):
    paper = forms.CharField(
        label="签字原件",
        max_length=80,
        help_text="本人签了字的会议记录存在哪里，如：党政办2026年会议档案第3卷。",
    )


class AddendumForm(forms.Form):
    text = Paragraphs(
        label="补正内容",
        max_length=500,
        widget=area(4),
        help_text="写明原记录哪一处有误、应当是什么。定稿的文字不改，补正附在后面。",
    )

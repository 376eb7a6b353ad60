"""What is asked about a task."""

from django import forms

from decisions import queries
from decisions.forms.items import area
from decisions.models import Task


class TaskForm(forms.ModelForm):
    content = forms.CharField(
        label="任务", max_length=300, widget=area(3), help_text="要做什么、做到什么程度，一项一条。"
    )

    class Meta:
        model = Task
        fields = ("unit", "content", "owner", "due_on")

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = queries.units_to_charge(item.meeting)
        self.fields["unit"].empty_label = "请选择单位"
        self.fields["owner"].help_text = "承办单位里谁负责，写姓名或职务。"
        if not self.is_bound:
            self.initial.setdefault("unit", item.unit_id)


class ProgressForm(forms.Form):
    text = forms.CharField(label="进展", max_length=300, widget=area(3), help_text="做到哪一步了，还差什么。")


class ResultForm(forms.Form):
    result = forms.CharField(
        label="办理结果", max_length=300, widget=area(3), help_text="做成了什么。填写以后任务办结。"
    )

"""What is asked when a screening is opened, and what its list of assignments can be narrowed by."""

import django_filters as filters
from django import forms

from core import clock
from core.filtering import ListFilter
from organisations.models import Unit
from riskpoints import queries
from riskpoints.enums import Outcome, Stage
from riskpoints.models import Assignment, Screening

ALL = "全部"
MINE = "mine"


class UnitTicks(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, unit) -> str:
        return unit.short_name


class ScreeningForm(forms.Form):
    """Who is screened, and until when."""

    title = forms.CharField(label="名称", max_length=60)
    due_on = forms.DateField(
        label="完成期限",
        widget=forms.DateInput,
        help_text="各单位应在这一天（含）前把自查、帮查、核查都办完，送镇纪委审查。到期前7天、3天、1天和当天提醒。",
    )
    units = UnitTicks(
        queryset=Unit.objects.none(),
        label="排查哪些单位",
        help_text="企业只报送信息，不排查；正在排查的单位不在这里。",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        units = queries.units_to_screen(user)
        self.fields["units"].queryset = units
        self.initial = {
            "title": f"{clock.today().year}年廉政风险排查",
            "units": [unit.pk for unit in units],
        } | self.initial

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on <= clock.today():
            raise forms.ValidationError("完成期限应晚于今天，给各单位留出时间。")
        return due_on


class NoneForm(forms.Form):
    """本岗位无风险点: only with a reason (art. 14)."""

    reason = forms.CharField(
        label="为什么没有风险点",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="如：只负责收发文件，不经手人、财、物，没有审批权。",
    )


class CloseForm(forms.Form):
    reason = forms.CharField(
        label="未完成的说明",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="还有未完成的任务时必填，如：两个岗位空缺，待补齐后另行排查。",
    )


class AssignmentFilter(ListFilter):
    """A list is narrowed here, beside the forms; everything chosen stays in the URL."""

    screening = filters.ModelChoiceFilter(
        label="排查活动",
        queryset=Screening.objects.none(),
        empty_label="全部活动",
        field_name="share__screening",
    )
    unit = filters.ModelChoiceFilter(
        label="单位", queryset=Unit.objects.none(), empty_label="全部单位", field_name="share__unit"
    )
    status = filters.ChoiceFilter(label="到哪一步", choices=Stage, empty_label=ALL)
    outcome = filters.ChoiceFilter(label="结果", choices=Outcome, empty_label=ALL)
    waiting = filters.ChoiceFilter(
        label="等谁", choices=[(MINE, "等我办的")], method="for_me", empty_label=ALL
    )

    class Meta:
        model = Assignment
        fields = ("screening", "unit", "status", "outcome", "waiting")

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        self.user = user
        screenings = queries.screenings_visible_to(user)
        self.filters["screening"].field.queryset = screenings
        self.filters["unit"].field.queryset = queries.units_seen(user)

    def for_me(self, assignments, name, value):
        return queries.waiting_for(assignments, self.user)

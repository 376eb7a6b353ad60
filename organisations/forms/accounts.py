"""Accounts and roles."""

from django import forms

from core import clock
from core.gates import Role
from organisations import access, queries
from organisations.forms.fields import PersonField, day, refuse
from organisations.forms.register import PeriodForm
from organisations.models import Unit, User


class AccountForm(forms.ModelForm):
    """For somebody in the register, or for somebody entered with the account."""

    person = PersonField(None, label="人员", required=False, empty_label="未登记，在下面新登记")
    name = forms.CharField(label="新登记：姓名", max_length=50, required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="新登记：单位", required=False, empty_label="请选择"
    )
    title = forms.CharField(label="新登记：职务", max_length=100, required=False)

    class Meta:
        model = User
        fields = ["username", "email"]

    field_order = ["person", "name", "unit", "title", "username", "email"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["person"].queryset = queries.people_without_account(by)
        self.fields["unit"].queryset = queries.tree().filter(pk__in=by.reach(Role.SYSTEM_OFFICER))

    def clean(self):
        given = super().clean()
        newcomer = given.get("name") and given.get("unit")
        if bool(given.get("person")) == bool(newcomer):
            self.add_error("person", "请选择已登记的人员，或填写新登记人员的姓名和单位，二者取一。")
        return given

    def newcomer(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("name", "title")}


class RoleForm(PeriodForm):
    role = forms.ChoiceField(label="角色", choices=Role)
    unit = forms.ModelChoiceField(
        None, label="单位", help_text="角色在该单位及其下属单位有效。", empty_label="请选择"
    )
    on = day("开始日期")
    until = day("到", required=False, help_text="没有确定的期限可以不填。")

    def __init__(self, *args, by, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.account = by, account
        self.initial = {"on": clock.today(), "unit": account.person.unit_id} | self.initial
        self.fields["unit"].queryset = queries.tree().filter(pk__in=by.reach(Role.SECURITY_OFFICER))

    def clean(self):
        given = super().clean()
        if not self.errors:
            refuse(self, access.may_give_role(self.by, self.account, **given), "role")
        return given

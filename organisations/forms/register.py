"""Units, people, posts, appointments, portfolios and loans."""

from django import forms

from core import clock
from core.editing import VersionedForm
from organisations import access, queries
from organisations.enums import PortfolioField, UnitKind
from organisations.forms.fields import PersonField, UserField, day, refuse
from organisations.models import Person, Post, Unit

DAYS = {
    name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in ("active_from", "active_until")
}
VILLAGE_ONLY = ("sponsor", "supervision_head", "discipline_member")


class UnitForm(VersionedForm):
    class Meta:
        model = Unit
        fields = [
            *(
                "name",
                "short_name",
                "kind",
                "parent",
                "is_reporting_point",
                "is_direct_point",
                "has_leading_group",
            ),
            *VILLAGE_ONLY,
            *("position", "active_from", "active_until"),
        ]
        widgets = DAYS
        field_classes = dict.fromkeys(VILLAGE_ONLY, PersonField)
        labels = {"parent": "上级单位", "sponsor": "包村领导（村填写）", "position": "排列顺序"}
        help_texts = {
            "has_leading_group": "党政正职不直接分管本单位的财务、人事、物资采购、工程项目（第二十七条）。",
            "short_name": "列表和文书中使用的称呼。",
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.initial.setdefault("active_from", clock.today())
        maintained = queries.maintained_by(by)
        self.fields["parent"].queryset = queries.tree().filter(pk__in=maintained | {self.instance.parent_id})
        for name in VILLAGE_ONLY:
            self.fields[name].queryset = queries.people_visible_to(by)
            self.fields[name].empty_label = "未明确"

    def clean(self):
        given = super().clean()
        if given.get("kind") != UnitKind.VILLAGE and any(given.get(name) for name in VILLAGE_ONLY):
            self.add_error("kind", "只有村填写包村领导、村务监督委员会主任和纪检委员。")
        if {"parent", "kind", "has_leading_group"} <= given.keys():
            refuse(self, self._verdict(given), "parent")
        return given

    def _verdict(self, given):
        if self.instance.pk is None:
            return access.may_add_unit(self.by, given["parent"])
        wanted = {name: given[name] for name in ("parent", "kind", "has_leading_group")}
        return access.may_change_unit(self.by, self.instance, **wanted)


class PersonForm(VersionedForm):
    class Meta:
        model = Person
        fields = ["name", "unit", "title", "managed_by", "is_discipline_staff", "is_key_person"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = queries.tree().filter(pk__in=queries.maintained_by(by))


class PostForm(VersionedForm):
    class Meta:
        model = Post
        fields = ["name", "is_head", "is_key_post", "duties"]
        widgets = {"duties": forms.Textarea({"rows": 4})}

    def __init__(self, *args, by, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.instance.unit = unit

    def _get_validation_exclusions(self):
        """The unit is given, not typed; it still counts for "one post of a name per unit"."""
        return super()._get_validation_exclusions() - {"unit"}

    def clean(self):
        given = super().clean()
        if self.instance.pk and "is_head" in given:
            refuse(self, access.may_change_post(self.by, self.instance, is_head=given["is_head"]), "is_head")
        return given


class PeriodForm(forms.Form):
    """Something that begins on a day and may end on one."""

    def clean(self):
        given = super().clean()
        if given.get("until") and given.get("on") and given["until"] < given["on"]:
            self.add_error("until", "结束日期不能早于开始日期。")
        return given


class AppointForm(PeriodForm):
    person = PersonField(None, label="任职人员", empty_label="请选择")
    on = day("任职日期")
    until = day("任期到", required=False, help_text="没有确定的任期可以不填。")

    def __init__(self, *args, by, post, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.post = by, post
        self.initial.setdefault("on", clock.today())
        self.fields["person"].queryset = queries.people_visible_to(by)

    def clean(self):
        given = super().clean()
        if not self.errors:
            period = {"on": given["on"], "until": given["until"]}
            refuse(self, access.may_appoint(self.by, given["person"], self.post, **period), "person")
        return given


class DismissForm(forms.Form):
    on = day("免职日期", help_text="任职的最后一天。")

    def __init__(self, *args, by, appointment, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.appointment = by, appointment
        self.initial.setdefault("on", clock.today())

    def clean_on(self):
        on = self.cleaned_data["on"]
        if not (verdict := access.may_dismiss(self.by, self.appointment, on=on)):
            raise forms.ValidationError(verdict.reason)
        return on


class PortfolioForm(PeriodForm):
    person = PersonField(None, label="班子成员", empty_label="请选择")
    field = forms.ChoiceField(label="分管领域", choices=PortfolioField)
    department = forms.ModelChoiceField(
        None, label="分管单位", required=False, empty_label="不选", help_text="分管领域为“联系站办所”时选择。"
    )
    on = day("开始日期")
    until = day("到", required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args, by, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.unit = by, unit
        self.initial.setdefault("on", clock.today())
        self.fields["person"].queryset = unit.people.select_related("unit")
        self.fields["department"].queryset = unit.children.all()

    def clean(self):
        given = super().clean()
        if not self.errors:
            wanted = {name: given[name] for name in ("field", "department", "on", "until")}
            refuse(self, access.may_put_in_charge(self.by, given["person"], self.unit, **wanted), "field")
        return given


class LastDayForm(forms.Form):
    on = day("最后一天")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", clock.today())


class LendForm(forms.Form):
    user = UserField(None, label="督查人员", empty_label="请选择")
    until = day("借至", help_text="到这一天为止，可以查看该单位的人员和岗位。")

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = queries.possible_inspectors(by)

    def clean_until(self):
        if self.cleaned_data["until"] < clock.today():
            raise forms.ValidationError("借至日期不能早于今天。")
        return self.cleaned_data["until"]

"""What is asked when a meeting is called and opened."""

from datetime import timedelta

from django import forms

from core import clock
from decisions import queries
from decisions.enums import DECIDING, Category, MeetingKind, Presence, Seat
from decisions.forms.versioned import Versioned
from decisions.models import Meeting

LONGEST_BEFORE = timedelta(days=60)


class PeopleTicks(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person) -> str:
        return f"{person.name}（{person.title}）" if person.title else person.name


class PeopleOfUnits(PeopleTicks):
    def label_from_instance(self, person) -> str:
        return f"{person.unit} {person.name}"


class MeetingForm(Versioned):
    kind = forms.ChoiceField(
        label="会议类型",
        choices=[(kind.value, kind.label) for kind in MeetingKind if kind in DECIDING],
        widget=forms.RadioSelect,
    )
    members = PeopleTicks(
        queryset=None, label="班子成员（应到）", help_text="勾选全部应到成员，请假的也勾选，开会时登记。"
    )
    supervisors = PeopleTicks(
        queryset=None,
        label="纪委监督人员",
        required=False,
        help_text="班子成员里没有纪委同志的，必须勾选一人。",
    )
    attendees = PeopleOfUnits(queryset=None, label="列席人员", required=False)

    class Meta:
        model = Meeting
        fields = (
            *("kind", "title", "held_on", "held_at", "place", "members", "chair", "supervisors", "attendees"),
            *("recorder", "is_emergency", "emergency_reason", "emergency_plan"),
        )
        widgets = {"held_at": forms.TimeInput({"type": "time"})}

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit
        people = queries.people_to_call(unit)
        own = people.filter(unit=unit)
        self.fields["members"].queryset = self.fields["chair"].queryset = own
        self.fields["chair"].empty_label = "请选择"
        own_discipline = queries.discipline_staff_of(unit)
        self.fields["supervisors"].queryset = people.filter(is_discipline_staff=True)
        self.fields["attendees"].queryset = people.exclude(unit=unit)
        self.fields["recorder"].queryset = queries.accounts_to_record(unit)
        self.fields["recorder"].label_from_instance = lambda user: f"{user.name}（{user.post_text}）"
        self.fields["recorder"].empty_label = "本人"
        if self.instance.pk:
            rows = list(queries.attendances_of(self.instance))
            for name, seat in zip(("members", "supervisors", "attendees"), Seat, strict=True):
                self.initial[name] = [row.person_id for row in rows if row.seat == seat]
        else:
            group = queries.leading_group(unit)
            watching = [] if any(person.is_discipline_staff for person in group) else own_discipline
            self.initial |= {
                "kind": MeetingKind.PARTY.value,
                "held_on": clock.today(),
                "members": [person.pk for person in group],
                "chair": group[0].pk if group else None,
                "supervisors": [person.pk for person in watching],
            }

    def clean(self):
        said = super().clean()
        if said.get("is_emergency") and not said.get("emergency_reason"):
            self.add_error("emergency_reason", "紧急会议须写明理由。")
        members, chair = said.get("members"), said.get("chair")
        if members is not None and chair and chair not in members:
            self.add_error("chair", "主持人须是勾选的班子成员。")
        return said

    def _post_clean(self):
        """The move cleans the whole meeting; the form only says what was typed."""

    @property
    def content(self) -> dict:
        """The members in the order of the leading group, then as they are listed."""
        said = dict(self.cleaned_data)
        order = {person.pk: place for place, person in enumerate(queries.leading_group(self.unit))}
        said["members"] = sorted(said["members"], key=lambda person: order.get(person.pk, len(order)))
        return said


class DeliverForm(forms.Form):
    people = PeopleTicks(queryset=None, label="送达给")
    at = forms.DateTimeField(label="送达时间", widget=forms.DateTimeInput, required=False)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = meeting.attendances.filter(delivered_at=None)
        people = queries.people_to_call(meeting.unit).filter(pk__in=waiting.values("person"))
        self.fields["people"].queryset = people
        self.initial |= {"people": [person.pk for person in people], "at": clock.now()}

    def clean_at(self):
        """Left empty it is now; nobody delivers in the future, nor long before there was a meeting."""
        at, now = self.cleaned_data["at"], clock.now()
        if at and not now - LONGEST_BEFORE <= at <= now:
            raise forms.ValidationError("送达时间应在最近60天以内，不能晚于现在。")
        return at


class PresenceForm(forms.Form):
    """One person's line of the sign-in sheet."""

    presence = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (Presence.PRESENT, Presence.ABSENT)],
        label="到会",
        widget=forms.RadioSelect({"class": "form-check-input"}),
    )
    reason = forms.CharField(
        label="请假原因",
        max_length=200,
        required=False,
        widget=forms.TextInput({"placeholder": "请假原因"}),
    )

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, prefix=f"row{row.pk}", **kwargs)
        self.row = row
        self.initial = {"presence": Presence.PRESENT.value, "reason": row.absence_reason}

    def clean(self):
        said = super().clean()
        if said.get("presence") == Presence.ABSENT and not said.get("reason"):
            self.add_error("reason", f"请写明{self.row.person}未到会的原因。")
        return said


class MarkForm(forms.Form):
    presence = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (Presence.PRESENT, Presence.ABSENT)],
        label="变动",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="离会原因", max_length=200, required=False)

    def clean(self):
        said = super().clean()
        if said.get("presence") == Presence.ABSENT and not said.get("reason"):
            self.add_error("reason", "请写明离会的原因。")
        return said


class SpotForm(forms.Form):
    """A matter that cannot wait: what, and why it cannot."""

    category = forms.ChoiceField(label="类别", choices=Category)
    title = forms.CharField(label="议题", max_length=200)
    proposal = forms.CharField(label="决策建议", max_length=3000, widget=forms.Textarea({"rows": 3}))
    amount = forms.DecimalField(
        label="金额（元）", max_digits=14, decimal_places=2, min_value=0, required=False
    )
    reason = forms.CharField(
        label="紧急理由",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text="遇到什么重大突发事件或紧急情况，为什么不能等下一次会议。",
    )

"""What is entered while an item is before the meeting."""

from django import forms

from decisions.enums import Outcome, View, Way
from organisations.models import Person


class ViewForm(forms.Form):
    """One member's line. `seen` is what stood there when the page was drawn."""

    view = forms.ChoiceField(
        label="意见",
        choices=View,
        widget=forms.RadioSelect({"class": "form-check-input"}),
        required=False,
    )
    reason = forms.CharField(
        label="理由",
        max_length=300,
        required=False,
        widget=forms.TextInput({"list": "reasons", "class": "form-control", "placeholder": "理由"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, person, opinion, is_open: bool):
        super().__init__(data if is_open else None, prefix=f"p{person.pk}")
        self.person, self.opinion, self.is_open = person, opinion, is_open
        if opinion:
            self.initial = {"view": opinion.view, "reason": opinion.reason, "seen": opinion.view}
        self.fields["reason"].widget.attrs["aria-label"] = f"{person}的理由"
        if not is_open:
            for name in ("view", "reason"):
                self.fields[name].disabled = True

    def clean(self):
        said = super().clean()
        if said.get("view") and not said.get("reason"):
            self.add_error("reason", f"请写明{self.person}的理由。")
        if said.get("reason") and not said.get("view"):
            self.add_error("view", f"请选择{self.person}的意见。")
        return said

    @property
    def is_new(self) -> bool:
        """Something was said here that does not stand there yet."""
        said = self.cleaned_data
        stands = (self.opinion.view, self.opinion.reason) if self.opinion else ("", "")
        return bool(said.get("view")) and (said["view"], said["reason"]) != stands


class RecusalForm(forms.Form):
    person = forms.ModelChoiceField(queryset=None, label="谁回避", empty_label="请选择")
    reason = forms.CharField(label="回避原因", max_length=200)

    def __init__(self, *args, chamber, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=[one.pk for one in chamber.members])


class TallyForm(forms.Form):
    """Each of the two tellers says every number; the move compares them."""

    voters = forms.ModelMultipleChoiceField(
        queryset=None, label="投了票的成员", widget=forms.CheckboxSelectMultiple
    )
    teller = forms.ModelChoiceField(queryset=None, label="计票人", empty_label="请选择")
    scrutineer = forms.ModelChoiceField(queryset=None, label="监票人", empty_label="请选择")

    def __init__(self, *args, chamber, **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.order_by("pk")
        self.fields["voters"].queryset = people.filter(pk__in=[one.pk for one in chamber.voting])
        room = [row.person_id for row in chamber.everybody if chamber.is_in_the_room(row.person)]
        for name in ("teller", "scrutineer"):
            self.fields[name].queryset = people.filter(pk__in=room)
        self.initial["voters"] = [one.pk for one in chamber.voting]
        self.item = chamber.item
        self.names = self._number_fields()

    def _number_fields(self) -> list[str]:
        if self.item.way == Way.CONTEST:
            asked = [(f"candidate{one.pk}", one.name) for one in self.item.candidates.all()]
        else:
            asked = [("agree", "同意"), ("disagree", "不同意"), ("abstain", "弃权")]
        asked.append(("invalid", "废票"))
        for number, who in ((1, "计票人"), (2, "监票人")):
            for name, label in asked:
                self.fields[f"{name}_{number}"] = forms.IntegerField(
                    label=f"{who}：{label}",
                    min_value=0,
                    max_value=999,
                    widget=forms.NumberInput({"inputmode": "numeric"}),
                )
        return [name for name, _ in asked]

    def rows(self):
        """(label, the teller's field, the scrutineer's field)"""
        for name in self.names:
            first, second = self[f"{name}_1"], self[f"{name}_2"]
            yield first.label.split("：")[1], first, second

    @property
    def content(self) -> dict:
        said = self.cleaned_data
        return {
            "voters": list(said["voters"]),
            "tellers": (said["teller"], said["scrutineer"]),
            "counts": (self._counted(1), self._counted(2)),
        }

    def _counted(self, number: int) -> dict:
        said = {name: self.cleaned_data[f"{name}_{number}"] for name in self.names}
        if self.item.way != Way.CONTEST:
            return said
        votes = {one.name: said[f"candidate{one.pk}"] for one in self.item.candidates.all()}
        return {"votes": votes, "invalid": said["invalid"]}


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(label="宣布结果", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="主持人裁定理由",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="暂缓的写明尚不清楚的问题；分歧较大而不暂缓的写明理由。",
    )
    resolution = forms.CharField(
        label="决议", max_length=3000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, judgement, item, emergency: bool, **kwargs):
        super().__init__(*args, **kwargs)
        follows = [judgement.by_threshold] if emergency else [judgement.by_threshold, Outcome.DEFERRED]
        self.fields["outcome"].choices = [(one.value, one.label) for one in follows]
        self.initial |= {"outcome": judgement.proposed, "resolution": item.proposal}

    def clean(self):
        said = super().clean()
        if said.get("outcome") == Outcome.PASSED and not said.get("resolution"):
            self.add_error("resolution", "请写明决议。")
        return said

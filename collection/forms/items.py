"""One thing seen."""

from contextlib import contextmanager

from django import forms

from collection import queries, rules
from collection.forms.writing import Writer, dated
from collection.models import SUMMARY_LENGTH, InformationItem
from core import clock
from core.editing import VersionedForm
from core.forms import Files, Paragraphs
from core.verdict import Refusal, Verdict
from documents.queries import upload_fault
from documents.store import NotStored

MORE = ("risk_point", "power", "amount", "measures_taken")  # folded away: nobody has to fill them


class ItemForm(VersionedForm):
    """One thing seen. 反映对象 is one list: this unit, its posts and people, 镇纪委 staff, other units."""

    subject = forms.ChoiceField(label="反映对象", help_text="到单位或岗位就可以，不必写到人。")

    files = Files(
        label="照片或扫描件",
        required=False,
        fault=upload_fault,
        most=rules.MOST_FILES,
        help_text=f"可以不传。也可以是 PDF、Word、Excel，最多{rules.MOST_FILES}个。",
    )
    drop = forms.ModelMultipleChoiceField(
        queryset=None, label="去掉哪些附件", required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("found_on", "source", "subject", "summary", "files", "drop", *MORE)

    class Meta:
        model = InformationItem
        fields = ("found_on", "source", "summary", *MORE)
        field_classes = {"summary": Paragraphs, "measures_taken": Paragraphs}
        widgets = {
            "summary": forms.Textarea({"rows": 5}),
            "measures_taken": forms.Textarea({"rows": 2}),
        }
        error_messages = {"summary": {"required": "请写明看到的情况。"}}
        help_texts = {
            "summary": f"写清时间、事项和情况，不超过{SUMMARY_LENGTH}字。不要写反映人的姓名和电话。",
        }

    def __init__(self, *args, unit, user, verdict: Verdict, **kwargs):
        super().__init__(*args, **kwargs)
        self.verdict = verdict
        self.subjects = queries.subjects_for(unit, user, besides=self.instance)
        self.fields["subject"].choices = [
            (group, [(code, str(thing)) for code, thing in things.items()])
            for group, things in self.subjects.items()
            if things
        ]
        self.fields["source"].choices = [
            (s.value, s.label) for s in rules.sources_for(unit.kind, besides=self.instance.source)
        ]
        self._narrow("risk_point", queries.risk_points_of(unit, besides=self.instance.risk_point_id))
        self._narrow("power", queries.powers_of(unit, besides=self.instance.power_id))
        self._offer_to_drop()
        if self.instance.pk:
            self.initial["subject"] = queries.subject_code(self.instance)
        else:
            self.initial |= {"found_on": clock.today(), "subject": f"unit-{unit.pk}"}

    def _narrow(self, name: str, things) -> None:
        self.fields[name].queryset = things
        self.fields[name].empty_label = "（未选）"

    def _offer_to_drop(self) -> None:
        hanging = self.instance.attachments.all() if self.instance.pk else ()
        if hanging:
            self.fields["drop"].queryset = hanging
        else:
            del self.fields["drop"]

    @property
    def lost_files(self) -> bool:
        """A browser does not choose the files again when the form comes back."""
        return bool(self.files and self.errors)

    @contextmanager
    def saying_why_not(self):
        """A refusal is said on the page, with all that was typed: beside the files, what the disk would not take."""
        try:
            yield
        except NotStored as refusal:
            self.add_error("files", refusal.verdict.reason)
        except Refusal as refusal:
            self.add_error(None, refusal.verdict.reason)

    @property
    def shows_more(self) -> bool:
        """Whether the folded part holds something, or something to correct."""
        return any(self[name].errors or self[name].value() for name in MORE)

    def clean_found_on(self):
        return dated("发现日期", self.cleaned_data["found_on"])

    def clean_drop(self) -> list:
        return list(self.cleaned_data["drop"])

    def clean(self) -> dict:
        content = super().clean()
        self._count_files(content)
        if not self.verdict:
            self.add_error(None, self.verdict.reason)
        return content

    def _count_files(self, content: dict) -> None:
        hanging = (
            len(self.fields["drop"].queryset) - len(content.get("drop", ())) if "drop" in self.fields else 0
        )
        if not (verdict := rules.carried(hanging + len(content.get("files", ())))):
            self.add_error("files", verdict.reason)

    def content(self) -> dict:
        """What the workflow writes: the chosen subject as the unit, post or person it is."""
        content = super().content()
        code = content.pop("subject")
        thing = next(things[code] for things in self.subjects.values() if code in things)
        return content | queries.chosen_subject(code, thing)


class SingleItemForm(ItemForm):
    """One thing seen that is sent at once; who types it for the unit says whose words they are."""

    on_behalf_of = Writer()

    def __init__(self, *args, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["on_behalf_of"]

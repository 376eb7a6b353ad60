"""回告, and the head's opinion on it."""

from contextlib import contextmanager
from datetime import date

from django import forms
from django.utils.html import format_html

from core import clock
from core.editing import NEWER, Difference, in_words
from core.forms import Files
from documents.queries import upload_fault
from documents.store import NotStored
from earlywarnings import queries, rules
from earlywarnings.enums import Cause, Tier
from earlywarnings.forms.printing import Printed, area, name_by_number
from earlywarnings.models import ProblemAnswer

LENGTH = 500
AROUND = ("files", "drop", "version")  # not written, but handed over


class Writing(forms.CharField):
    def __init__(self, label: str, *, rows: int = 2, required: bool = False, **options):
        super().__init__(label=label, widget=area(rows), required=required, max_length=LENGTH, **options)


class Added(forms.ModelMultipleChoiceField):
    """The files that can still be taken off, each to be looked at first."""

    def label_from_instance(self, evidence) -> str:
        look = '{0}　<a href="{1}">打开<span class="visually-hidden">{0}</span></a>'
        return format_html(look, evidence, evidence.get_absolute_url())


class Part(Printed, forms.BaseForm):
    """A part of the answer that can be kept unfinished, and that evidence can be added to."""

    problem = None
    saving = False

    def offer_files(self, warning, problem=None) -> None:
        self.warning, self.problem = warning, problem
        self.fields["files"] = Files(
            label="佐证材料",
            required=False,
            fault=upload_fault,
            most=rules.MOST_FILES,
            help_text=f"照片、扫描件、PDF、Word 或 Excel，最多{rules.MOST_FILES}个，可以不传。",
        )
        self.look_again()

    def look_again(self) -> None:
        """Offer what has been added so far to be taken off."""
        added = queries.unsent_evidence(self.warning, self.problem)
        if not added:
            self.fields.pop("drop", None)
        elif "drop" in self.fields:
            self.fields["drop"].queryset = added
        else:
            self.fields["drop"] = Added(
                added, label="已传的材料，勾选的将去掉", required=False, widget=forms.CheckboxSelectMultiple
            )

    def keep_unfinished(self) -> None:
        """A draft asks for nothing yet."""
        self.saving = True
        for field in self.fields.values():
            field.required = False

    @contextmanager
    def at_the_files(self):
        """What the disk would not take is said beside the files, with all that was typed."""
        try:
            yield
        except NotStored as refusal:
            self.add_error("files", refusal.verdict.reason)

    @property
    def added(self):
        return self.fields["drop"].queryset if "drop" in self.fields else []

    @property
    def uploads(self) -> list:
        return self.cleaned_data.get("files") or []

    @property
    def dropped(self) -> list:
        return list(self.cleaned_data.get("drop") or ())

    def clean(self):
        cleaned = super().clean()
        number = len(self.added) - len(cleaned.get("drop") or ()) + len(cleaned.get("files") or ())
        if "files" in self.fields and not (verdict := rules.evidenced(number)):
            self.add_error("files", verdict.reason)
        return cleaned

    def kept(self) -> dict[str, str]:
        """What was written, by the names of the controls, as JSON keeps it."""
        written = {name: self.cleaned_data.get(name) for name in self.fields if name not in AROUND}
        return {self.add_prefix(name): _plain(value) for name, value in written.items()}

    def differences(self, stored: dict) -> list[Difference]:
        """Where the saved draft and what was typed disagree."""
        return [
            Difference(
                self[name].label, in_words(field, stored.get(self.add_prefix(name))), in_words(field, typed)
            )
            for name, field in self.fields.items()
            if name not in AROUND
            and (typed := self.cleaned_data.get(name)) is not None
            and _plain(typed) != (stored.get(self.add_prefix(name)) or "")
        ]


def _plain(value) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


class AnswerForm(Part, forms.Form):
    """成因剖析 by the four risk types, what was improved, and what is left (art. 43)."""

    explanation = Writing(
        "情况说明和纠正情况",
        rows=4,
        required=True,
        help_text="逐项说明通知书要求说明的问题，写明已怎样纠正。",
    )
    moral = Writing("思想道德方面")
    duty = Writing("岗位职责方面")
    process = Writing("业务流程方面")
    system = Writing("制度机制方面")
    rules_improved = Writing("完善了哪些制度")
    remaining = Writing("还没有完成的事项和原因", help_text="有问题没有填完成日期的，必须在这里写明原因。")
    on_behalf_of = forms.CharField(
        label="原填写人姓名", max_length=50, help_text="您在代录，请写明回告由谁填写、签名。"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, warning, problems, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.problems = problems
        if warning.tier != Tier.BLUE:
            del self.fields["explanation"]
        if not problems:
            self.fields["remaining"].help_text = ""
            self.offer_files(warning)
        if not on_behalf:
            del self.fields["on_behalf_of"]

    def is_multipart(self) -> bool:
        """The files may hang on the problems."""
        return True

    def clean(self):
        cleaned = super().clean()
        if self.saving:
            return cleaned
        if not any(cleaned.get(cause) for cause in Cause):
            self.add_error("moral", "请至少从一个方面剖析成因（第四十三条）。")
        if any(row.is_unfinished for row in self.problems) and not cleaned.get("remaining"):
            self.add_error("remaining", "有问题还没有完成，请写明原因。")
        return cleaned

    def content(self) -> dict:
        data = {name: value for name, value in self.cleaned_data.items() if name not in AROUND}
        rest = {name: value for name, value in data.items() if name not in Cause.values}
        return rest | {"causes": {cause.value: data[cause] for cause in Cause if data[cause]}}


class ProblemAnswerForm(Part, forms.ModelForm):
    class Meta:
        model = ProblemAnswer
        fields = ("measure", "person", "done_on", "evidence")
        widgets = {"measure": area(2), "done_on": forms.DateInput}
        labels = {"evidence": "佐证说明"}
        help_texts = {"done_on": "还没有完成的，留空。", "evidence": "如：公示照片、修订后的制度。"}

    def __init__(self, *args, warning, problem, former=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.former = former
        self.offer_files(warning, problem)
        name_by_number(self, problem.number)

    @property
    def is_unfinished(self) -> bool:
        return self.is_valid() and not self.cleaned_data["done_on"]

    def clean_done_on(self):
        done_on = self.cleaned_data["done_on"]
        if done_on and done_on > clock.today():
            raise forms.ValidationError("完成日期不能晚于今天；还没有完成的，请留空并写明原因。")
        return done_on

    def content(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AnswerEditor:
    """The answer with one form for each problem of the notice, filled in from the draft, or else from the last round.

    `saving` it, nothing has to be finished yet.
    """

    def __init__(self, data, files=None, *, warning, on_behalf: bool, name: str, saving=False):
        self.draft, last = queries.answer_draft(warning), queries.last_response(warning)
        self.stored = self.draft.content if self.draft else {}
        self.problems = self._rows(data, files, warning, last)
        initial = {"on_behalf_of": name} | written(last, ("explanation", "rules_improved", "remaining"))
        initial |= (last.causes if last else {}) | self.stored | {"version": self.version}
        options = {"warning": warning, "problems": self.problems, "on_behalf": on_behalf}
        self.form = AnswerForm(data, files, initial=initial, **options)
        if saving:
            for part in self.parts:
                part.keep_unfinished()

    def _rows(self, data, files, warning, last) -> list[ProblemAnswerForm]:
        former = {row.problem_id: row for row in last.answers.all()} if last else {}
        rows = []
        for problem in warning.problems.all():
            prefix, before = f"p{problem.pk}", former.get(problem.pk)
            initial = written(before, ProblemAnswerForm.Meta.fields) | {
                name: self.stored[f"{prefix}-{name}"]
                for name in ProblemAnswerForm.Meta.fields
                if f"{prefix}-{name}" in self.stored
            }
            options = {"prefix": prefix, "initial": initial, "former": before}
            rows.append(ProblemAnswerForm(data, files, warning=warning, problem=problem, **options))
        return rows

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 0

    @property
    def parts(self) -> list:
        return [self.form, *self.problems]

    def is_valid(self) -> bool:
        """Every form is asked, so that all mistakes are shown at once; and whether nobody was quicker."""
        valid = all([self.form.is_valid(), *[row.is_valid() for row in self.problems]])
        if self.is_stale and NEWER not in self.form.non_field_errors():
            self.form.data = self.form.data.copy()
            self.form.data["version"] = self.version
            self.form.add_error(None, NEWER)
        return valid and not self.is_stale

    @property
    def is_stale(self) -> bool:
        return (self.form.cleaned_data.get("version") or 0) != self.version

    @property
    def differences(self) -> list[Difference]:
        """Two versions of the draft, once they disagree."""
        if not self.form.is_bound or not self.is_stale:
            return []
        return [difference for part in self.parts for difference in part.differences(self.stored)]

    def kept(self) -> dict[str, str]:
        return {name: text for part in self.parts for name, text in part.kept().items()}

    def content(self) -> dict:
        answers = [{"problem": row.problem, **row.content()} for row in self.problems]
        return self.form.content() | {"answers": answers, "version": self.version}


def written(thing, names) -> dict:
    return {name: getattr(thing, name) for name in names} if thing else {}


class OpinionForm(Printed, forms.Form):
    opinion = forms.CharField(label="单位负责人意见", widget=area(3), max_length=LENGTH)
    on_behalf_of = forms.CharField(
        label="签署人姓名", max_length=50, help_text="您在代录，请写明意见由谁签署。"
    )

    def __init__(self, *args, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["on_behalf_of"]

"""A scheme on one page: its head, and its items as rows that are added, taken out and moved."""

from copy import copy
from decimal import Decimal

from django import forms

from assessment import rules
from assessment.models import Scheme, SchemeItem
from assessment.rules import schemes as scheme_rules
from core.numbers import plain
from core.spreadsheets.upload import FileForm
from core.verdict import Verdict, first_refusal
from rulebook.rules import LAST_ARTICLE

MOST_ITEMS = 80
FOR_WHOM = ("name", "applies_to", "year_from")
JUDGED = {"points", "rule_kind", "per_hit", "grades", "known_by"}
READING = ("deduct_from", "count", "bonus_looked_at")


class HeadForm(forms.ModelForm):
    edition = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Scheme
        fields = (*FOR_WHOM, "source", *READING)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year_from"].required = True
        if "edition" in self.fields:
            self.initial["edition"] = self.instance.edition

    def content(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CopyForm(HeadForm):
    """For another year or other units; everything else is as it was."""

    edition = None

    class Meta(HeadForm.Meta):
        fields = FOR_WHOM
        help_texts = {"name": "名称不变的，存为这个名称的下一版。"}


class SchemeFileForm(FileForm, HeadForm):
    """The file says the items; whom they are for stands on the page."""

    edition = None
    field_order = ("file", *FOR_WHOM, "source", *READING)

    class Meta(HeadForm.Meta):
        help_texts = {"name": "已经有这个名称的，存为下一版。"}


class ItemForm(forms.ModelForm):
    grades = forms.CharField(
        label="档次",
        max_length=200,
        required=False,
        widget=forms.TextInput({"placeholder": "良好 2、一般 1"}),
        help_text="写满分和0分之间的各档，从高到低。",
    )
    article = forms.IntegerField(label="条文", min_value=1, max_value=LAST_ARTICLE, required=False)

    class Meta:
        model = SchemeItem
        fields = (
            *("group", "text", "points", "rule_kind", "per_hit", "grades"),
            *("deduct_rule", "evidence", "known_by", "article"),
        )
        widgets = {
            "group": forms.TextInput({"list": "groups"}),
            "points": forms.NumberInput({"inputmode": "decimal", "step": "0.5"}),
            "per_hit": forms.NumberInput({"inputmode": "decimal", "step": "0.5"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["points"].min_value = Decimal("0.01")
        self.fields["known_by"].choices = [("", "没有"), *self.fields["known_by"].choices[1:]]

    def has_changed(self) -> bool:
        """A further row says something once more than its place, its group and its kind are written."""
        said = set(self.changed_data)
        return bool(said - {"ORDER", "group", "rule_kind"} if self.empty_permitted else said)

    def clean_grades(self) -> list:
        try:
            return scheme_rules.stored_grades(scheme_rules.read_grades(self.cleaned_data["grades"]))
        except ValueError as problem:
            part = str(problem)[:20]
            raise forms.ValidationError(f"“{part}”看不明白，请写成：良好 2、一般 1。") from None

    def clean(self) -> dict:
        said = super().clean()
        if not self.errors.keys() & JUDGED and self.has_changed():
            item = SchemeItem(**{name: said[name] for name in JUDGED})
            for field, verdict in scheme_rules.faults(item.arithmetic).items():
                self.add_error(field, verdict.reason)
        return said

    def content(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def folds_open(self) -> bool:
        """A mistake is not folded away."""
        return any(name in self.errors for name in ("deduct_rule", "evidence", "known_by", "article"))


class Items(forms.BaseFormSet):
    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = "顺序"

    @property
    def total(self) -> Decimal:
        """As far as the points can be read, for the sum beside them."""
        rows = [form for form in self.forms if not (self.is_bound and self._should_delete_form(form))]
        return sum(filter(None, (_read(form["points"].value()) for form in rows)), rules.ZERO)


def _read(value) -> Decimal | None:
    try:
        return forms.DecimalField(max_digits=5, decimal_places=2, required=False).clean(value)
    except forms.ValidationError:
        return None


ItemFormSet = forms.formset_factory(
    ItemForm,
    Items,
    extra=1,
    max_num=MOST_ITEMS,
    validate_max=True,
    can_delete=True,
    can_order=True,
)


class SchemeEditor:
    """The head and the items, read, checked and drawn together."""

    def __init__(self, data, scheme: Scheme):
        self.form = HeadForm(data, instance=copy(scheme))  # what is typed is not yet the scheme's
        rows = [_initial(item) for item in scheme.items.all()]
        self.items = ItemFormSet(data, initial=rows, prefix="items")

    def is_valid(self) -> bool:
        parts = [self.form.is_valid(), self.items.is_valid()]  # both of them say what is wrong
        if parts[1]:
            verdict = self._holds()
            if not verdict:
                self.form.add_error(None, verdict.reason)
        return all(parts) and self.form.is_valid()

    def _holds(self) -> Verdict:
        """The move asks the same again; here the sentence stands above what was typed."""
        rows = self.rows()
        return first_refusal(
            rules.totals_100(row["points"] for row in rows),
            scheme_rules.only_once(row["text"] for row in rows),
        )

    def rows(self) -> list[dict]:
        return scheme_rules.gathered([form.content() for form in self.items.ordered_forms])

    @property
    def total(self) -> Decimal:
        return self.items.total

    @property
    def balance(self) -> Verdict:
        return rules.totals_100([self.total])

    @property
    def edition(self) -> int:
        return self.form.cleaned_data["edition"]

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(filter(None, (form["group"].value() for form in self.items))))


def _initial(item: SchemeItem) -> dict:
    """As people write numbers: 3, not 3.00."""
    values = {name: getattr(item, name) for name in ItemForm.Meta.fields} | {"grades": item.grades_text}
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in values.items()}


class YearForm(forms.Form):
    """Which of the years is tried; the newest where none or no such year is asked for."""

    year = forms.TypedChoiceField(coerce=int, label="年度", required=False)

    def __init__(self, data, *, years: list[int]):
        super().__init__({"year": data.get("year") or (years[0] if years else "")})
        self.years = years
        self.fields["year"].choices = [(year, f"{year}年度") for year in years]

    @property
    def chosen(self) -> int | None:
        newest = self.years[0] if self.years else None
        return (self.cleaned_data["year"] or newest) if self.is_valid() else newest

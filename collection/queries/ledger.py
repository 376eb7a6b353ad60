"""台账: everything the reader may see of what was reported, searched, narrowed and counted (art. 39)."""

from typing import NamedTuple

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Concat

from collection.enums import ItemStatus, Source, SubjectKind
from core.dates import Quarter

SEARCHED = ("summary", "measures_taken")
NAMED = ("unit", "subject_unit", "subject_post", "subject_person", "power", "risk_point")
SINGLE = "single"  # what came without a form has no quarter
SORTS = {
    "found": ("found_on", "pk"),
    "unit": ("unit__position", "unit", "-found_on", "-pk"),
    "status": ("status", "-found_on", "-pk"),
}


class Option(NamedTuple):
    value: str
    label: str
    count: int


class Facet(NamedTuple):
    """One way of narrowing the ledger: what may be chosen, and how many rows each choice would leave."""

    name: str
    title: str
    options: list[Option]


class Field(NamedTuple):
    title: str
    value: str
    label: str | Concat


MOST = 8
# many units have a risk point of the same name
WHOSE_RISK = Concat("risk_point__name", Value("（"), "risk_point__unit__short_name", Value("）"))
FIELDS = {
    "source": Field("信息来源", "source", "source"),
    "subject": Field("反映对象", "subject_kind", "subject_kind"),
    "status": Field("状态", "status", "status"),
    "period": Field("报送期", "form__period__code", "form__period__code"),
    "unit": Field("采集点", "unit", "unit__short_name"),
    "risk_point": Field("关联风险点", "risk_point", WHOSE_RISK),
}
LABELS = {
    "source": dict(Source.choices),
    "subject": dict(SubjectKind.choices),
    "status": dict(ItemStatus.choices),
}


def matching(items, search: str):
    """The items that hold every word of the search, Chinese substrings included, wherever it stands.

    No trigram index would help: most words have two characters and hold no trigram. A name is looked up once where it
    lies, not once for every item that mentions it.
    """
    for word in search.split():
        found = Q()
        for field in SEARCHED:
            found |= Q(**{f"{field}__icontains": word})
        for path in NAMED:
            named = items.model._meta.get_field(path).related_model.objects.filter(name__icontains=word)
            found |= Q(**{f"{path}__in": named})
        items = items.filter(found)
    return items


def of_period(items, code: str):
    return items.filter(form=None) if code == SINGLE else items.filter(form__period__code=code)


def sorted_by(items, sort: str):
    """In the order of a name of SORTS, its first field reversed with a minus in front."""
    first, *rest = SORTS[sort.removeprefix("-")]
    return items.order_by(F(first).desc() if sort.startswith("-") else first, *rest)


def facet(name: str, items, chosen: str) -> Facet:
    """The choices there are among the items, the most frequent ones and the one that is chosen; one query."""
    field = FIELDS[name]
    rows = items.order_by().values_list(field.value, field.label).annotate(count=Count("pk"))
    if name == "period":
        rows = rows.order_by(F(field.label).desc(nulls_last=True))
    else:
        rows = rows.exclude(**{field.value: None}).order_by("-count", field.label)
    options = [Option(*_said(name, value, label), count) for value, label, count in rows]
    shown = [option for n, option in enumerate(options) if n < MOST or option.value == chosen]
    return Facet(name, field.title, shown)


def _said(name: str, value, label) -> tuple[str, str]:
    if name == "period":
        return (value, Quarter.parse(value).label) if value else (SINGLE, "随时报送")
    return str(value), LABELS.get(name, {}).get(label, label)

"""What was reported in the period: by source, by the type and level of the risk it hangs on, and where it comes up most."""

from collections import Counter
from functools import reduce
from operator import or_

from django.db.models import Q

from collection.enums import ItemStatus, Source, SubjectKind
from collection.models import InformationItem
from collection.queries.items import about, items_visible_to, unnamed
from core.dates import HalfYear, Quarter
from core.figures import Chapter, Figures, Number, Scope, grouped, ids, number
from core.registries import Link
from riskpoints.enums import Level, RiskType

MOST_FREQUENT = 5
UNLINKED = "未关联风险点"
FIELDS = (
    "pk",
    "source",
    "subject_kind",
    "risk_point__risk_type",
    "risk_point__level",
    "risk_point__step__name",
    "risk_point__link",
    "risk_point__name",
    "power__name",
)


def items_counted(scope: Scope):
    """Whoever asks: what the units reported for the period. What names 镇纪委 staff is the centre's matter alone (art. 36)."""
    items = InformationItem.objects.filter(_countable(), _within(scope.span), unit__in=scope.units)
    return items.exclude(status=ItemStatus.DRAFT)


def with_items(reports: list, user) -> set[int]:
    """The ids of those units' reports in whose period something was reported that the user may know of. One query."""
    spans = {report.pk: (report.unit_id, report.period.span) for report in reports if not report.is_towns}
    if not spans:
        return set()
    wanted = reduce(or_, (Q(unit=unit) & _within(span) for unit, span in spans.values()))
    items = unnamed(user).filter(_countable(), wanted).exclude(status=ItemStatus.DRAFT)
    found = items.order_by().values_list("unit", "form__period__code", "entered_at__date")
    return {
        pk
        for pk, (unit, span) in spans.items()
        if any(unit == at and _falls(code, day, span) for at, code, day in found)
    }


def _falls(code: str | None, day, span: Quarter | HalfYear) -> bool:
    codes = [quarter.code for quarter in quarters_of(span)]
    return code in codes if code else span.first_day <= day <= span.last_day


def quarters_of(span: Quarter | HalfYear) -> tuple[Quarter, ...]:
    return span.quarters if isinstance(span, HalfYear) else (span,)


def _countable() -> Q:
    return Q(unit__is_direct_point=True) | ~about(is_discipline_staff=True)


def _within(span: Quarter | HalfYear) -> Q:
    """Of a form of the period; what came without a form counts by the day it was entered."""
    codes = [quarter.code for quarter in quarters_of(span)]
    single = Q(form=None, entered_at__date__range=(span.first_day, span.last_day))
    return Q(form__period__code__in=codes) | single


def _rows(scope: Scope) -> list[dict]:
    return [_row(*values) for values in items_counted(scope).order_by("pk").values_list(*FIELDS)]


def _row(pk, source, subject_kind, risk_type, level, step, link, point, power) -> dict:
    return {
        "id": pk,
        "source": source,
        "subject": subject_kind,
        "type": risk_type or "",
        "level": level or "",
        "link": step or link or point or power or "",
    }


def known_items(user, ids) -> set[int]:
    """Those that may count for this reader: never one that names him."""
    return set(unnamed(user).filter(_countable(), pk__in=ids).values_list("pk", flat=True))


def _known(user, rows: list[dict]) -> list[dict]:
    known = known_items(user, ids(rows))
    return [row for row in rows if row["id"] in known]


def _figures(rows: list[dict], before: list[dict]) -> list[Figures]:
    kinds = (
        ("合计", [number("every", "信息总数", rows, before)]),
        ("按信息来源", grouped("source", Source.choices, "source", rows, before)),
        ("按反映对象", grouped("subject", SubjectKind.choices, "subject", rows, before)),
        ("按风险类别", grouped("type", [*RiskType.choices, ("", UNLINKED)], "type", rows, before)),
        ("按风险等级", grouped("level", [*Level.choices, ("", UNLINKED)], "level", rows, before)),
        ("高发环节", _most_frequent(rows, before)),
    )
    return [Figures(title, numbers) for title, numbers in kinds if numbers]


def _most_frequent(rows: list[dict], before: list[dict]) -> list[Number]:
    """The five links that come up most; of equals the one that comes first in the alphabet."""
    counts = Counter(row["link"] for row in rows if row["link"])
    links = sorted(counts, key=lambda link: (-counts[link], link))[:MOST_FREQUENT]
    return [
        number(f"link-{rank}", link, _on(rows, link), _on(before, link)) for rank, link in enumerate(links, 1)
    ]


def _on(rows: list[dict], link: str) -> list[dict]:
    return [row for row in rows if row["link"] == link]


def _line(item) -> Link:
    return Link("信息", item.summary, item.get_absolute_url(), on=item.found_on)


ITEMS = Chapter("items", "信息情况", _rows, _known, _figures, items_visible_to, _line)

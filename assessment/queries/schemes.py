"""The schemes …"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from assessment import rules
from assessment.enums import FROZEN, AppliesTo, SchemeStatus
from assessment.models import Scheme, Sheet
from assessment.queries.sheets import (
    deduction_of,
    reading_of,
    result_of,
    visible_to,
    warnings_on_all,
)
from assessment.rules import schemes as scheme_rules
from core.gates import DISCIPLINE


def schemes_visible_to(user):
    """A draft is 镇纪委's own affair until it is in force."""
    if user.holds(*DISCIPLINE):
        return Scheme.objects.all()
    return Scheme.objects.exclude(status=SchemeStatus.DRAFT)


def listed_schemes(user):
    """Those in force first, then what is being drafted, then what was; with how many sheets were scored by each."""
    order = [SchemeStatus.IN_FORCE, SchemeStatus.DRAFT, SchemeStatus.SAMPLE, SchemeStatus.RETIRED]
    found = schemes_visible_to(user).annotate(
        used=Count("sheets", distinct=True), size=Count("items", distinct=True)
    )
    return sorted(found, key=lambda scheme: order.index(scheme.status))


def scheme_in_force() -> Scheme | None:
    """The scheme in force for everybody, or for some, or the sample until one is."""
    in_force = Scheme.objects.filter(status=SchemeStatus.IN_FORCE)
    for_all = in_force.filter(applies_to=AppliesTo.EVERY).first()
    return for_all or in_force.first() or Scheme.objects.filter(status=SchemeStatus.SAMPLE).first()


def schemes_for(year: int) -> dict[str, Scheme]:
    """By kind of unit what it is scored by in a year: its own scheme, or the one for all, or the sample."""
    may_score = Scheme.objects.filter(status__in=(SchemeStatus.IN_FORCE, SchemeStatus.SAMPLE))
    found = may_score.filter(Q(year_from=None) | Q(year_from__lte=year)).prefetch_related("items")
    in_force = {scheme.applies_to: scheme for scheme in found if scheme.status == SchemeStatus.IN_FORCE}
    sample = next((scheme for scheme in found if scheme.status == SchemeStatus.SAMPLE), None)
    behind = in_force.get(AppliesTo.EVERY, sample)
    chosen = {kind: in_force.get(kind, behind) for kind in (AppliesTo.DEPARTMENT, AppliesTo.VILLAGE)}
    return {kind.value: scheme for kind, scheme in chosen.items() if scheme is not None}


def former_schemes(scheme: Scheme):
    """Those in force for the same units, which it takes the place of."""
    return Scheme.objects.filter(status=SchemeStatus.IN_FORCE, applies_to=scheme.applies_to)


def next_version(name: str) -> int:
    newest = Scheme.objects.filter(name=name).order_by("-version").first()
    return newest.version + 1 if newest else 1


def years_to_try(user, scheme: Scheme) -> list[int]:
    return list(_sheets_to_try(user, scheme).order_by("-year").values_list("year", flat=True).distinct())


def _sheets_to_try(user, scheme: Scheme):
    found = visible_to(user)
    return found if scheme.applies_to == AppliesTo.EVERY else found.filter(unit__kind=scheme.applies_to)


@dataclass(frozen=True)
class Tried:
    """One unit's score of a year as it was, and as it would have been."""

    sheet: Sheet
    then: Decimal
    under: Decimal
    unchecked: bool  # not everything had been checked, what was not counts in full in both

    @property
    def change(self) -> Decimal:
        return self.under - self.then

    @property
    def fall(self) -> Decimal:
        return self.then - self.under


@dataclass(frozen=True)
class Trial:
    rows: list[Tried]
    new: list[str]
    gone: list[str]


def trial(scheme: Scheme, year: int, user) -> Trial:
    """The draft on the sheets of a year, in memory: nothing is written, and the sheets stay as they are (art. 48)."""
    sheets = list(_sheets_to_try(user, scheme).filter(year=year).prefetch_related("lines__item"))
    warnings, on = warnings_on_all(sheets, user), date(year, 12, 31)
    items = [(item.text, item.points) for item in scheme.items.all()]
    reading = reading_of(scheme, on)
    readings = {scored_by: reading_of(scored_by, on) for scored_by in {sheet.scheme for sheet in sheets}}
    rows, new, gone = [], dict[str, None](), dict[str, None]()
    for sheet in sheets:
        lines = [
            (line.item.text, rules.Line(line.points, line.checked_score, line.applies))
            for line in sheet.lines.all()
        ]
        found = scheme_rules.tried(items, lines)
        then = _score_then(sheet, warnings[sheet.pk], readings[sheet.scheme])
        deductions = [deduction_of(warning) for warning in warnings[sheet.pk]]
        under = rules.result(found.lines, deductions, reading).score
        unchecked = any(line.score is None and line.applies for _, line in lines)
        rows.append(Tried(sheet, then, under, unchecked))
        new |= dict.fromkeys(found.new)
        gone |= dict.fromkeys(found.gone)
    return Trial(rows, list(new), list(gone))


def _score_then(sheet: Sheet, warnings, reading: rules.Reading) -> Decimal:
    """An approved score is the one that was approved."""
    if sheet.status in FROZEN:
        return Decimal(sheet.frozen["result"]["得分"])
    return result_of(sheet.lines.all(), warnings, reading).score

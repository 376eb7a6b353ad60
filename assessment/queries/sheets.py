"""The sheets …"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment import rules
from assessment.enums import FROZEN, SCORED
from assessment.models import Appeal, Scheme, Sheet
from core import clock
from core.gates import DISCIPLINE, Role
from core.numbers import plain
from earlywarnings.models import EarlyWarning
from earlywarnings.queries import counted_in
from earlywarnings.queries import visible_to as warnings_visible_to
from organisations.enums import UnitKind
from organisations.queries import active_units
from rulebook.queries import settings_in_force

READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD)


def visible_to(user):
    """镇纪委, the leaders and the centre see the sheets of their units, a head sees the unit's own."""
    return Sheet.objects.filter(unit__in=user.reach(*READERS)).select_related("unit", "scheme")


def scored_units(on):
    """Town departments, and villages unless switched off; enterprises only report (art. 48)."""
    kinds = [UnitKind.DEPARTMENT]
    if settings_in_force(on)["assessment.villages_scored"]:
        kinds.append(UnitKind.VILLAGE)
    return active_units(on).filter(kind__in=kinds)


def lines_of(sheet: Sheet):
    return sheet.lines.select_related("item")


def lines_to_appeal(sheet: Sheet):
    return lines_of(sheet).filter(checked_score__isnull=False, appeals=None)


def appeals_of(sheet: Sheet):
    return Appeal.objects.filter(line__sheet=sheet).select_related("line__item")


def appeals_visible_to(user):
    return Appeal.objects.filter(line__sheet__in=visible_to(user)).select_related(
        "line__item", "line__sheet__unit", "line__sheet__scheme"
    )


def sheets_of(user, warnings) -> dict[tuple[int, int], Sheet]:
    """The reader's sheets on which the warnings stand, by unit and year. One query."""
    units, years = {one.unit_id for one in warnings}, {one.signed_on.year for one in warnings}
    sheets = visible_to(user).filter(unit__in=units, year__in=years)
    return {(sheet.unit_id, sheet.year): sheet for sheet in sheets}


def frozen_sheets(year: int):
    return Sheet.objects.filter(year=year, status__in=FROZEN).select_related("unit", "scheme").order_by("pk")


def warnings_on_all(sheets, user) -> dict[int, list]:
    """For each sheet's unit the warnings that take points on it: signed in its year, not revoked. One query a year.

    Only those the reader may open: before a warning is served, the score of its unit does not give it away.
    """
    sheets = list(sheets)
    found: dict[tuple[int, int], list] = {(sheet.unit_id, sheet.year): [] for sheet in sheets}
    for year in sorted({sheet.year for sheet in sheets}):
        units = [unit for unit, of in found if of == year]
        counted = counted_in(warnings_visible_to(user), year).filter(unit__in=units)
        for warning in counted.order_by("signed_on", "pk"):
            found[warning.unit_id, year].append(warning)
    return {sheet.pk: found[sheet.unit_id, sheet.year] for sheet in sheets}


def last_day(sheet: Sheet) -> date:
    """The day by which a year is read: the amounts then in force, and who then led the unit."""
    return date(sheet.year, 12, 31)


def reading_of(scheme: Scheme, on=None) -> rules.Reading:
    """The scheme's reading of art. 48 with the amounts in force on the day."""
    values = settings_in_force(on)
    return rules.Reading(
        deduct_from=scheme.deduct_from,
        count=scheme.count,
        bonus_looked_at=scheme.bonus_looked_at,
        deductions={tier: Decimal(values[f"assessment.deduction_{tier}"]) for tier in rules.DEDUCTIONS},
        bonus_from=Decimal(values["assessment.bonus_from"]),
        bonus=Decimal(values["assessment.bonus"]),
        share=Decimal(values["assessment.share"]),
    )


def deduction_of(warning) -> rules.Deduction:
    """The same matter is the same risk point, or the warning that the others follow."""
    matter = ("risk_point", warning.risk_point_id) if warning.risk_point_id else ("warning", warning.first_id)
    return rules.Deduction(warning.pk, warning.tier, matter)


def result_of(lines, warnings, reading: rules.Reading) -> rules.Result:
    """The sheet worked out from its lines and the warnings that count."""
    return rules.result(
        [rules.Line(line.points, line.checked_score, line.applies) for line in lines],
        [deduction_of(warning) for warning in warnings],
        reading,
    )


def own_score(lines) -> Decimal | None:
    """自评 of the whole sheet, converted to a hundred; None while the unit has not scored itself."""
    scored = [rules.Line(line.points, line.self_score, line.applies) for line in lines]
    if not any(line.applies and line.score is not None for line in scored):
        return None
    return rules.converted(scored)


def reading_words(scheme: Scheme, reading: rules.Reading) -> str:
    """The reading of art. 48, as the sheet prints it."""
    points = "、".join(plain(reading.points(tier)) for tier in rules.DEDUCTIONS)
    return (
        f"红色、黄色、蓝色预警每件分别扣{points}分；{scheme.get_deduct_from_display()}；"
        f"同一事项多次预警的，{scheme.get_count_display()}；是否加分，{scheme.get_bonus_looked_at_display()}；"
        f"{plain(reading.bonus_from)}分及以上加{plain(reading.bonus)}分；按{plain(reading.share)}%计入责任制考核。"
    )


def result_facts(result: rules.Result, lines) -> dict[str, str]:
    """The result in plain words, as it is frozen."""
    own = own_score(lines)
    return {
        "适用项满分": plain(result.applicable),
        "自评": "未自评" if own is None else plain(own),
        "评分项得分": plain(result.base),
        "预警扣分": plain(result.deducted),
        "得分": plain(result.score),
        "计入责任制考核": plain(result.share),
        "加分": plain(result.bonus),
        "责任制考核合计": plain(result.into_responsibility),
    }


def frozen_result(sheet: Sheet) -> rules.Result:
    """The result as it was approved, whatever has changed since."""
    kept = {name: Decimal(value) for name, value in sheet.frozen["result"].items() if name != "自评"}
    return rules.Result(
        base=kept["评分项得分"],
        applicable=kept["适用项满分"],
        unchecked=rules.ZERO,
        deducted=kept["预警扣分"],
        score=kept["得分"],
        bonus=kept["加分"],
        share=kept["计入责任制考核"],
        into_responsibility=kept["责任制考核合计"],
    )


def years(user) -> list[int]:
    return list(visible_to(user).order_by("-year").values_list("year", flat=True).distinct())


def year_sought(text: str | None) -> int:
    """The year of the address, or this one."""
    return int(text) if text and text.isdecimal() and len(text) == 4 else clock.today().year


def without_sheet(year: int):
    """Scored units that have no sheet of the year yet."""
    return scored_units(clock.today()).exclude(sheets__year=year)


@dataclass(frozen=True)
class Row:
    """One unit on the list of sheets."""

    sheet: Sheet
    result: rules.Result
    warnings: int
    band: str  # empty until every item has been checked


def overview(user, year: int, *, by_score: bool = False) -> list[Row]:
    """The sheets of a year in the order of the units: no ranking (burden-reduction rules of 2023), unless it was asked for."""
    sheets = list(visible_to(user).filter(year=year).prefetch_related("lines"))
    warnings = warnings_on_all(sheets, user)
    bands = bands_in_force(date(year, 12, 31))
    readings = {scheme: reading_of(scheme, date(year, 12, 31)) for scheme in {s.scheme for s in sheets}}
    rows = [_row(sheet, warnings[sheet.pk], readings[sheet.scheme], bands) for sheet in sheets]
    return sorted(rows, key=lambda row: -row.result.score) if by_score else rows


def _row(sheet: Sheet, warnings: list, reading: rules.Reading, bands) -> Row:
    result = frozen_result(sheet) if sheet.is_frozen else result_of(sheet.lines.all(), warnings, reading)
    band = rules.band(result.score, bands).label if sheet.status in SCORED else ""
    return Row(sheet, result, len(warnings), band)


def bands_in_force(on: date) -> tuple[rules.Band, ...]:
    """The bands with the lines that the office has decided, the highest first."""
    values = settings_in_force(on)
    lines = [Decimal(values[f"assessment.band_{name}"]) for name in ("excellent", "good", "fair")]
    return tuple(
        rules.Band(each.label, least) for each, least in zip(rules.BANDS, [*lines, rules.ZERO], strict=True)
    )


NOT_SCORED = "未核查"


def tally(rows: list[Row], bands: tuple[rules.Band, ...]) -> list[tuple[str, int]]:
    """How many units are in each band, the highest first; last those whose items have not all been checked."""
    labels = [*(band.label for band in bands), NOT_SCORED]
    return [(label, sum((row.band or NOT_SCORED) == label for row in rows)) for label in labels]


def bands(user, year: int) -> list[tuple[str, int]]:
    """For the reader's units of a year."""
    return tally(overview(user, year), bands_in_force(date(year, 12, 31)))


@dataclass(frozen=True)
class Deducted:
    """One line of art. 48 on the sheet."""

    warning: EarlyWarning
    points: Decimal


def explained(sheet: Sheet, user) -> dict:
    """Everything the sheet says: worked out now, and once it is approved as it then was."""
    warnings = warnings_on_all([sheet], user)[sheet.pk]
    reading = reading_of(sheet.scheme, last_day(sheet))
    lines = list(lines_of(sheet))
    priced = rules.counted([deduction_of(warning) for warning in warnings], reading)
    now = result_of(lines, warnings, reading)
    result = frozen_result(sheet) if sheet.is_frozen else now
    band = rules.band(result.score, bands_in_force(last_day(sheet))).label
    return {
        "sheet": sheet,
        "lines": lines,
        "reading": reading,
        "reading_text": reading_words(sheet.scheme, reading),
        "own": own_score(lines),
        "result": result,
        "band": band if sheet.status in SCORED else "",
        "taken": len(sheet.frozen["warnings"] if sheet.is_frozen else warnings),
        "kept_warnings": sheet.frozen["warnings"] if sheet.is_frozen else {},
        "deductions": [
            Deducted(warning, deduction.points) for warning, deduction in zip(warnings, priced, strict=True)
        ],
    }

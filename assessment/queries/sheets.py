"""The schemes and sheets …"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment import rules
from assessment.enums import FROZEN, SchemeStatus
from assessment.models import Appeal, Scheme, Sheet
from audit.queries import timeline_of
from core import clock
from core.dates import cn
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


def scheme_in_force() -> Scheme:
    """The scheme in force, or the sample until one is."""
    schemes = Scheme.objects.exclude(status=SchemeStatus.RETIRED)
    return schemes.filter(status=SchemeStatus.IN_FORCE).first() or schemes.first()


def schemes():
    return Scheme.objects.prefetch_related("items")


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


def facts_of(sheet: Sheet) -> dict:
    """Every fact the score is worked out from, whoever asks, as plain words: what is frozen and compared (art. 48)."""
    lines = list(lines_of(sheet))
    warnings = counted_in(EarlyWarning.objects.filter(unit=sheet.unit), sheet.year)
    warnings = list(warnings.select_related("number").order_by("signed_on", "pk"))
    reading = reading_of(sheet.scheme, date(sheet.year, 12, 31))
    result = result_of(lines, warnings, reading)
    priced = rules.counted([deduction_of(warning) for warning in warnings], reading)
    return {
        "unit": sheet.unit.name,
        "year": sheet.year,
        "scheme": str(sheet.scheme),
        "lines": {line.item.text: _line_facts(line) for line in lines},
        "warnings": {
            str(warning.number or warning.pk): f"{warning.get_tier_display()}，扣{plain(one.points)}分"
            for warning, one in zip(warnings, priced, strict=True)
        },
        "result": {
            "评分项得分": plain(result.base),
            "预警扣分": plain(result.deducted),
            "得分": plain(result.score),
            "计入责任制考核": plain(result.share),
            "加分": plain(result.bonus),
        },
    }


def last_deed_on_warning(sheet: Sheet, number: str) -> str:
    """Who last did what to the warning of this number on the sheet's unit, in words; nothing for anything else."""
    warning = EarlyWarning.objects.filter(unit=sheet.unit, number__text=number).first()
    told = timeline_of(warning)[:1] if warning else []
    return "".join(f"最近：{cn(one['at'].date())}，{one['who']}，{one['what']}。" for one in told)


def _line_facts(line) -> str:
    if not line.applies:
        return "不适用"
    checked = "未核查" if line.checked_score is None else f"{plain(line.checked_score)}分"
    return f"满分{plain(line.points)}分，{checked}"


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


def overview(user, year: int) -> list[Row]:
    """The sheets of a year in the order of the units: no ranking (burden-reduction rules of 2023)."""
    sheets = list(visible_to(user).filter(year=year).prefetch_related("lines"))
    warnings = warnings_on_all(sheets, user)
    readings = {scheme: reading_of(scheme) for scheme in {sheet.scheme for sheet in sheets}}
    return [
        Row(
            sheet,
            result_of(sheet.lines.all(), warnings[sheet.pk], readings[sheet.scheme]),
            len(warnings[sheet.pk]),
        )
        for sheet in sheets
    ]


@dataclass(frozen=True)
class Deducted:
    """One line of art. 48 on the sheet."""

    warning: EarlyWarning
    points: Decimal


def explained(sheet: Sheet, user) -> dict:
    """Everything the sheet says, worked out now: 满分 → 自评 → 核查 → 扣分 → 得分 → 折算."""
    warnings = warnings_on_all([sheet], user)[sheet.pk]
    reading = reading_of(sheet.scheme)
    lines = list(lines_of(sheet))
    priced = rules.counted([deduction_of(warning) for warning in warnings], reading)
    return {
        "sheet": sheet,
        "lines": lines,
        "reading": reading,
        "result": result_of(lines, warnings, reading),
        "deductions": [
            Deducted(warning, deduction.points) for warning, deduction in zip(warnings, priced, strict=True)
        ],
    }

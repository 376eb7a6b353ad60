"""The facts of a sheet: what is frozen when it is approved, and who changed one of them afterwards …"""

from datetime import date

from assessment import rules
from assessment.models import Sheet
from assessment.queries.evidence import facts_behind
from assessment.queries.sheets import (
    deduction_of,
    last_day,
    lines_of,
    reading_of,
    reading_words,
    result_facts,
    result_of,
)
from assessment.queries.sources import SOURCES
from audit import queries as audit
from core.dates import cn
from core.numbers import plain
from earlywarnings.models import EarlyWarning
from earlywarnings.queries import counted_in
from organisations.models import Appointment, Portfolio
from organisations.queries import leading_group
from rulebook.models import SettingValue

NOBODY = "没有查到经办记录，可能直接改动了数据库。"


def facts_of(sheet: Sheet, until: date) -> dict:
    """Every fact the score is worked out from, whoever asks, as plain words: what is frozen and compared (art. 48).

    `until` is the last day at which evidence was looked: kept with the sheet, so that asking again asks the same.
    """
    lines = list(lines_of(sheet))
    warnings = counted_in(EarlyWarning.objects.filter(unit=sheet.unit), sheet.year)
    warnings = list(warnings.select_related("number").order_by("signed_on", "pk"))
    reading = reading_of(sheet.scheme, last_day(sheet))
    result = result_of(lines, warnings, reading)
    priced = rules.counted([deduction_of(warning) for warning in warnings], reading)
    return {
        "unit": sheet.unit.name,
        "year": sheet.year,
        "scheme": str(sheet.scheme),
        "reading": reading_words(sheet.scheme, reading),
        "until": until.isoformat(),
        "lines": {line.item.text: _line_facts(line) for line in lines},
        "evidence": facts_behind(sheet, lines, until),
        "warnings": {
            str(warning.number or warning.pk): f"{warning.get_tier_display()}，扣{plain(one.points)}分"
            for warning, one in zip(warnings, priced, strict=True)
        },
        "group": group_facts(sheet, result),
        "result": result_facts(result, lines),
    }


def _line_facts(line) -> str:
    if not line.applies:
        return "不适用"
    own = "未自评" if line.self_score is None else f"自评{plain(line.self_score)}分"
    checked = "未核查" if line.checked_score is None else f"核查{plain(line.checked_score)}分"
    return f"满分{plain(line.points)}分，{own}，{checked}"


def group_facts(sheet: Sheet, result: rules.Result) -> dict[str, str]:
    """Art. 48: the bonus is the unit's and, each for himself, that of the people who led it on the last day of the year."""
    if not result.bonus:
        return {}
    words = f"责任制考核加{plain(result.bonus)}分"
    return {person.name: words for person in leading_group(sheet.unit, last_day(sheet))}


def group_on(sheet: Sheet, result: rules.Result) -> dict[str, str]:
    """As it was approved, or as it would be now."""
    return sheet.frozen.get("group", {}) if sheet.is_frozen else group_facts(sheet, result)


def differences(sheet: Sheet) -> list[rules.Difference]:
    """What no longer is as it was approved; asked of the same days as then."""
    until = date.fromisoformat(sheet.frozen["until"]) if "until" in sheet.frozen else sheet.approved_on
    return rules.differences(sheet.frozen, facts_of(sheet, until))


def changed_by(sheet: Sheet, found: rules.Difference) -> str:
    """Who last did what to the fact, in a sentence; nothing for a result, which only follows from the others."""
    if found.part == "result":
        return ""
    if found.part == "reading":
        return _decided_last()
    last = audit.latest_on(_things(sheet, found), since=sheet.approved_on)
    return f"最近：{cn(last['at'].date())}，{last['who']}，{last['what']}。" if last else NOBODY


def _decided_last() -> str:
    last = SettingValue.objects.filter(key__startswith="assessment.").order_by("-pk").first()
    return f"最近：{cn(last.set_at.date())}，{last.set_by}，修改设置。" if last else NOBODY


def _things(sheet: Sheet, found: rules.Difference) -> list[tuple[str, int]]:
    """(label, id) of whatever the deed was done to."""
    if found.part == "unit":
        return [("organisations.unit", sheet.unit_id)]
    if found.part == "scheme":
        return [("assessment.scheme", sheet.scheme_id)]
    if found.part == "warnings":
        warnings = EarlyWarning.objects.filter(unit=sheet.unit, number__text=found.name)
        return [("earlywarnings.earlywarning", pk) for pk in warnings.order_by().values_list("pk", flat=True)]
    if found.part == "group":
        return _places(sheet.unit, found.name)
    return _rows(sheet, found) if found.part == "evidence" else []


def _places(unit, name: str) -> list[tuple[str, int]]:
    held = Appointment.objects.filter(post__unit=unit, person__name=name)
    charged = Portfolio.objects.filter(unit=unit, person__name=name)
    return [(row._meta.label_lower, row.pk) for rows in (held, charged) for row in rows]


def _rows(sheet: Sheet, found: rules.Difference) -> list[tuple[str, int]]:
    """The rows that came or went; where none did, something else about them changed."""
    line = lines_of(sheet).filter(item__text=found.name).first()
    source = SOURCES.get(line.item.known_by) if line else None
    if source is None:
        return []
    rows = source.find(sheet.unit, sheet.year, date.fromisoformat(sheet.frozen["until"])).rows
    model = rows.model
    changed = model.objects.filter(pk__in=found.rows) if found.rows else rows
    return [thing for row in changed for thing in source.deeds(row)]

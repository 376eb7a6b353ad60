"""The evidence on a sheet's lines: the number, the words and the rows all come from the one query of its source …"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from assessment import rules
from assessment.enums import RuleKind
from assessment.queries.sources import SOURCES, Part, Source
from assessment.rules import schemes


@dataclass(frozen=True)
class Evidence:
    """`hits` cost `per_hit` each, down to zero; `proposed` is what would be left of the item."""

    known: str
    text: str
    hits: int
    url: str
    proposed: Decimal | None = None


@dataclass(frozen=True)
class Row:
    """One row behind an evidence: why it counts, what it is and where it is read."""

    why: str
    text: str
    url: str


@dataclass(frozen=True)
class Behind:
    """Everything behind the evidence of a line that this reader may open."""

    evidence: Evidence
    rows: list[Row]
    closed: int  # rows the reader may not open
    elsewhere: str  # where the rows that do not count are listed too


def evidence_for(sheet, lines, today: date) -> dict[int, Evidence]:
    """By the line's id: what the system knows of it at the end of the year, or so far. One query an item."""
    known = [line for line in lines if line.item.known_by in SOURCES]
    if sheet.is_frozen:
        return {line.pk: _kept(sheet, line) for line in known if line.item.text in _frozen(sheet)}
    until = until_of(sheet, today)
    return {line.pk: _evidence(sheet, line, until) for line in known}


def known_lines(sheet):
    """The lines of the sheet that the system knows something of."""
    return sheet.lines.filter(item__known_by__in=SOURCES).select_related("item")


def until_of(sheet, today: date) -> date:
    """The last day looked at: what was looked at when the sheet was approved stays."""
    if sheet.is_frozen and "until" in sheet.frozen:
        return date.fromisoformat(sheet.frozen["until"])
    return rules.looked_at_until(sheet.year, today)


def _frozen(sheet) -> dict:
    return sheet.frozen.get("evidence", {})


def _kept(sheet, line) -> Evidence:
    """As it was approved, in the words of that day."""
    kept = _frozen(sheet)[line.item.text]
    return Evidence(line.item.known_by, kept["text"], len(kept["rows"]), _url(sheet, line))


def _url(sheet, line) -> str:
    return reverse("assessment:evidence", args=[sheet.pk, line.pk])


def _evidence(sheet, line, until: date) -> Evidence:
    found = SOURCES[line.item.known_by].find(sheet.unit, sheet.year, until)
    every, each = found.numbers()
    hits = found.hits(each)
    proposed = schemes.proposed(RuleKind(line.item.rule_kind), line.points, line.item.per_hit, hits)
    return Evidence(line.item.known_by, found.text(every, each), hits, _url(sheet, line), proposed)


def behind(sheet, line, user, today: date) -> Behind:
    """Every row that counts, each with its link, as far as the reader may open it."""
    until, source = until_of(sheet, today), SOURCES[line.item.known_by]
    found = source.find(sheet.unit, sheet.year, until)
    rows = [
        row
        for part in found.parts
        for row in _rows(source, part, found.rows.filter(part.counts).filter(source.opens(user)).distinct())
    ]
    counting = found.counting().order_by()
    closed = counting.count() - counting.filter(source.opens(user)).count()
    elsewhere = source.elsewhere(sheet.unit, sheet.year)
    return Behind(_evidence(sheet, line, until), rows, closed, elsewhere)


def _rows(source: Source, part: Part, rows) -> list[Row]:
    found = rows.select_related(*source.with_names) if source.with_names else rows
    return [Row(part.label, source.name(row), source.url(row)) for row in found]


def facts_behind(sheet, lines, until: date) -> dict[str, dict]:
    """By the item's words: what was said of it and the ids of the rows that counted, to be frozen with the sheet."""
    facts = {}
    for line in lines:
        if line.item.known_by in SOURCES:
            found = SOURCES[line.item.known_by].find(sheet.unit, sheet.year, until)
            every, each = found.numbers()
            ids = sorted(found.counting().order_by().values_list("pk", flat=True)) if any(each) else []
            model = found.rows.model._meta.label_lower
            facts[line.item.text] = {"text": found.text(every, each), "model": model, "rows": ids}
    return facts

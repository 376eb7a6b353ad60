"""One import, all or nothing: every row is looked at, and a single wrong cell saves none of them."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from core.spreadsheets.columns import CellError
from core.spreadsheets.reading import Row, Table

IN_JSON = ("rows", "accepted", "rejected", "created", "updated", "unchanged")


class Saved(Enum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass
class ImportReport:
    """What an import did, or with `check_only` would do. Anything rejected means nothing was saved."""

    rows: int = 0
    accepted: int = 0
    rejected: list[CellError] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    taken_in: bool = field(default=False, compare=False)
    table: Table | None = field(default=None, compare=False)
    questions: list = field(default_factory=list, compare=False)  # what the rows leave for somebody to decide

    def __bool__(self) -> bool:
        return not self.rejected

    def as_json(self) -> str:
        said = {name: getattr(self, name) for name in IN_JSON}
        said["rejected"] = [{"row": e.row, "column": e.column, "message": e.message} for e in self.rejected]
        return json.dumps(said, ensure_ascii=False)


def run_import(
    table: Table,
    *,
    save_row: Callable[[Row], Saved],
    finish: Callable[[], None] | None = None,
    check_only: bool = False,
) -> ImportReport:
    """Hand every readable row to `save_row` inside one transaction; keep it only when no row was rejected.

    `save_row` refuses with ValidationError; a dictionary of field names marks the cells of those columns. An
    importer that writes in bulk collects in `save_row` and writes in `finish`, called once when all rows are good.
    """
    report, tally = ImportReport(table=table), Counter()
    with transaction.atomic():
        for row in table.rows:
            report.rows += 1
            errors = row.errors or _save(table, row, save_row, tally)
            report.rejected += errors
            report.accepted += not errors
        if report and finish:
            finish()
        if check_only or not report:
            transaction.set_rollback(True)
    report.taken_in = bool(report) and not check_only
    if report:
        report.created, report.updated, report.unchanged = (tally[saved] for saved in Saved)
    return report


def _save(table: Table, row: Row, save_row, tally: Counter) -> list[CellError]:
    try:
        tally[save_row(row)] += 1
    except ValidationError as refusal:
        return list(_cell_errors(table, row, refusal))
    return []


def _cell_errors(table: Table, row: Row, refusal: ValidationError):
    if not hasattr(refusal, "error_dict"):
        yield table.error(row.number, NON_FIELD_ERRORS, "".join(refusal.messages))
        return
    for name, messages in refusal.message_dict.items():
        yield table.error(row.number, name, "".join(messages))

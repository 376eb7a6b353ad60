"""示例库: public lists of other places, to copy from. They never enter a register, a count, a map or a score."""

import csv
from pathlib import Path

from core.spreadsheets import Column, ImportReport, Saved, read_table, run_import
from core.spreadsheets.values import whole_number
from powers import workflow
from powers.models import LibraryPower

PACKAGED = Path(__file__).parent.parent / "data" / "powers.csv"
MARK = "inferred_fields"  # the column by which a list of examples is known
COLUMNS = [
    Column("no", "no", ("序号",), True, parse=whole_number),
    Column("name", "name", ("名称",), True, max_length=200),
    Column("type", "type", ("类型",), max_length=60),
    Column("basis", "basis", ("依据",), max_length=300),
    Column("exercised_by", "exercised_by", ("行使主体",)),
    Column("time_limit", "time_limit", ("时限",), max_length=200),
    Column("note", "note", ("备注",), max_length=300),
    Column("origin", "origin", ("出处类别",)),
    Column(MARK, MARK, ("推断的栏目",), max_length=200),
    Column("source", "source", ("出处",)),
]
ELSEWHERE = ("苏木", "街道", "镇街", "草原", "燃气")  # bodies and matters a rural town of ours does not have
OTHER_PLACES = ("重庆市", "安徽省")


def load_examples(upload, *, check_only: bool = False) -> ImportReport:
    """Take a list of examples into the 示例库, each known by its number."""
    table = read_table(upload, columns=COLUMNS)
    stored = {entry.number: entry for entry in LibraryPower.objects.all()}
    rows: list[LibraryPower] = []

    def save_row(row) -> Saved:
        entry = example(row.values)
        before = stored.get(entry.number)
        if before and all(getattr(before, name) == getattr(entry, name) for name in CONTENT):
            return Saved.UNCHANGED
        rows.append(entry)
        return Saved.UPDATED if before else Saved.CREATED

    return run_import(
        table,
        save_row=save_row,
        finish=lambda: rows and workflow.stock_library(rows, fields=CONTENT, sha256=table.digest),
        check_only=check_only,
    )


CONTENT = ("name", "kind", "basis", "time_limit", "note", "inferred_fields", "fits_a_town")


def example(values: dict) -> LibraryPower:
    """Where a list comes from is left out: an example is a wording, not a statement about another town."""
    return LibraryPower(
        number=values["no"],
        name=values["name"],
        kind=values.get("type", ""),
        basis=values.get("basis", ""),
        time_limit=values.get("time_limit", ""),
        note=values.get("note", ""),
        inferred_fields=values.get(MARK, ""),
        fits_a_town=fits_a_town(values),
    )


def fits_a_town(values: dict) -> bool:
    """Whether a town such as ours could exercise it under this basis."""
    whole = " ".join(str(values.get(name, "")) for name in ("name", "exercised_by", "basis", "note"))
    return not any(word in whole for word in (*ELSEWHERE, *OTHER_PLACES))


def load_packaged_examples(manager) -> None:
    """The list we bring along, straight from our own package."""
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        columns = {column.name: column for column in COLUMNS}
        rows = [
            {name: columns[name].read(cell) for name, cell in row.items()} for row in csv.DictReader(file)
        ]
    model = manager.model
    manager.bulk_create(
        [model(**{name: getattr(example(row), name) for name in ("number", *CONTENT)}) for row in rows]
    )

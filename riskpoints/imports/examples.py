"""示例库: public registers of other places, to copy from. They never enter a register, a count, a map or a score."""

import csv
from pathlib import Path

from django.apps import apps as installed

from core.spreadsheets import Column, ImportReport, Saved, read_table, run_import
from core.spreadsheets.values import whole_number
from riskpoints import rules, tables, workflow
from riskpoints.models import LibraryRiskPoint

PACKAGED = Path(__file__).parent.parent / "data" / "risk_points.csv"
MARK = "inferred_fields"  # the column by which a list of examples is known
COLUMNS = [
    Column("no", "no", ("序号",), True, parse=whole_number),
    Column("dept", "dept", ("科室",), max_length=60),
    Column("post", "post", ("岗位",), max_length=60),
    Column("risk_class", "risk_class", ("风险类别",), True, parse=tables.risk_type),
    Column("risk_point", "risk_point", ("风险点",), True, max_length=200),
    Column("manifestation", "manifestation", ("表现形式",)),
    Column("level", "level", ("等级",), parse=tables.level),
    Column("level_raw", "level_raw", ("来源所载等级",), max_length=60),
    Column("measures", "measures", ("措施",)),
    Column("owner_role", "owner_role", ("责任人",), max_length=100),
    Column("context", "context", ("来源类别",), True, max_length=40),
    Column("origin", "origin", ("出处类别",)),
    Column(MARK, MARK, ("推断的栏目",), max_length=200),
    Column("source", "source", ("出处",)),
]
CONTENT = (
    "dept",
    "post",
    "risk_type",
    "name",
    "manifestation",
    "level",
    "level_raw",
    "measures",
    "owner_role",
    "context",
    "inferred_fields",
    "fits_a_town",
)
REPORTED = "案例"
FITTING = ("镇", "村", "机关通用")


def load_examples(upload, *, check_only: bool = False) -> ImportReport:
    """Take a list of examples into the 示例库, each known by its number."""
    table = read_table(upload, columns=COLUMNS)
    stored = {entry.number: entry for entry in LibraryRiskPoint.objects.all()}
    rows: list[LibraryRiskPoint] = []

    def save_row(row) -> Saved:
        entry = LibraryRiskPoint(**example(row.values))
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


def example(values: dict) -> dict:
    """An example is a wording, not a statement about another town: no source, and no place of a reported case."""
    context = values["context"]
    manifestation = values.get("manifestation", "")
    if REPORTED in context:
        manifestation = rules.without_places(manifestation)
    return {
        "number": values["no"],
        "dept": values.get("dept", ""),
        "post": values.get("post", ""),
        "risk_type": values["risk_class"],
        "name": values["risk_point"],
        "manifestation": manifestation,
        "level": values.get("level") or "",
        "level_raw": values.get("level_raw", ""),
        "measures": values.get("measures", ""),
        "owner_role": values.get("owner_role", ""),
        "context": context,
        "inferred_fields": values.get(MARK, ""),
        "fits_a_town": REPORTED not in context and any(word in context for word in FITTING),
    }


def load_reference(using, apps=installed, **kwargs) -> None:
    """Receiver of post_migrate: the list we bring along, once, straight from our own package."""
    try:
        model = apps.get_model("riskpoints", "LibraryRiskPoint")
    except LookupError:  # migrated back to nothing
        return
    manager = model.objects.using(using)
    if manager.exists():
        return
    columns = {column.name: column for column in COLUMNS}
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        rows = [
            {name: columns[name].read(cell) for name, cell in row.items()} for row in csv.DictReader(file)
        ]
    manager.bulk_create([model(**example(row)) for row in rows])

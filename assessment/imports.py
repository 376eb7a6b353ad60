"""The default scheme from data/scoring.csv: 27 items in 8 groups, exactly 100, marked 示例."""

import csv
from decimal import Decimal
from pathlib import Path

from django.apps import apps as installed

from assessment import workflow
from assessment.models import Scheme

SCORING = Path(__file__).parent / "data" / "scoring.csv"


def default_items() -> list[dict]:
    with SCORING.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["scheme_id"] == "DEFAULT"]
    return [
        {
            "group": row["category"],
            "text": row["item"],
            "points": Decimal(row["points"]),
            "deduct_rule": row["deduct_rule"],
            "evidence": row["evidence"],
        }
        for row in rows
    ]


def load_default(sender=None, apps=installed, **kwargs) -> None:
    """After migrate: the sample scheme, once."""
    try:
        apps.get_model("assessment", "Scheme")
    except LookupError:  # migrated back to nothing
        return
    if not Scheme.objects.exists():
        workflow.write_scheme(name="百分考核评分细则", items=default_items(), source="示例待核")

"""The default scheme from data/scoring.csv: 27 items in 8 groups, exactly 100, marked 示例."""

import csv
from decimal import Decimal
from pathlib import Path

from django.apps import apps as installed

from assessment import workflow
from assessment.enums import Known, SchemeStatus
from assessment.models import Scheme, SchemeItem

# What the system knows of the default scheme's items, and what one hit costs by its own 扣分标准.
KNOWN = {
    "A3": (Known.FOUR_AREAS, Decimal(1)),
    "B2": (Known.COMMITMENTS, Decimal("0.5")),
    "C1": (Known.BASES, Decimal("0.5")),
    "C2": (Known.PROCEDURES, Decimal("0.5")),
    "D1": (Known.COVERAGE, Decimal("0.5")),
    "D3": (Known.MEASURES, Decimal("0.5")),
    "D4": (Known.REVIEWS, Decimal("0.5")),
    "E1": (Known.CATALOGUE, Decimal("1.25")),
    "E2": (Known.DISCLOSURE, Decimal(1)),
    "F1": (Known.DECISIONS, Decimal("0.5")),
    "F2": (Known.ASSESSMENTS, Decimal("1.5")),
    "F3": (Known.CASES, Decimal("0.5")),
    "G1": (Known.FORMS, Decimal("0.5")),
    "G2": (Known.ANALYSES, Decimal(2)),
    "G3": (Known.ANSWERS, Decimal(1)),
    "G4": (Known.VERIFICATIONS, Decimal(1)),
    "H1": (Known.SPOT_CHECKS, Decimal(1)),
    "H3": (Known.POLLS, Decimal(2)),
}
SCORING = Path(__file__).parent / "data" / "scoring.csv"


def default_items() -> list[dict]:
    with SCORING.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["scheme_id"] == "DEFAULT"]
    return [
        {
            "known_by": KNOWN.get(row["item"].split()[0], (None, None))[0] or "",
            "per_hit": KNOWN.get(row["item"].split()[0], (None, None))[1],
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
    _name_sources()
    if not Scheme.objects.exists():
        workflow.write_scheme(name="百分考核评分细则", items=default_items(), source="示例待核")


def _name_sources() -> None:
    """A sample loaded before the system knew its items' evidence learns it now; no score changes by that."""
    for code, (known, per_hit) in KNOWN.items():
        items = SchemeItem.objects.filter(
            scheme__status=SchemeStatus.SAMPLE, known_by="", text__startswith=f"{code} "
        )
        items.update(known_by=known, per_hit=per_hit)

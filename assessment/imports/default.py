"""The default scheme from data/scoring.csv: 27 items in 8 groups, exactly 100, marked 示例."""

import csv
from decimal import Decimal
from pathlib import Path

from django.apps import apps as installed

from assessment import workflow
from assessment.enums import Known, RuleKind, SchemeStatus
from assessment.models import Scheme, SchemeItem

DEDUCTED, GRADED = RuleKind.PER_CASE, RuleKind.GRADED
# How the items of the default scheme are scored by their own 扣分标准, what one costs, the article, what the system
# knows of it. Those that are missing here name two things at once, or nothing to count: somebody judges them.
KINDS = {
    "A1": (DEDUCTED, "1.5", 49, ""),
    "A3": (DEDUCTED, "1", 27, Known.FOUR_AREAS),
    "A4": (DEDUCTED, "1", 49, ""),
    "B1": (DEDUCTED, "2", 17, ""),
    "B2": (DEDUCTED, "0.5", 23, Known.COMMITMENTS),
    "B3": (DEDUCTED, "1", 24, ""),
    "C1": (DEDUCTED, "0.5", 8, Known.BASES),
    "C2": (DEDUCTED, "0.5", 25, Known.PROCEDURES),
    "C3": (DEDUCTED, "0.5", 22, ""),
    "C4": (GRADED, None, 8, ""),
    "D1": (DEDUCTED, "0.5", 14, Known.COVERAGE),
    "D2": (DEDUCTED, "0.5", 18, ""),
    "D3": (DEDUCTED, "0.5", 16, Known.MEASURES),
    "D4": (DEDUCTED, "0.5", 15, Known.REVIEWS),
    "E1": (DEDUCTED, "1.25", 15, Known.CATALOGUE),
    "E2": (DEDUCTED, "1", 10, Known.DISCLOSURE),
    "F1": (DEDUCTED, "0.5", 30, Known.DECISIONS),
    "F2": (DEDUCTED, "1.5", 33, Known.ASSESSMENTS),
    "F3": (DEDUCTED, "0.5", 26, Known.CASES),
    "G1": (DEDUCTED, "0.5", 38, Known.FORMS),
    "G2": (DEDUCTED, "2", 39, Known.ANALYSES),
    "G3": (DEDUCTED, "1", 43, Known.ANSWERS),
    "G4": (DEDUCTED, "1", 44, Known.VERIFICATIONS),
    "H1": (DEDUCTED, "1", 44, Known.SPOT_CHECKS),
    "H2": (DEDUCTED, "0.5", 49, ""),
    "H3": (DEDUCTED, "2", 37, Known.POLLS),
}
SAMPLE = "示例待核"
GRADES = {"C4": [["迟报", "1"]]}
SCORING = Path(__file__).parent.parent / "data" / "scoring.csv"


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
            **_kind_of(row["item"]),
        }
        for row in rows
    ]


def _kind_of(text: str) -> dict:
    code = text.split()[0]
    if code not in KINDS:
        return {}
    kind, per_hit, article, known = KINDS[code]
    price = None if per_hit is None else Decimal(per_hit)
    return {
        "rule_kind": kind,
        "per_hit": price,
        "grades": GRADES.get(code, []),
        "article": article,
        "known_by": known,
    }


def load_default(sender=None, apps=installed, **kwargs) -> None:
    """After migrate: the sample scheme, once."""
    try:
        known = {field.name for field in apps.get_model("assessment", "SchemeItem")._meta.fields}
    except LookupError:  # migrated back to nothing
        return
    if "article" not in known:  # migrated part of the way back
        return
    _name_kinds()
    if not Scheme.objects.exists():
        workflow.write_scheme(
            name="百分考核评分细则",
            items=default_items(),
            source=SAMPLE,
            status=SchemeStatus.SAMPLE,
        )


def _name_kinds() -> None:
    """A sample loaded before its items had kinds and evidence learns them now; no score changes by that."""
    for item in SchemeItem.objects.filter(
        scheme__status=SchemeStatus.SAMPLE, scheme__source=SAMPLE, article=None
    ):
        if learnt := _kind_of(item.text):
            SchemeItem.objects.filter(pk=item.pk).update(**learnt)

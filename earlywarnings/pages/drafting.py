"""The table of art. 42, and what a draft need not be told again."""

from dataclasses import dataclass

from earlywarnings import rules
from earlywarnings.enums import Tier


@dataclass(frozen=True)
class TierRow:
    """One row of the table of art. 42."""

    tier: Tier
    criterion: str
    measures: str
    document: str


def tier_row(tier: str) -> TierRow:
    tier = Tier(tier)
    measures = "、".join(measure.label for measure in rules.MEASURES[tier])
    return TierRow(tier, rules.CRITERIA[tier], measures, rules.DOCUMENTS[tier].label)


def tiers() -> list[TierRow]:
    return [tier_row(tier) for tier in Tier]


def raised_initial(former) -> dict:
    """What the warning that failed says, and the problems that were not put right."""
    kept = ("title", "person", "risk_point", "facts", "rule_violated", "requirements", "evaluation")
    fields = {name: getattr(former, name) for name in (*kept, "supervisor", "copies_to", "source_note")}
    return fields | {"recused": list(former.recused.all())}


def draft_initial(items) -> dict:
    """What the items already say need not be typed again."""
    first = items[0]
    return {
        "person": first.subject_person_id,
        "risk_point": first.risk_point_id,
        "facts": "\n".join(item.summary for item in items),
    }

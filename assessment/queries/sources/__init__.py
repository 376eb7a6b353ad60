"""What the system knows of a unit's year, item by item: proposed as evidence with its rows, never imposed (art. 48) …

Each is one function of the unit, the year and the last day looked at, with the item of the default scheme it fits and
its article. What happened after that day is left out wherever a row says when, so that a year over can be asked again.
"""

from assessment.enums import Known
from assessment.queries.sources import decided, people, powers, reporting, risks, warned
from assessment.queries.sources.found import Found, Part, Source

SOURCES: dict[str, Source] = {
    Known.FORMS: reporting.FORMS,
    Known.ANALYSES: reporting.ANALYSES,
    Known.POLLS: reporting.POLLS,
    Known.ANSWERS: warned.ANSWERS,
    Known.VERIFICATIONS: warned.VERIFICATIONS,
    Known.SPOT_CHECKS: warned.SPOT_CHECKS,
    Known.CASES: powers.CASES,
    Known.BASES: powers.BASES,
    Known.PROCEDURES: powers.PROCEDURES,
    Known.COVERAGE: risks.COVERAGE,
    Known.MEASURES: risks.MEASURES,
    Known.REVIEWS: risks.REVIEWS,
    Known.CATALOGUE: risks.CATALOGUE,
    Known.COMMITMENTS: people.COMMITMENTS,
    Known.FOUR_AREAS: people.FOUR_AREAS,
    Known.ASSESSMENTS: decided.ASSESSMENTS,
    Known.DECISIONS: decided.DECISIONS,
    Known.DISCLOSURE: decided.DISCLOSURE,
}

__all__ = ["SOURCES", "Found", "Part", "Source"]

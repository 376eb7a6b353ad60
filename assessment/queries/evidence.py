"""What the system knows of a unit's year, item by item: proposed as evidence with its rows, never imposed (art. 48) …

Each function counts, in points of `per_hit`, what happened; the item says how much one costs.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from assessment.enums import Known, RuleKind
from assessment.rules import schemes as rules
from collection.enums import FILED, TO_FILL, ReportKind
from collection.models import CollectionForm, PeriodReport
from deadlines.models import Deadline
from decisions.enums import Category, Outcome
from decisions.models import AgendaItem
from declarations.enums import IN_FORCE
from declarations.models import Commitment
from declarations.queries.commitments import signers
from earlywarnings.enums import COUNTED
from earlywarnings.models import EarlyWarning, Response
from powers.enums import Status as PowerStatus
from powers.models import Power, PowerCase
from powers.queries import cases as power_cases
from riskpoints.enums import REVIEW_KIND
from riskpoints.models import RiskPoint
from riskpoints.queries import in_register, listed


@dataclass(frozen=True)
class Evidence:
    """`hits` cost `per_hit` each, down to zero; `proposed` is what would be left of the item."""

    known: str
    text: str
    hits: int
    url: str
    proposed: Decimal | None = None


def forms(unit, year: int, today: date) -> tuple[int, str, str]:
    """G1: a late form costs once, one that is missing three times."""
    due = CollectionForm.objects.filter(
        unit=unit, period__code__startswith=f"{year}Q", period__due_on__lt=today
    )
    late = due.filter(status__in=FILED, first_submitted_on__gt=F("period__due_on")).count()
    missing = due.filter(status__in=TO_FILL).count()
    text = f"到期的季度表{due.count()}张，迟报{late}张，未报{missing}张"
    return late + 3 * missing, text, reverse("collection:board")


def analyses(unit, year: int, today: date) -> tuple[int, str, str]:
    reports = PeriodReport.objects.filter(
        unit=unit, kind=ReportKind.ANALYSIS, period__code__startswith=f"{year}H", due_on__lt=today
    )
    missing = reports.filter(first_submitted_on=None).count()
    return missing, f"到期的半年分析报告{reports.count()}份，未报{missing}份", reverse("collection:reports")


def answers(unit, year: int, today: date) -> tuple[int, str, str]:
    """G3: judged on the first answer (art. 43); one revoked does not count."""
    due = EarlyWarning.objects.filter(
        unit=unit, status__in=COUNTED, answer_due_on__year=year, answer_due_on__lt=today
    )
    late = due.filter(Q(first_answered_on__gt=F("answer_due_on")) | Q(first_answered_on=None)).count()
    return late, f"到期应回告{due.count()}件，逾期{late}件", reverse("earlywarnings:index")


def verifications(unit, year: int, today: date) -> tuple[int, str, str]:
    first = Response.objects.filter(warning__unit=unit, round=1, verified_at__year=year)
    failed = first.filter(passed=False).count()
    return failed, f"首次复核{first.count()}件，不合格{failed}件", reverse("earlywarnings:index")


def cases(unit, year: int, today: date) -> tuple[int, str, str]:
    own = PowerCase.objects.filter(unit=unit, accepted_on__year=year)
    late = power_cases.overdue(own, today).count() + power_cases.cases_by_lateness(own, "done", today).count()
    return late, f"本年受理{own.count()}件，超期{late}件", f"{reverse('powers:cases')}?unit={unit.pk}"


def bases(unit, year: int, today: date) -> tuple[int, str, str]:
    own = _powers(unit)
    lacking = own.filter(Q(bases=None) | Q(content="")).distinct().count()
    text = f"已确认的职权{own.count()}项，要素不全{lacking}项"
    return lacking, text, f"{reverse('powers:index')}?unit={unit.pk}"


def procedures(unit, year: int, today: date) -> tuple[int, str, str]:
    own = _powers(unit)
    lacking = own.filter(steps=None).count()
    text = f"已确认的职权{own.count()}项，没有运行流程的{lacking}项"
    return lacking, text, f"{reverse('powers:index')}?unit={unit.pk}"


def _powers(unit):
    return Power.objects.filter(unit=unit, status=PowerStatus.CONFIRMED)


def measures(unit, year: int, today: date) -> tuple[int, str, str]:
    points = listed(in_register(RiskPoint.objects.filter(unit=unit)))
    lacking = points.filter(has_measure=False).count()
    text = f"在册风险点{points.count()}个，没有措施的{lacking}个"
    return lacking, text, f"{reverse('riskpoints:index')}?unit={unit.pk}"


def reviews(unit, year: int, today: date) -> tuple[int, str, str]:
    """D4: thirty days after a change (art. 15)."""
    due = Deadline.objects.filter(kind=REVIEW_KIND, unit=unit, due_on__year=year, due_on__lt=today)
    late = due.filter(Q(met_on__gt=F("due_on")) | Q(met_on=None, state="open")).count()
    text = f"到期应复核的风险点{due.count()}个，逾期{late}个"
    return late, text, f"{reverse('riskpoints:index')}?unit={unit.pk}&review=due"


def commitments(unit, year: int, today: date) -> tuple[int, str, str]:
    signed = Commitment.objects.filter(person=OuterRef("pk"), year=year, status__in=IN_FORCE)
    people = signers(today).filter(unit=unit)
    missing = people.annotate(done=Subquery(signed.values("pk")[:1])).filter(done=None).count()
    text = f"应签承诺书{people.count()}人，未签{missing}人"
    return missing, text, f"{reverse('declarations:commitments')}?year={year}"


def assessments(unit, year: int, today: date) -> tuple[int, str, str]:
    decided = AgendaItem.objects.filter(
        unit=unit, category=Category.PROJECT, outcome=Outcome.PASSED, meeting__held_on__year=year
    )
    lacking = decided.filter(assessment=None).count()
    text = f"议决的重大项目{decided.count()}个，没有评估报告的{lacking}个"
    return lacking, text, f"{reverse('decisions:index')}?category=project"


SOURCES = {
    Known.FORMS: forms,
    Known.ANALYSES: analyses,
    Known.ANSWERS: answers,
    Known.VERIFICATIONS: verifications,
    Known.CASES: cases,
    Known.BASES: bases,
    Known.PROCEDURES: procedures,
    Known.MEASURES: measures,
    Known.REVIEWS: reviews,
    Known.COMMITMENTS: commitments,
    Known.ASSESSMENTS: assessments,
}


def evidence_for(sheet, lines, today: date) -> dict[int, Evidence]:
    """By the line's id: what the system knows of it at the end of the year, or so far. A few counts per item."""
    until = min(today, date(sheet.year + 1, 1, 31))
    found = {}
    for line in lines:
        if line.item.known_by:
            hits, text, url = SOURCES[Known(line.item.known_by)](sheet.unit, sheet.year, until)
            proposed = rules.proposed(RuleKind(line.item.rule_kind), line.points, line.item.per_hit, hits)
            found[line.pk] = Evidence(line.item.known_by, text, hits, url, proposed)
    return found

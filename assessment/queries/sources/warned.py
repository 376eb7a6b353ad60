"""How warnings were answered and mended, and what spot checks found (arts. 42 to 44)."""

from datetime import date

from django.db.models import F, Q
from django.urls import reverse

from assessment.queries.sources.found import Found, Part, Source, its
from earlywarnings.enums import CARRIED_OUT, COUNTED
from earlywarnings.models import EarlyWarning, Finding, Response
from earlywarnings.queries import visible_to as warnings_visible_to
from earlywarnings.queries.inspections import findings_seen


def answers(unit, year: int, until: date) -> Found:
    """G3, art. 43: judged on the first answer; a warning that was revoked is owed none."""
    due = EarlyWarning.objects.filter(
        unit=unit, status__in=COUNTED, answer_due_on__year=year, answer_due_on__lt=until
    )
    late = Q(first_answered_on__gt=F("answer_due_on")) | Q(first_answered_on=None)
    return Found("到期应回告{}件", due, (Part("逾期{}件", late),))


def verifications(unit, year: int, until: date) -> Found:
    """G4, art. 44: the first answer to each warning, as it was verified in the year; revoked warnings left out."""
    first = Response.objects.filter(
        warning__unit=unit,
        warning__status__in=COUNTED,
        round=1,
        verified_at__year=year,
        verified_at__date__lte=until,
    )
    return Found("首次复核{}件", first, (Part("不合格{}件", Q(passed=False)),))


def spot_checks(unit, year: int, until: date) -> Found:
    """H1, art. 44: what inspections of the year found, past its day and not mended by then."""
    found = Finding.objects.filter(
        inspection__unit=unit,
        inspection__status__in=CARRIED_OUT,
        inspection__inspected_on__year=year,
        inspection__inspected_on__lte=until,
    )
    still_open = Q(mended_on=None) | Q(mended_on__gt=until)
    return Found("抽查发现问题{}个", found, (Part("到期未整改{}个", Q(due_on__lt=until) & still_open),))


ANSWERS = Source(
    answers,
    lambda user: Q(pk__in=warnings_visible_to(user).order_by().values("pk")),
    lambda unit, year: reverse("earlywarnings:index"),
    name=lambda warning: f"{warning.number}，应于{warning.answer_due_on:%Y-%m-%d}前回告",
    with_names=("number", "unit"),
)
VERIFICATIONS = Source(
    verifications,
    lambda user: Q(warning__in=warnings_visible_to(user).order_by().values("pk")),
    lambda unit, year: reverse("earlywarnings:index"),
    url=lambda response: response.warning.get_absolute_url(),
    with_names=("warning__number", "warning__unit"),
    deeds=its("warning"),
)
SPOT_CHECKS = Source(
    spot_checks,
    lambda user: Q(pk__in=findings_seen(user).order_by().values("pk")),
    lambda unit, year: reverse("earlywarnings:inspections"),
    name=lambda finding: f"{finding.inspection}：{finding.text}",
    url=lambda finding: finding.inspection.get_absolute_url(),
    with_names=("inspection__unit",),
    deeds=its("inspection"),
)

"""Every high-risk unit and post looked at once a year, and what was found mended (art. 44)."""

from django.urls import reverse

from core.duties import Duty, Hit
from core.gates import Role
from earlywarnings.queries import spot_checks
from earlywarnings.queries.inspections import OVERSEERS, findings_seen

READERS = (*OVERSEERS, Role.UNIT_HEAD)
DISCIPLINE_BODY = "镇纪委"


def high_units(user, today):
    return spot_checks.high_risk_units(today).filter(pk__in=user.reach(*OVERSEERS))


def high_posts(user, today):
    return spot_checks.high_risk_posts(today).filter(unit__in=user.reach(*OVERSEERS))


def _to_check(thing) -> Hit:
    return Hit(f"{thing}今年还没有抽查", reverse("earlywarnings:spot_checks"))


def _to_mend(finding) -> Hit:
    waits_for = DISCIPLINE_BODY if finding.reported_on else ""
    said = "整改待核查" if finding.reported_on else "逾期没有整改"
    return Hit(
        f"督查发现的第{finding.number}个问题{said}",
        finding.inspection.get_absolute_url(),
        finding.due_on,
        waits_for,
    )


DUTIES = (
    Duty(
        name="units_spot_checked",
        article=44,
        title="高风险单位今年都抽查过",
        remedy="在抽查计划里安排，督查后登记结果。",
        waits_for=DISCIPLINE_BODY,
        readers=OVERSEERS,
        among=high_units,
        amiss=lambda units, today: spot_checks.unchecked(units, today),
        tell=_to_check,
        unit="pk",
    ),
    Duty(
        name="posts_spot_checked",
        article=44,
        title="高风险岗位今年都抽查过",
        remedy="在抽查计划里安排，督查后登记结果。",
        waits_for=DISCIPLINE_BODY,
        readers=OVERSEERS,
        among=high_posts,
        amiss=lambda posts, today: spot_checks.unchecked(posts, today),
        tell=_to_check,
    ),
    Duty(
        name="findings_mended",
        article=44,
        title="督查发现的问题都按期整改",
        remedy="打开督查，报告整改情况；已经报告的，由镇纪委核查。",
        waits_for="单位负责人",
        readers=READERS,
        among=lambda user, today: findings_seen(user),
        amiss=lambda findings, today: findings.filter(mended_on=None, due_on__lt=today),
        tell=_to_mend,
        unit="inspection__unit",
    ),
)

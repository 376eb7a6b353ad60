"""The wording of what is told about an inspection, and the promise of each finding (art. 44)."""

from core.dates import cn
from core.gates import DISCIPLINE, Role
from deadlines.queries import rung
from deadlines.rules import Kind
from earlywarnings.queries import inspections as queries
from earlywarnings.rules.inspections import FINDING
from notifications.outbox import tell_once
from organisations.models import User
from organisations.queries import heads_of, users_reaching

# Letters leave by mail: they name the unit, never what was found.
WORDING = {
    "planned": "已安排{inspection}，计划{day}进行。",
    "found": "{inspection}已登记，发现{count}个问题，请按期整改并在系统中报告。",
    "in_place": "{inspection}已登记，没有发现需要整改的问题。",
    "reported": "{finding}已报告整改，请核查。",
    "returned": "{finding}经核查退回，请继续整改。",
    "closed": "{inspection}已办结。",
    "cancelled": "{inspection}已取消。",
}


def tell(inspection, stage: str, people, **words) -> int:
    """One inbox line per person, inspection, stage and round."""
    return tell_once(
        people,
        key=f"inspection:{inspection.pk}:{stage}:{inspection.version}",
        text=WORDING[stage].format(inspection=inspection, **words),
        url=inspection.get_absolute_url(),
    )


def tell_inspectors(inspection, *, but) -> int:
    """Those of the inspectors who have an account."""
    users = inspectors_of(inspection).exclude(pk=but.pk)
    return tell(inspection, "planned", users, day=cn(inspection.planned_on))


def inspectors_of(inspection):
    return User.objects.filter(person__inspections=inspection, is_active=True)


def tell_of_finding(finding, stage: str, people) -> int:
    return tell_once(
        people,
        key=f"finding:{finding.pk}:{stage}:{finding.inspection.version}",
        text=WORDING[stage].format(finding=finding),
        url=finding.inspection.get_absolute_url(),
    )


def heads(inspection):
    return heads_of(inspection.unit)


def staff(inspection):
    """镇纪委 of the unit's town, but not whom the inspection concerns."""
    users = users_reaching(*DISCIPLINE, unit=inspection.unit)
    return users.exclude(person__in=queries.concerned(inspection))


def _recipients(deadline, stage: int):
    """Reminders go to the unit's head; escalations climb 分管领导 → 镇纪委书记 → 镇领导. A rung on which nobody stands but
    whom the warning names or has set aside passes the word up.
    """
    who, unit_id, barred = deadline.directory, deadline.unit_id, deadline.data.get("barred", ())
    above = (
        who.in_charge_of(unit_id),
        who.reaching(Role.DISCIPLINE_SECRETARY, unit_id=unit_id),
        who.reaching(Role.TOWN_LEADER, unit_id=unit_id),
    )
    rungs = [
        who.heading(unit_id),
        *([user for user in users if user.person_id not in barred] for users in above),
    ]
    return next((users for users in rungs[rung(stage) :] if users), [])


MENDING = Kind(name=FINDING, label="督查整改", recipients=_recipients)

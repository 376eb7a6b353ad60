"""The wording of what is told about a handling, and its promises (art. 40).

Letters leave by mail: they name the record by its number, never the person nor the matter.
"""

from core.dates import cn
from core.gates import DISCIPLINE, Role
from deadlines.queries import rung
from deadlines.rules import Kind
from earlywarnings.rules.handling import EXPLAINED, MILESTONE, TALK_HELD
from notifications.outbox import tell_once
from organisations.models import User
from organisations.queries import users_reaching, users_with

WORDING = {
    "to_explain": "请就有关情况向组织作出说明，于{due}（含）前提交（{handling}）。",
    "recorded": "{handling}已登记，您可以查看记录。",
    "explained": "{handling}已提交情况说明，请评估。",
    "to_assess": "{handling}的整改计划已全部完成，请评估。",
    "closed": "{handling}已评估办结。",
    "cancelled": "{handling}已撤回，不需要再说明。",
    "head": "{handling}已登记告知您，请查看。",
}


def tell(handling, stage: str, people) -> int:
    """One inbox line per person, handling, stage and round."""
    return tell_once(
        people,
        key=f"handling:{handling.pk}:{stage}:{handling.version}",
        text=WORDING[stage].format(handling=handling, due=cn(handling.planned_on)),
        url=handling.get_absolute_url(),
    )


def person(handling):
    """The person's account, if there is one."""
    return User.objects.filter(person=handling.person_id, is_active=True)


def staff(handling):
    return users_reaching(*DISCIPLINE, unit=handling.unit).exclude(person=handling.person_id)


def heads(handling):
    return users_with(Role.UNIT_HEAD, unit=handling.unit).exclude(person=handling.person_id)


def _to_the_person(deadline, stage: int):
    """Reminders go to whoever owes it, escalations to the staff and to their secretary; never to anybody else."""
    return _climbing(deadline, stage, deadline.directory.of_people(deadline.data.get("person")))


def _to_the_staff(deadline, stage: int):
    return _climbing(deadline, stage, [])


def _climbing(deadline, stage: int, first):
    who, unit_id, named = deadline.directory, deadline.unit_id, deadline.data.get("person")
    staff = who.reaching(*DISCIPLINE, unit_id=unit_id)
    secretaries = who.reaching(Role.DISCIPLINE_SECRETARY, unit_id=unit_id)
    above = [
        [user for user in users if user.person_id != named] for users in (staff, secretaries, secretaries)
    ]
    return next((users for users in [first, *above][rung(stage) :] if users), [])


KINDS = (
    Kind(name=TALK_HELD, label="谈话提醒和告诫", recipients=_to_the_staff),
    Kind(name=EXPLAINED, label="向组织说明", recipients=_to_the_person),
    Kind(name=MILESTONE, label="告诫整改计划", recipients=_to_the_person),
)

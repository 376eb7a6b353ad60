"""What the regulation asks of cadres in public (art. 23). What they tell in confidence is nobody's list."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from core.duties import Duty, Hit
from declarations.enums import IN_FORCE
from declarations.models import Commitment
from declarations.queries import commitments as queries


def obliged(user, today):
    return queries.signers(today).filter(unit__in=user.reach(*queries.OVERSEERS))


def unsigned(people, today):
    signed = Commitment.objects.filter(person=OuterRef("pk"), year=today.year, status__in=IN_FORCE)
    return people.filter(~Exists(signed))


def _unsigned(person) -> Hit:
    where = f"{reverse('declarations:commitments')}?unit={person.unit_id}"
    return Hit(f"{person.title}{person}还没有签今年的公开承诺书", where)


DUTIES = (
    Duty(
        name="commitments_signed",
        article=23,
        title="领导干部都签了今年的公开承诺书",
        remedy="请本人登录签署；没有账号的，由信息采集员代录。",
        waits_for="本人",
        readers=queries.OVERSEERS,
        among=obliged,
        amiss=unsigned,
        tell=_unsigned,
    ),
)

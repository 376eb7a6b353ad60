"""Notices signed for, answered and verified in time (art. 43), and what is told of it (art. 45)."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from core.dates import Quarter
from core.duties import Duty, Hit
from core.gates import DISCIPLINE, Role
from earlywarnings import queries
from earlywarnings.enums import COUNTED, BulletinStatus, Status
from earlywarnings.models import Bulletin
from earlywarnings.queries.bulletins import towns_told_of
from earlywarnings.rules import HANDLERS

READERS = (*HANDLERS, Role.TOWN_LEADER, Role.UNIT_HEAD, Role.COLLECTOR)
TELLERS = (*DISCIPLINE, Role.TOWN_LEADER)
TO_VERIFY = (Status.ANSWERED, Status.SECOND_LOOK)


def served(user, today):
    return queries.visible_to(user).filter(status__in=COUNTED)


def received(user, today):
    return served(user, today).filter(received_on__isnull=False)


def answered(user, today):
    return served(user, today).filter(first_answered_on__isnull=False)


def untold(towns, today):
    told = Bulletin.objects.filter(unit=OuterRef("pk"), status=BulletinStatus.ISSUED)
    return towns.filter(~Exists(told.filter(issued_on__gte=Quarter.containing(today).first_day)))


DUTIES = (
    Duty(
        name="notices_signed_for",
        article=43,
        title="送达的通知书都已签收",
        remedy="打开预警，签收通知书。",
        waits_for="被预警单位或本人",
        readers=READERS,
        among=served,
        amiss=lambda warnings, today: warnings.filter(status=Status.DELIVERED),
        tell=lambda warning: Hit(f"{warning}还没有签收", warning.get_absolute_url()),
        index=("earlywarnings:index", "status=delivered"),
    ),
    Duty(
        name="warnings_answered",
        article=43,
        title="预警都在期限内回告",
        remedy="打开预警，写明原因和措施，提交回告。",
        waits_for="被预警单位或本人",
        readers=READERS,
        among=received,
        amiss=queries.late,
        tell=lambda warning: Hit(f"{warning}逾期没有回告", warning.get_absolute_url(), warning.due_on),
        index=("earlywarnings:index", "state=late"),
    ),
    Duty(
        name="answers_verified",
        article=43,
        title="整改回告都已复核",
        remedy="打开预警，逐个问题复核。",
        waits_for="镇纪委",
        readers=READERS,
        among=answered,
        amiss=lambda warnings, today: warnings.filter(status__in=TO_VERIFY),
        tell=lambda warning: Hit(f"{warning}的回告还没有复核", warning.get_absolute_url()),
    ),
    Duty(
        name="bulletin_sent",
        article=45,
        title="本季度已经印发参阅",
        remedy="在参阅里起草、审批、印发。",
        waits_for="镇纪委",
        readers=TELLERS,
        among=lambda user, today: towns_told_of(user.reach(*TELLERS)),
        amiss=untold,
        tell=lambda town: Hit(f"{town}本季度还没有印发参阅", reverse("earlywarnings:bulletins")),
        unit="pk",
    ),
)

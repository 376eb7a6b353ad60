"""The agenda items …"""

from core.gates import DISCIPLINE, Role
from decisions.enums import Status
from decisions.models import AgendaItem

READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.UNIT_HEAD)


def visible_to(user):
    """镇纪委 and the leaders see their units' items; a head sees the own unit's once they are decided."""
    reached = AgendaItem.objects.filter(unit__in=user.reach(*DISCIPLINE, Role.TOWN_LEADER))
    own = AgendaItem.objects.filter(unit__in=user.reach(Role.UNIT_HEAD), status=Status.DECIDED)
    return (reached | own).select_related("unit", "meeting", "leader")


def opinions_on(item):
    return item.opinions.select_related("person")

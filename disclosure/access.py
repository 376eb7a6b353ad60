"""Who may disclose, and if not, why not; and the way from a record to its public page."""

from django.urls import reverse

from core.gates import Role
from core.registries import Action
from core.verdict import GRANTED, Verdict, refused
from disclosure.enums import Topic
from riskpoints.models import RiskCatalogue


def may_publish(user) -> Verdict:
    if user.holds(Role.DISCIPLINE_SECRETARY):
        return GRANTED
    return refused("公示内容由镇纪委书记批准。", 10)


def actions_on_catalogue(user, thing) -> list[Action]:
    """Provider of further buttons: from a 分级目录 on show to what the public reads of it."""
    if not isinstance(thing, RiskCatalogue) or not thing.is_on_show:
        return []
    return [Action("看公示网页", reverse("disclosure:declared", args=[Topic.RISKS, thing.pk]))]

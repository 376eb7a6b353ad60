"""The resolutions that the public reads, and those it might (art. 10, 21) …"""

from datetime import date

from core.disclosable import Disclosed, DisclosureState
from core.gates import Role
from decisions.enums import ABOUT_PEOPLE, HELD, Outcome, Status
from decisions.models import AgendaItem, ResolutionNotice


def disclosed(today: date) -> list[Disclosed]:
    """For the public site: word by word as they were approved; what has been withheld since is gone at once."""
    return [_disclosed(notice) for notice in _on_show().filter(disclosed_on__lte=today)]


def _on_show():
    """Asked again, whatever was asked when it was put there."""
    shown = ResolutionNotice.objects.filter(
        withdrawn_on=None, item__disclosure=DisclosureState.OPEN, item__outcome=Outcome.PASSED
    )
    return shown.exclude(item__category__in=ABOUT_PEOPLE).select_related("item__unit", "item__meeting__unit")


def _disclosed(notice) -> Disclosed:
    return Disclosed(
        topic="decisions",
        number=notice.pk,
        title=notice.title,
        body=notice.body,
        unit_name=notice.item.meeting.unit.name,
        published_on=notice.disclosed_on,
        approved_by=notice.disclosed_by,
        sha256=notice.sha256,
    )


def notices_of(item):
    return item.notices.order_by("-pk")


def notice_on_show(item) -> ResolutionNotice | None:
    return item.notices.filter(withdrawn_on=None).first()


def notices_visible_to(user):
    towns = user.reach(Role.DISCIPLINE_SECRETARY)
    return ResolutionNotice.objects.filter(item__meeting__unit__in=towns).select_related(
        "item__meeting__unit"
    )


def names_in(item) -> list[str]:
    """Of everybody called to the meeting, and of those who stood in the ballot."""
    called = item.meeting.attendances.values_list("person__name", flat=True).order_by("pk")
    stood = item.candidates.values_list("name", flat=True).order_by("pk")
    return [*called, *stood]


def to_disclose(user):
    """Resolutions that may be shown and never were, nor are withheld; those of meetings entered later are shown by
    whoever asks for it. One query."""
    passed = AgendaItem.objects.filter(
        meeting__unit__in=user.reach(Role.DISCIPLINE_SECRETARY),
        meeting__status__in=HELD,
        status=Status.DECIDED,
        outcome=Outcome.PASSED,
        disclosure=DisclosureState.OPEN,
        notices=None,
        meeting__is_imported=False,
    )
    return passed.exclude(category__in=ABOUT_PEOPLE).exclude(resolution="").order_by("meeting__held_on", "pk")

"""What is told about village decisions: the promise to hang out what was resolved, and who is reminded."""

from core.gates import Role
from deadlines.queries import ladder
from deadlines.rules import Kind
from decisions.queries.village import PUBLISH_KIND
from notifications.outbox import tell_once
from organisations.queries import users_with


def recipients(deadline, stage: int) -> list:
    """Reminders go to both who can do it, collector and head; what is late climbs the ladder."""
    who, unit_id = deadline.directory, deadline.unit_id
    if stage >= 0 and (
        found := who.holding(Role.COLLECTOR, unit_id=unit_id) + who.holding(Role.UNIT_HEAD, unit_id=unit_id)
    ):
        return list({user.pk: user for user in found}.values())
    return ladder(deadline, stage)


PUBLISH = Kind(PUBLISH_KIND, "村级决议公开", recipients)


def tell_resolved(decision, due) -> int:
    """On the day of the resolution: what is next, and until when."""
    people = users_with(Role.COLLECTOR, Role.UNIT_HEAD, unit=decision.unit)
    text = f"“{decision.title}”已经村民代表会议决议通过。{due.arithmetic}"
    key = f"village:{decision.pk}:resolved:{due.on}"
    return tell_once(people, key=key, text=text, url=decision.get_absolute_url())

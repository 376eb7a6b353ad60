"""The warnings that wait for one signature after the other."""

from django.db.models import Q

from earlywarnings import rules
from earlywarnings.enums import Status
from earlywarnings.queries.warnings import in_progress, visible_to


def awaiting_signature(user):
    """Those that wait to be signed, in the order they were drafted, so that their numbers follow it."""
    return in_progress(_unsigned(user)).order_by("drafted_on", "pk")


def chosen_to_sign(user, ids) -> list:
    """Of the numbers of the address those the user may see, whatever has become of them meanwhile."""
    wanted = {int(pk) for pk in ids if pk.isascii() and pk.isdigit() and len(pk) < 18}
    seen = visible_to(user).filter(pk__in=wanted).prefetch_related("measures", "problems")
    return list(seen.order_by("drafted_on", "pk"))


def number_to_sign(user) -> int:
    """How many wait for this user's signature; nobody else's page asks the database."""
    if not user.holds(*rules.SIGNATORY.values()):
        return 0
    return _unsigned(user).exclude(drafted_by=user).count()


def _unsigned(user):
    """What the user's own body has reviewed."""
    own = Q()
    for body, role in rules.SIGNATORY.items():
        own |= Q(body=body, unit__in=user.reach(role))
    return visible_to(user).filter(own, status=Status.TO_SIGN)

"""Direct reporting points, and what they report item by item without waiting for the quarter (art. 36)."""

from django.db.models import Q

from collection.queries.items import items_visible_to
from core import clock
from core.gates import Role
from organisations.queries import active_units


def direct_points(user):
    """The direct points the user reports or may type for."""
    own = Q(pk__in=user.own_units(Role.COLLECTOR)) | Q(pk__in=user.reach(Role.CENTRE_OFFICER))
    return active_units(clock.today()).filter(own, is_direct_point=True)


def single_items(user):
    """What was reported without a form, as the reader may see it, the latest first."""
    return items_visible_to(user).filter(form=None)

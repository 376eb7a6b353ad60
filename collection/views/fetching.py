"""Who may come to a page at all, and what the address means for whoever came."""

from django.shortcuts import get_object_or_404

from collection import queries
from core.gates import DISCIPLINE, Role

READERS = queries.FORM_READERS
FILLERS = (Role.COLLECTOR, Role.INFORMATION_OFFICER, Role.CENTRE_OFFICER)
RECEIVERS = (*DISCIPLINE, Role.CENTRE_OFFICER)
ITEM_READERS = (Role.COLLECTOR, *RECEIVERS)
PAGE = 50


def form_of(request, pk):
    return get_object_or_404(queries.forms_visible_to(request.user), pk=pk)


def item_of(request, pk):
    return get_object_or_404(queries.items_visible_to(request.user), pk=pk)


def posted_version(request) -> int | None:
    """The version a button was drawn at."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

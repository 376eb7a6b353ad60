"""Filters kept under a name. A comfort of one person and no deed of the town: nothing of it goes into the audit."""

from audit.log import move
from core.rows import lock
from core.verdict import require
from powers import access
from powers.models import SavedFilter


@move
def save_filter(name: str, query: str, register: str, *, by) -> SavedFilter:
    """A name that is there already says something else from now on. The owner is locked, since it is the owner's rows that are counted."""
    owner = lock(by)
    require(access.may_save_filter(owner, register, name))
    kept, _ = SavedFilter.objects.update_or_create(
        owner=owner, register=register, name=name, defaults={"query": query}
    )
    return kept


@move
def forget_filter(saved: SavedFilter, *, by) -> None:
    require(access.may_forget_filter(by, saved))
    saved.delete()

"""The exceptions to the roles: guardian, wrapped. Nothing else in the house speaks to guardian.

A role reaches a whole unit and goes by the register; a loan lets one user do one thing to one object until a day —
an inspection group and the unit it inspects, the named handler of a confidential matter.
"""

from datetime import date

from guardian.shortcuts import assign_perm, remove_perm

from core import clock
from organisations.models import Loan


def lend(user, perm: str, thing, *, by, until: date | None = None) -> Loan:
    """Let the user do `perm` to the thing up to and including `until`; lending again moves the last day."""
    loan = assign_perm(perm, user, thing)
    loan.lent_by, loan.lent_on, loan.until = by, clock.today(), until
    loan.save(update_fields=["lent_by", "lent_on", "until"])
    return loan


def take_back(user, perm: str, thing) -> None:
    remove_perm(perm, user, thing)


def lent(user, perm: str, model) -> frozenset[int]:
    """Ids of the model's objects that are lent to the user today. One query."""
    rows = _current().filter(
        user=user,
        permission__codename=perm,
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
    )
    return frozenset(int(pk) for pk in rows.values_list("object_pk", flat=True))


def loans_of(thing, perm: str):
    """To whom the thing is lent today."""
    rows = _current().filter(
        permission__codename=perm,
        content_type__app_label=thing._meta.app_label,
        content_type__model=thing._meta.model_name,
        object_pk=str(thing.pk),
    )
    return rows.select_related("user__person__unit", "lent_by__person").order_by("lent_on", "pk")


def _current():
    today = clock.today()
    return Loan.objects.exclude(until__lt=today)

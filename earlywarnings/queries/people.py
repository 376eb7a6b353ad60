"""Who stands round a warning: who signs for it and answers, who is told, whom it leaves out."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.gates import Role
from earlywarnings import rules
from earlywarnings.models import EarlyWarning
from organisations.models import Appointment, Portfolio, RoleAssignment, User, in_force
from organisations.queries import head_of, heads_of, users_reaching


def with_signatories(warnings):
    """Each with who can sign with an account of their own: `attended`, somebody who signs for it and answers;
    where it names a person, `headed`, another head of the unit, and `leader`, the account of the leader in charge;
    and `handler_works`, that its handler still holds a role of the staff.
    """
    today = clock.today()
    mains = Appointment.objects.filter(in_force(today), post__is_head=True, post__unit=OuterRef("unit"))
    of_a_town = Q(Exists(mains.filter(person=OuterRef("user__person"))), role=Role.TOWN_LEADER)
    heads = RoleAssignment.objects.filter(
        in_force(today), Q(role=Role.UNIT_HEAD) | of_a_town, unit=OuterRef("unit"), user__is_active=True
    )
    portfolios = Portfolio.objects.filter(in_force(today), department=OuterRef(OuterRef("unit")))
    in_charge = Coalesce(OuterRef("unit__sponsor"), Subquery(portfolios.values("person")[:1]))
    accounts = User.objects.filter(is_active=True)
    return warnings.annotate(
        attended=Exists(accounts.filter(person=OuterRef("person"))) | Q(person=None) & Exists(heads),
        headed=Exists(heads.exclude(user__person=OuterRef("person"))),
        leader=Subquery(
            accounts.filter(person=in_charge).exclude(person=OuterRef("person")).values("pk")[:1]
        ),
        handler_works=Exists(
            RoleAssignment.objects.filter(
                in_force(today),
                user=OuterRef("handler"),
                user__is_active=True,
                role__in=rules.HANDLERS,
            )
        ),
    )


def leaders_to_inform(warning):
    """镇领导 of the town whom the warning does not concern and who did not work on it."""
    people = uninvolved(warning, users_reaching(Role.TOWN_LEADER, unit=warning.unit))
    worked = {warning.drafted_by_id, warning.reviewed_by_id, warning.signed_by_id} - {None}
    return people.exclude(pk__in=worked)


def uninvolved(warning, users):
    """Of the users those whom the warning neither names nor has set aside."""
    heads = heads_of(warning.unit).values("pk")
    recused = warning.recused.values("pk")
    return users.exclude(person=warning.person_id).exclude(pk__in=heads).exclude(person__in=recused)


def signatories_of(warning):
    return with_signatories(EarlyWarning.objects.filter(pk=warning.pk)).get()


def signatory(warning):
    """Who signs on paper where nobody has an account."""
    return warning.person or head_of(warning.unit)


def signatory_name(warning) -> str:
    return str(signatory(warning) or "")

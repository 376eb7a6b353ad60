"""办件 (art. 26): the cases a user sees, and what an import must know of them."""

from datetime import date, timedelta

from django.db.models import F, Q

from core.gates import BUSINESS
from organisations.models import Person
from powers.enums import EDITORS
from powers.models import (
    Power,
    PowerCase,
)
from powers.queries.register import catalogue
from powers.rules import cases as case_rules

NEAR = timedelta(days=3)


def cases_visible_to(user):
    return PowerCase.objects.filter(unit__in=user.reach(*BUSINESS)).select_related("unit", "power")


def entries_of(case) -> list[case_rules.Entry]:
    rows = case.entries.order_by("pk").values_list("deed", "person_id", "on")
    return [case_rules.Entry(*row) for row in rows]


def overdue(cases, on: date):
    """Past due on the day and neither finished nor waiting for a correction (电子监察)."""
    return cases.filter(finished_on=None, is_paused=False, due_on__lt=on)


def near(cases, on: date):
    return cases.filter(finished_on=None, is_paused=False, due_on__gte=on, due_on__lte=on + NEAR)


def cases_by_lateness(cases, how: str, on: date):
    """over: past due; near: due within three days; done: finished too late."""
    if how == "done":
        return cases.filter(finished_on__gt=F("due_on"))
    return overdue(cases, on) if how == "over" else near(cases, on)


def cases_matching(cases, search: str):
    for word in search.split():
        cases = cases.filter(
            Q(subject__icontains=word) | Q(number__icontains=word) | Q(power__name__icontains=word)
        )
    return cases


def people_for_cases(unit):
    """Whoever may do a step: those of the unit and of the town above it."""
    above = [pk for pk in (unit.pk, unit.parent_id) if pk]
    return Person.objects.filter(unit__in=above).select_related("unit").order_by("unit", "name")


def people_by_name(units) -> dict[tuple[int, str], list[Person]]:
    """Who may stand in a row of a unit, by the unit's id and the name: its own people and the town's."""
    homes = {unit.pk: {unit.pk, unit.parent_id} for unit in units}
    found: dict[tuple[int, str], list[Person]] = {}
    for person in Person.objects.filter(unit__in=set().union(*homes.values())):
        for unit, places in homes.items():
            if person.unit_id in places:
                found.setdefault((unit, person.name), []).append(person)
    return found


def case_keys(unit: int, number: str, power: int, subject: str, accepted_on: date) -> set[tuple]:
    """By what a case is known again: its number, or else what it is about and when it came."""
    return {(unit, number)} if number else {(unit, power, subject, accepted_on)}


def knows_case(power, number: str, subject: str, accepted_on: date) -> bool:
    same = {"number": number} if number else {"power": power, "subject": subject, "accepted_on": accepted_on}
    return PowerCase.objects.filter(unit=power.unit_id, **same).exists()


def known_cases(units) -> set[tuple]:
    rows = PowerCase.objects.filter(unit__in=units).order_by()
    fields = rows.values_list("unit", "number", "power", "subject", "accepted_on")
    return set().union(*(case_keys(*row) for row in fields.iterator()))


def powers_to_exercise(user):
    return catalogue(Power.objects.filter(unit__in=user.reach(*EDITORS))).select_related("unit")

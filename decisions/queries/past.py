"""Meetings that were held before they were kept here: whose they may be, and what stands in a list already …"""

from collections import Counter
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch

from core import clock
from core.gates import DISCIPLINE
from decisions.enums import View
from decisions.models import AgendaItem, Attendance, Matter, Opinion, Recusal
from decisions.queries.items import KEEPERS, lines_of, meetings_visible_to
from decisions.queries.meetings import people_to_call
from decisions.queries.votes import is_emergency, rules_of
from decisions.rules.voting import Count, judge
from organisations.enums import UnitKind
from organisations.models import Person, Unit
from organisations.queries import active_units
from rulebook.queries import settings_in_force


def units_to_register(user=None):
    """Units whose past meetings may be entered: by 镇纪委 those in its reach, at the machine (nobody) all of them."""
    units = active_units(clock.today())
    groups = units.filter(kind=UnitKind.TOWN) | units.filter(has_leading_group=True)
    return groups if user is None else groups.filter(pk__in=user.reach(*DISCIPLINE))


def units_below(unit):
    return Unit.objects.descendants(unit, include_self=True)


def people_of(unit) -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
    """By name: those of the unit itself, and those of the units below it as well. One query."""
    own: dict[str, list[Person]] = {}
    all_: dict[str, list[Person]] = {}
    for person in people_to_call(unit):
        all_.setdefault(person.name, []).append(person)
        if person.unit_id == unit.pk:
            own.setdefault(person.name, []).append(person)
    return own, all_


def unclear_names() -> set[str]:
    """Names that more than one person bears."""
    times = Counter(Person.objects.values_list("name", flat=True).order_by())
    return {name for name, number in times.items() if number > 1}


def matter_by_code(unit, code: str, on: date) -> list[Matter]:
    """The line of that code in the lists the unit goes by: the one in force on the day, or else all there ever were."""
    lines = Matter.objects.filter(unit__in=lines_of(Unit.objects.filter(pk=unit.pk)), code=code)
    found = list(lines.order_by("pk"))
    in_force = [one for one in found if one.starts_on <= on and (one.ends_on is None or one.ends_on >= on)]
    return in_force or found


def written_items(items):
    """Those a meeting came to an end with, as they are written into a list; whose meeting, in its order."""
    rows = items.exclude(outcome="").filter(meeting__isnull=False)
    several = [
        Prefetch(name, model.objects.select_related("person").order_by(order))
        for name, model, order in (
            ("meeting__attendances", Attendance, "position"),
            ("opinions", Opinion, "position"),
            ("recusals", Recusal, "pk"),
        )
    ]
    rows = rows.select_related("unit", "matter", "meeting__unit", "meeting__chair", "registration")
    return rows.prefetch_related(*several, "candidates").order_by(
        "meeting__held_on", "meeting", "position", "pk"
    )


def meetings_heard_by(user):
    """For each of many items what hears_views() says of one. Two queries."""
    kept = user.reach(*KEEPERS)
    sat_in = set(meetings_visible_to(user).order_by().values_list("pk", flat=True))
    return lambda item: item.unit_id in kept or item.meeting_id in sat_in


def known_meetings(units) -> dict[tuple, dict[str, AgendaItem]]:
    """Everything that was decided in meetings of the units: by unit, name and day of the meeting, then by title."""
    known: dict[tuple, dict[str, AgendaItem]] = {}
    items = AgendaItem.objects.filter(meeting__unit__in=units)
    for item in written_items(items):
        meeting = item.meeting
        known.setdefault((meeting.unit_id, meeting.title, meeting.held_on), {})[item.title] = item
    return known


def counted_of(chamber, ballots: dict | None) -> Count:
    """Heads by the list of those called; votes as they were spoken, or as the list gives the ballots."""
    recused = sum(person.pk in chamber.recusals for person in chamber.present)
    heads = Count(len(chamber.members), len(chamber.present), 0, 0, 0, recused)
    if ballots is not None:
        return replace(heads, **ballots)
    views = [opinion.view for opinion in chamber.opinions if not opinion.is_written]
    said = {"agree": View.AGREE, "disagree": View.DISAGREE, "defer": View.DEFER}
    return replace(heads, **{name: views.count(view) for name, view in said.items()})


def arithmetic_of(item, counted: Count) -> str:
    rules = rules_of(item.matter, settings_in_force(item.meeting.held_on))
    return judge(counted, rules, emergency=is_emergency(item)).arithmetic

"""Promises past their day, of things the reader may open …

A promise names its thing by label and number. Who may not open the thing does not count its promise either: the day
of a talk (art. 40) is nobody's business but its handlers'.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, When

from assessment import queries as assessment
from assessment.queries import accountability
from collection import queries as collection
from dashboard import rules
from dashboard.queries.marks import Cell, MatrixRow, Stat, Tile, rows_of
from dashboard.rules import READERS, Moment
from deadlines.enums import State
from deadlines.models import Deadline
from decisions import queries as decisions
from decisions.queries import village
from earlywarnings import queries as warnings
from earlywarnings.models.handling import Milestone
from earlywarnings.models.inspection import Finding
from earlywarnings.queries import handling, inspections
from powers import queries as powers
from riskpoints import queries as riskpoints
from riskpoints.models import Share
from riskpoints.queries.screening import assignments_visible_to

CAVEAT = "已取消的期限没有取消日期，不计入。"


def _milestones(user):
    return Milestone.objects.filter(handling__in=handling.visible_to(user).order_by().values("pk"))


def _findings(user):
    return Finding.objects.filter(inspection__in=inspections.visible_to(user).order_by().values("pk"))


def _shares(user):
    mine = assignments_visible_to(user).filter(share=OuterRef("pk"))
    return Share.objects.filter(Exists(mine))


OPENED: dict[str, Callable] = {
    "assessment.finding": accountability.visible_to,
    "assessment.sheet": assessment.visible_to,
    "collection.collectionform": collection.forms_visible_to,
    "collection.periodreport": collection.reports_visible_to,
    "decisions.agendaitem": decisions.visible_to,
    "decisions.meeting": decisions.meetings_visible_to,
    "decisions.task": decisions.tasks_visible_to,
    "decisions.villagedecision": village.visible_to,
    "earlywarnings.earlywarning": warnings.visible_to,
    "earlywarnings.finding": _findings,
    "earlywarnings.handling": handling.visible_to,
    "earlywarnings.milestone": _milestones,
    "powers.powercase": powers.cases_visible_to,
    "riskpoints.riskpoint": riskpoints.visible_to,
    "riskpoints.share": _shares,
}


def promises_of(user):
    """In the reader's own units, about what the reader may open."""
    opened = Q()
    for label, things in OPENED.items():
        opened |= Q(subject_type=label) & Exists(things(user).filter(pk=OuterRef("subject_id")))
    promises = Deadline.objects.exclude(state=State.CANCELLED)
    return promises.filter(opened, unit__in=user.reach(*READERS))


def due_as_of(day: date) -> Case:
    """The day it was due by as one knew then: an extension given later had not moved it."""
    return Case(When(extension__on__gt=day, then="extension__from_day"), default="due_on")


def late(day: date) -> Q:
    """Promised, not kept and past due on the day."""
    waited_for = Q(state=State.OPEN) | Q(met_on__gt=day)
    moved_later = Q(extension__on__gt=day, extension__from_day__lt=day)
    due = Q(due_on__lt=day) & (Q(extension=None) | Q(extension__on__lte=day))
    return waited_for & (due | moved_later) & Q(started_on__lte=day)


def late_by_unit(user, moment: Moment, units: dict) -> tuple[Stat, Tile]:
    """One query: how many in each unit, and the oldest."""
    on = moment.on
    open_lately = Q(state=State.OPEN) | Q(met_on__gt=moment.before)  # all others are passed over at once
    promises = promises_of(user).filter(open_lately, late(on) | late(moment.before)).order_by()
    rows = promises.values("unit").annotate(
        now=Count("pk", filter=late(on)),
        before=Count("pk", filter=late(moment.before)),
        oldest=Min(due_as_of(on), filter=late(on)),
    )
    found = {row["unit"]: row for row in rows}
    now, before = (sum(row[name] for row in found.values()) for name in ("now", "before"))
    lines = [
        MatrixRow(unit, _cells(found[pk], unit, moment))
        for pk, unit in units.items()
        if pk in found and found[pk]["now"]
    ]
    stat = Stat("逾期事项", now, rules.against(now, before), rows_of("late", moment))
    return stat, Tile(["件数", "最久逾期"], lines, "" if moment.is_today else CAVEAT)


def _cells(row: dict, unit, moment: Moment) -> list[Cell]:
    days = (moment.on - row["oldest"]).days
    return [
        Cell(f"{row['now']} 件", "", rows_of("late", moment, unit=unit.pk)),
        Cell(f"{days} 天"),
    ]


def rows_late(user, moment: Moment, asked: dict):
    found = promises_of(user).filter(late(moment.on)).select_related("unit")
    found = found.annotate(due=due_as_of(moment.on)).order_by(F("due"), "pk")
    return found.filter(unit=asked["unit"]) if asked["unit"] else found

"""办件 past due or near it (art. 26) …"""

from datetime import date

from django.db.models import Count, Q

from dashboard import rules
from dashboard.queries.marks import Stat, rows_of
from dashboard.rules import Moment
from powers import queries as powers
from powers.queries.cases import NEAR

CAVEAT = "过去某天的办件，按现在登记的期限和补正情况推算。"


def _open(day: date) -> Q:
    going_on = Q(finished_on=None) | Q(finished_on__gt=day)
    return Q(accepted_on__lte=day, is_paused=False) & going_on


def over(day: date) -> Q:
    return _open(day) & Q(due_on__lt=day)


def near(day: date) -> Q:
    return _open(day) & Q(due_on__gte=day, due_on__lte=day + NEAR)


def late_cases(user, moment: Moment, url: str) -> list[Stat]:
    """One query for both, now and at the end of the quarter before."""
    asked = {
        f"{name}_{when}": Count("pk", filter=condition(day))
        for name, condition in (("over", over), ("near", near))
        for when, day in (("now", moment.on), ("before", moment.before))
    }
    found = powers.cases_visible_to(user).order_by().aggregate(**asked)
    stats = []
    for name, label in (("over", "办件逾期"), ("near", "办件三日内到期")):
        now, before = found[f"{name}_now"], found[f"{name}_before"]
        to = f"{url}?late={name}" if moment.is_today else rows_of(f"cases_{name}", moment)
        stats.append(Stat(label, now, rules.against(now, before), to))
    return stats


def rows_over(user, moment: Moment, asked: dict):
    return powers.cases_visible_to(user).filter(over(moment.on)).order_by("due_on", "pk")


def rows_near(user, moment: Moment, asked: dict):
    return powers.cases_visible_to(user).filter(near(moment.on)).order_by("due_on", "pk")

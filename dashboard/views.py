"""Four kinds of people, four first pages; and what waits for whom."""

from django.shortcuts import render
from django.urls import reverse

from assessment import letters
from assessment.queries import explained
from collection.queries import current_form, history_of
from core import clock, registries
from core.gates import DISCIPLINE, Role, open_to, open_to_members
from dashboard import queries
from earlywarnings.queries import REACHED
from riskpoints.enums import RiskType

PAST = 4  # forms shown to a collector


@open_to_members
def home(request):
    """Whoever works here all day sees what waits; then leaders, heads and collectors their own page."""
    user = request.user
    if user.holds(*DISCIPLINE):
        return todo(request)
    if user.holds(Role.TOWN_LEADER, Role.CENTRE_OFFICER):
        return leaders(request)
    if user.holds(Role.UNIT_HEAD):
        return unit(request)
    if user.holds(Role.COLLECTOR):
        return collector(request)
    for first in registries.homes:  # the officers of the system begin on their own floors' pages
        if user.holds(*first.roles):
            return first.view(request)
    return todo(request)


def todo(request):
    today = clock.today()
    rows = queries.todos(request.user, today)
    context = {"groups": queries.grouped(rows, today), "count": len(rows), "today": today}
    return render(request, "dashboard/todo.html", context)


@open_to(*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER)
def leaders(request):
    user, today = request.user, clock.today()
    quarters, reporting = queries.reporting(user, today)
    late_cases, near_cases = queries.late_cases(user, today)
    unexplained = queries.unexplained(user)
    context = {
        "today": today,
        "todos": queries.todos(user, today),
        "unexplained": unexplained,
        "unexplained_count": sum(number for _, number in unexplained or ()),
        "in_hand": queries.in_hand(user).count(),
        "late": list(queries.late_things(user, today)[:20]),
        "late_count": queries.late_things(user, today).count(),
        "late_cases": late_cases,
        "near_cases": near_cases,
        "flow": queries.flow(user, today.year, reverse("earlywarnings:index")),
        "flow_steps": [label for label, _ in REACHED.values()],
        "states": queries.warnings_by_status(user),
        "risk_types": RiskType.labels,
        "risks": queries.risks(user, reverse("riskpoints:index")),
        "quarters": quarters,
        "reporting": reporting,
    }
    return render(request, "dashboard/leaders.html", context)


def unit(request):
    user, today = request.user, clock.today()
    own = queries.unit_of(user)
    sheet = queries.sheet_of(own, user, today.year)
    score = explained(sheet, user) if sheet else None
    context = {
        "unit": own,
        "todos": queries.todos(user, today),
        "warnings": queries.served_on(user),
        "score": score,
        "words": letters.sentences(score["result"], score["reading"], len(score["deductions"]))
        if score
        else {},
        "forms": history_of(own, user)[:PAST],
    }
    return render(request, "dashboard/unit.html", context)


def collector(request):
    user, today = request.user, clock.today()
    form = current_form(user)
    here = form.get_absolute_url() if form else ""
    context = {
        "form": form,
        "todos": [row for row in queries.todos(user, today) if row.url != here],
        "past": history_of(form.unit, user).exclude(pk=form.pk)[:PAST] if form else [],
    }
    return render(request, "dashboard/collector.html", context)

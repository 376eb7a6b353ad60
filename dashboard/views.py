"""Four kinds of people, four first pages; and what waits for whom."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from assessment import letters as score_letters
from assessment.queries import explained
from audit.log import record_export
from collection.queries import current_form, history_of
from core import clock, registries
from core.gates import DISCIPLINE, Role, open_to, open_to_members
from dashboard import letters, queries
from dashboard.forms import DayForm, RowsForm
from dashboard.rules import LETTER, READERS
from documents.overviews import respond_pdf
from notifications import workflow as mail
from notifications.access import may_subscribe
from notifications.queries import subscription

PAST = 4  # forms shown to a collector
PAGE = 30


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


@open_to(*READERS)
def leaders(request):
    """As of today, or of the day chosen; a day that makes no sense is named at its field, and today is shown."""
    form = DayForm.of(request)
    user = request.user
    context = {
        "overview": queries.overview(user, form.moment),
        "form": form,
        "subscription": subscription(user, LETTER),
        "may_subscribe": may_subscribe(user),
    }
    return render(request, "dashboard/leaders.html", context)


@open_to(*READERS)
@require_POST
def subscribe(request):
    """The page by mail each quarter, or no longer."""
    wanted = request.POST.get("wanted") == "yes"
    (mail.subscribe if wanted else mail.unsubscribe)(LETTER, by=request.user, what=letters.WHAT)
    messages.success(request, letters.SUBSCRIBED if wanted else letters.UNSUBSCRIBED)
    return redirect("dashboard:overview")


@open_to(*READERS)
def leaders_pdf(request):
    """The page of the day as one sheet."""
    overview = queries.overview(request.user, DayForm.of(request).moment)
    record_export("dashboard.export", by=request.user, rows=1)
    return respond_pdf(letters.paper(overview, request.user), letters.name_of(overview))


@open_to(*READERS)
def rows(request, tile):
    """What a mark of the leaders' page counted on that day, row by row."""
    if tile not in queries.ROWS:
        raise Http404
    shown, moment = queries.ROWS[tile], DayForm.of(request).moment
    things = queries.found(tile, request.user, moment, RowsForm(request.GET).asked)
    page = Paginator(things, PAGE).get_page(request.GET.get("page"))
    lines = [shown.tell(thing, request.user) for thing in page]
    context = {"title": shown.title, "moment": moment, "page": page, "lines": lines}
    return render(request, "dashboard/rows.html", context)


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
        "words": score_letters.sentences(score["result"], score["reading"], len(score["deductions"]))
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

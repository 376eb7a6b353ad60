"""The duty board, the hits of one duty, and what is left out of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core import clock
from core.gates import open_to
from core.verdict import require
from duties import access, queries, workflow
from duties.filters import UnitFilter
from duties.forms import DismissForm

PAGE = 50


@open_to(*access.READERS)
def board(request):
    """What the regulation asks, and how it stands today in the reader's units."""
    user, today = request.user, clock.today()
    chosen = UnitFilter(request.GET, user=user)
    lines = queries.board(user, today, chosen.units)
    units = queries.units_with_hits(lines)
    context = {
        "filter": chosen,
        "today": today,
        "chapters": queries.by_chapters([line for line in lines if line.looked_at]),
        "without": [line for line in lines if not line.looked_at],
        "units": units if len(units) > 1 else [],
        "several": chosen.several,
        "open": sum(line.open for line in lines),
        "fulfilled": sum(1 for line in lines if line.looked_at and not line.open),
        "unfulfilled": sum(1 for line in lines if line.open),
        "dismissed": sum(line.dismissed for line in lines),
    }
    return render(request, "duties/board.html", context)


@open_to(*access.READERS)
def duty(request, name):
    """What waits, unit by unit, each with the page where it is put right; or what was left out, and why."""
    user, today = request.user, clock.today()
    found = _duty_or_404(name, user)
    chosen = UnitFilter(request.GET, user=user)
    shows_dismissed = request.GET.get("shown") == "dismissed"
    things = (queries.dismissed_hits if shows_dismissed else queries.open_hits)(
        found, user, today, chosen.units
    )
    page = Paginator(things, PAGE).get_page(request.GET.get("page"))
    context = {
        "duty": found,
        "line": queries.line_of(found, user, today, chosen.units),
        "filter": chosen,
        "several": chosen.several,
        "page": page,
        "rows": _rows(found, user, page, today),
        "shows_dismissed": shows_dismissed,
        "index": queries.index_of(found, user),
    }
    return render(request, "duties/duty.html", context)


def _rows(found, user, page, today) -> list[dict]:
    dismissals = queries.dismissals_of(found, page, today)
    return [
        {
            "pk": thing.pk,
            "unit": (unit := queries.unit_of(found, thing)),
            "hit": found.tell(thing),
            "dismissal": dismissals.get(thing.pk),
            "may_dismiss": access.may_dismiss(user, unit),
        }
        for thing in page
    ]


@open_to(*access.JUDGES)
def dismiss(request, name, pk):
    user, today = request.user, clock.today()
    found = _duty_or_404(name, user)
    thing = get_object_or_404(queries.open_hits(found, user, today), pk=pk)
    require(access.may_dismiss(user, queries.unit_of(found, thing)))
    form = DismissForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        workflow.dismiss(found, thing, by=user, **form.cleaned_data)
        messages.success(request, "已列为不作为问题，到期后重新出现。")
        return redirect("duties:duty", found.name)
    context = {"form": form, "duty": found, "hit": found.tell(thing), "unit": queries.unit_of(found, thing)}
    return render(request, "duties/dismiss.html", context)


@open_to(*access.JUDGES)
@require_POST
def take_back(request, pk):
    dismissal = queries.dismissal_seen(pk, request.user, clock.today())
    if dismissal is None:
        raise Http404
    workflow.take_back(dismissal, by=request.user)
    messages.success(request, "已重新作为问题。")
    return redirect("duties:duty", dismissal.duty)


def _duty_or_404(name, user):
    found = queries.duty_called(name, user)
    if found is None:
        raise Http404
    return found

"""The list of open promises, and the working-day calendar."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from core import clock
from core.gates import DISCIPLINE, Role, open_to
from deadlines import access, queries, workflow
from deadlines.filters import DeadlineFilter
from deadlines.forms import DayForm, YearForm

PAGE = 30


@open_to(*DISCIPLINE)
def board(request):
    """Every open promise of the units below, the latest first."""
    chosen = DeadlineFilter(request.GET, queries.open_to_see(request.user), request=request)
    page = Paginator(chosen.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "deadlines/board.html", {"filter": chosen, "page": page})


@open_to(*DISCIPLINE)
def calendar(request, year=None):
    year = year or clock.today().year
    years = queries.calendar_years()
    context = {
        "year": year,
        "entered": queries.calendar_year(year),
        "spans": queries.calendar_spans(year),
        "years": sorted({*years[:4], year, clock.today().year + 1}),
        "may_change": access.may_change_calendar(request.user),
    }
    return render(request, "deadlines/calendar.html", context)


@open_to(Role.INFORMATION_OFFICER)
def change_day(request, year):
    entered = _or_404(queries.calendar_year(year))
    form = DayForm(request.POST or None, year=year, initial={"version": entered.version})
    if request.method == "POST" and form.is_valid():
        workflow.change_day(entered, by=request.user, **form.cleaned_data)
        messages.success(request, f"{year}年工作日历已修改。已经定下的期限不变。")
        return redirect("deadlines:calendar_year", year)
    return render(request, "deadlines/change_day.html", {"form": form, "year": year})


@open_to(Role.INFORMATION_OFFICER)
def enter_year(request, year):
    form = YearForm(request.POST or None, year=year)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        workflow.enter_year(by=request.user, year=year, source=given["source"], days=given["notice"])
        messages.success(request, f"{year}年节假日已录入，请对照通知核对下表。")
        return redirect("deadlines:calendar_year", year)
    return render(request, "deadlines/enter_year.html", {"form": form, "year": year})


def _or_404(found):
    if found is None:
        raise Http404
    return found

"""排查活动 (art. 12 to 14): the list, one with how far each unit has come, its opening and its end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from core.gates import BUSINESS, DISCIPLINE, open_to
from core.posted import posted
from core.verdict import require
from riskpoints import access, queries, workflow
from riskpoints.enums import Stage
from riskpoints.forms import CloseForm, ScreeningForm

PAGE = 50
COLUMNS = ("all", Stage.DRAFT, Stage.SECTION, Stage.LEADER, Stage.ORGANISATION, Stage.DONE, Stage.NOT_DONE)


@open_to(*BUSINESS)
def screenings(request):
    found = queries.with_progress(queries.screenings_visible_to(request.user), request.user)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "may_open": request.user.holds(*DISCIPLINE),
        "waiting": sum(queries.waiting_by_stage(request.user).values()),
    }
    return render(request, "riskpoints/screenings.html", context)


@open_to(*BUSINESS)
def screening(request, pk):
    found = get_object_or_404(queries.screenings_visible_to(request.user), pk=pk)
    rows = [
        (unit, [(name, cells.get(name, 0)) for name in COLUMNS], cells.get("none", 0))
        for unit, cells in queries.progress(found, request.user)
    ]
    context = {
        "screening": found,
        "rows": rows,
        "may_close": access.may_close_screening(request.user, found),
        "events": timeline_of(found),
    }
    return render(request, "riskpoints/screening.html", context)


@open_to(*DISCIPLINE)
def open_screening(request):
    town = queries.towns_to_screen(request.user).first()
    form = ScreeningForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        found = workflow.open_screening(town, by=request.user, **form.cleaned_data)
        messages.success(request, "排查已发起，已通知各单位的信息采集员和负责人。")
        return redirect(found)
    return render(request, "riskpoints/open_screening.html", {"form": form})


@open_to(*DISCIPLINE)
def close_screening(request, pk):
    found = get_object_or_404(queries.screenings_visible_to(request.user), pk=pk)
    require(access.may_close_screening(request.user, found))
    form = CloseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.close_screening(found, by=request.user, **form.cleaned_data)
        messages.success(request, "排查已结束。")
        return redirect(found)
    context = {"screening": found, "form": form, "left": queries.not_done(found)}
    return render(request, "riskpoints/close_screening.html", context)

"""民调、民主测评、行风评议: what people answered, as scoring will use it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from collection import exports, queries, workflow
from collection.access import polls as access
from collection.filters import PollFilter
from collection.forms import PollForm
from collection.views.fetching import PAGE, RECEIVERS
from core.gates import open_to
from core.posted import posted
from core.verdict import GRANTED, require


@open_to(*queries.POLL_READERS)
def polls(request):
    found = PollFilter(request.GET, queries.polls_visible_to(request.user))
    if request.GET.get("format") == "xlsx":
        return exports.polls(found.qs, by=request.user)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    context = {"filter": found, "page": page, "records": request.user.holds(*RECEIVERS)}
    return render(request, "collection/polls.html", context)


@open_to(*queries.POLL_READERS)
def poll(request, pk):
    found = poll_of(request, pk)
    verdict = access.may_record_poll(request.user, found.unit)
    context = {"poll": found, "may_change": verdict, "timeline": timeline_of(found)}
    return render(request, "collection/poll.html", context)


@open_to(*RECEIVERS)
def record_poll(request):
    form = PollForm(posted(request), units=queries.units_polled_by(request.user), verdict=GRANTED)
    if request.method == "POST" and form.is_valid():
        found = workflow.record_poll(by=request.user, **form.content())
        messages.success(request, "已登记。")
        return redirect(found)
    return render(request, "collection/poll_form.html", {"form": form})


@open_to(*RECEIVERS)
def change_poll(request, pk):
    found = poll_of(request, pk)
    verdict = access.may_record_poll(request.user, found.unit)
    form = PollForm(posted(request), instance=found, units=(), verdict=verdict)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        version = form.cleaned_data["version"]
        workflow.change_poll(found, by=request.user, version=version, **form.content())
        messages.success(request, "修改已保存。")
        return redirect(found)
    return render(request, "collection/poll_form.html", {"form": form, "poll": found})


def poll_of(request, pk):
    return get_object_or_404(queries.polls_visible_to(request.user), pk=pk)

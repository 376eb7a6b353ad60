"""分级目录 (art. 25): those that were sent, one of them as it stood, and what the level above says."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from core.gates import BUSINESS, CENTRE, DISCIPLINE, Role, open_to
from core.posted import posted
from core.registries import actions_on
from core.verdict import require
from riskpoints import exports, queries, workflow
from riskpoints.access import catalogue as access
from riskpoints.enums import CatalogueStatus
from riskpoints.forms import ReasonForm

PAGE = 50


@open_to(*BUSINESS)
def catalogues(request):
    towns = [
        (town, access.may_send_catalogue(request.user, town)) for town in queries.towns_to_send(request.user)
    ]
    page = Paginator(queries.catalogues_visible_to(request.user).defer("rows"), PAGE)
    context = {"page": page.get_page(request.GET.get("page")), "towns": towns}
    return render(request, "riskpoints/catalogues.html", context)


@open_to(*BUSINESS)
def catalogue(request, pk):
    found = get_object_or_404(queries.catalogues_visible_to(request.user).select_related("unit"), pk=pk)
    public = queries.public_part(found, queries.withheld())
    context = {
        "catalogue": found,
        "page": Paginator(found.rows, PAGE).get_page(request.GET.get("page")),
        "is_current": queries.is_current(found),
        "may": {name: may(request.user, found) for name, may in access.MOVES.items()},
        "public": public,
        "replaces": queries.on_show_instead(found),
        "named": queries.people_named(found, public) if found.status == CatalogueStatus.APPROVED else [],
        "further": actions_on(request.user, found),
        "events": timeline_of(found),
    }
    return render(request, "riskpoints/catalogue.html", context)


@open_to(*BUSINESS)
def export_catalogue(request, pk, extension):
    found = get_object_or_404(queries.catalogues_visible_to(request.user), pk=pk)
    return exports.export_catalogue(found, extension, by=request.user)


@open_to(*DISCIPLINE)
@require_POST
def send_catalogue(request, pk):
    town = get_object_or_404(queries.towns_to_send(request.user), pk=pk)
    found = workflow.send_catalogue(town, by=request.user)
    messages.success(request, "目录已定稿并报送上级，等待批准。")
    return redirect(found)


@open_to(*CENTRE)
@require_POST
def approve_catalogue(request, pk):
    found = get_object_or_404(queries.catalogues_visible_to(request.user), pk=pk)
    workflow.approve_catalogue(found, by=request.user)
    messages.success(request, "已批准。")
    return redirect(found)


@open_to(*CENTRE)
def return_catalogue(request, pk):
    found = get_object_or_404(queries.catalogues_visible_to(request.user), pk=pk)
    require(access.may_decide_catalogue(request.user, found))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.return_catalogue(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已退回。")
        return redirect(found)
    return render(request, "riskpoints/return_catalogue.html", {"catalogue": found, "form": form})


@open_to(Role.DISCIPLINE_SECRETARY)
@require_POST
def disclose_catalogue(request, pk):
    found = get_object_or_404(queries.catalogues_visible_to(request.user), pk=pk)
    workflow.disclose_catalogue(found, by=request.user)
    messages.success(request, "目录已公开，公众在公示网页上看得到。")
    return redirect(found)


@open_to(Role.DISCIPLINE_SECRETARY)
def withdraw_catalogue(request, pk):
    found = get_object_or_404(queries.catalogues_visible_to(request.user), pk=pk)
    require(access.may_withdraw_catalogue(request.user, found))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.withdraw_catalogue(found, by=request.user, **form.cleaned_data)
        messages.success(request, "目录已从公示网页撤下。")
        return redirect(found)
    return render(request, "riskpoints/withdraw_catalogue.html", {"catalogue": found, "form": form})

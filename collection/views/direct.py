"""One item at any time, from a direct reporting point."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from collection import access, queries, workflow
from collection.forms import SingleItemForm
from collection.views.fetching import FILLERS, PAGE, item_of
from core.gates import Role, open_to
from core.posted import posted

DIRECT = (Role.COLLECTOR, Role.CENTRE_OFFICER)


@open_to(*DIRECT)
def direct(request):
    """What was reported without a form, to be found again; and the way to report one more."""
    items = queries.single_items(request.user)
    context = {
        "page": Paginator(items, PAGE).get_page(request.GET.get("page")),
        "points": queries.direct_points(request.user),
    }
    return render(request, "collection/direct.html", context)


@open_to(*DIRECT)
def ask_direct(request, unit):
    point = _point(request, unit)
    form = queries.history_of(point, request.user).first()
    return render(request, "collection/ask_direct.html", {"unit": point, "record": form})


@open_to(*DIRECT)
def report_item(request, unit):
    point = _point(request, unit)
    if request.method != "POST" and request.GET.get("accusation") != "no":
        return redirect("collection:ask_direct", unit)
    form = SingleItemForm(
        posted(request),
        request.FILES or None,
        unit=point,
        user=request.user,
        verdict=access.may_report_item(request.user, point),
        on_behalf=access.types_for(request.user, point.pk),
    )
    if request.method == "POST" and form.is_valid():
        with form.saying_why_not():
            item = workflow.report_item(point, by=request.user, **form.content())
            messages.success(request, "已报送给预警中心，谢谢。")
            return redirect(item)
    return render(request, "collection/report_item.html", {"unit": point, "form": form})


@open_to(*FILLERS)
@require_POST
def withdraw_item(request, pk):
    workflow.withdraw_item(item_of(request, pk), by=request.user)
    messages.success(request, "已撤回这条信息。")
    return redirect("collection:direct")


def _point(request, unit):
    return get_object_or_404(queries.direct_points(request.user), pk=unit)

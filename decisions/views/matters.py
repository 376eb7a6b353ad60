"""The town's list of matters."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.forms import UnitChoice
from core.gates import DISCIPLINE, open_to
from core.posted import posted
from core.verdict import require
from decisions import queries, workflow
from decisions.access import matters as access
from decisions.forms.matters import MatterForm
from decisions.views.attempts import attempt

PAGE = 50


@open_to(*queries.READERS)
def matters(request):
    page = Paginator(queries.matters_seen(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_keep": request.user.holds(*DISCIPLINE)}
    return render(request, "decisions/matters.html", context)


@open_to(*DISCIPLINE)
def add_matter(request):
    choice = UnitChoice(request.GET or None, units=queries.units_to_meet(request.user))
    unit = choice.only_or_chosen
    if unit is None:
        return render(request, "decisions/choose_unit.html", {"form": choice.shown()})
    form = MatterForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, workflow.add_matter, unit, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "已加入事项清单。")
        return redirect("decisions:matters")
    return render(request, "decisions/matter.html", {"form": form, "unit": unit, "matter": None})


@open_to(*DISCIPLINE)
def change_matter(request, pk):
    matter = get_object_or_404(queries.matters_seen(request.user), pk=pk)
    require(access.may_change_matter(request.user, matter))
    form = MatterForm(posted(request), instance=matter)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, workflow.change_matter, matter, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "已保存，以后列入会议的议题按新规定办。")
        return redirect("decisions:matters")
    return render(request, "decisions/matter.html", {"form": form, "unit": matter.unit, "matter": matter})


@open_to(*DISCIPLINE)
@require_POST
def end_matter(request, pk):
    matter = get_object_or_404(queries.matters_seen(request.user), pk=pk)
    workflow.end_matter(matter, by=request.user)
    messages.success(request, "已停用。")
    return redirect("decisions:matters")

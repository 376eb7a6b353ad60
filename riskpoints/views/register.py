"""Reading the register, and writing in it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from core.forms import UnitChoice
from core.gates import BUSINESS, open_to
from core.registries import actions_on, chain_of
from core.trails import whole_chain
from powers.queries import saved_filters
from riskpoints import access, exports, queries, rules, workflow
from riskpoints.enums import EDITORS, REGISTER, RiskType
from riskpoints.filters import RiskPointFilter
from riskpoints.forms import LevelForm, RiskPointEditor
from riskpoints.models import RiskPoint

PAGE = 50


@open_to(*BUSINESS)
def index(request):
    points = RiskPointFilter.of(request)
    page = Paginator(queries.listed(points.qs), PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": points,
        "page": page,
        "saved": saved_filters(request.user, REGISTER),
        "may_write": request.user.holds(*EDITORS),
    }
    return render(request, "riskpoints/index.html", context)


@open_to(*BUSINESS)
def export(request, extension):
    points = RiskPointFilter.of(request)
    return exports.export(points.qs, f"廉政风险点.{extension}")


@open_to(*BUSINESS)
def detail(request, pk):
    point = get_object_or_404(queries.whole(queries.visible_to(request.user)), pk=pk)
    context = {
        "point": point,
        "bound": access.is_bound(point),
        "moves": {name: may(request.user, point) for name, may in access.MOVES.items()},
        "proposal": queries.proposal_for(point),
        "duty": rules.duty(point.level),
        "answerable": queries.answerable(point),
        "measures": queries.measures_with_executions(point),
        "changes": queries.changes_since_review(point),
        "links": chain_of(request.user, point),
        "further": actions_on(request.user, point),
        "events": timeline_of(point),
    }
    return render(request, "riskpoints/detail.html", context)


@open_to(*BUSINESS)
def chain(request, pk):
    point = get_object_or_404(queries.visible_to(request.user), pk=pk)
    context = {
        "thing": point,
        "heading": str(point),
        "chain": whole_chain(request.user, point, "风险点", point.reviewed_on),
    }
    return render(request, "layouts/chain.html", context)


@open_to(*BUSINESS)
def heat(request):
    """Where risk sits: unit × type, in ink."""
    context = {"rows": queries.heat(queries.visible_to(request.user)), "types": RiskType}
    return render(request, "riskpoints/heat.html", context)


@open_to(*EDITORS)
def create(request):
    units = queries.units_to_write_for(request.user)
    choice = UnitChoice(request.GET, units=units)
    unit = choice.only_or_chosen
    if unit is None:
        return render(request, "riskpoints/choose_unit.html", {"form": choice.shown()})
    initial = queries.prefilled(request.user, unit, request.GET)
    editor = RiskPointEditor(request.POST or None, RiskPoint(unit=unit), user=request.user, initial=initial)
    if request.method == "POST" and editor.is_valid():
        point = workflow.create(unit, by=request.user, **editor.content())
        messages.success(request, "已登记，现在是个人自查阶段。核对无误后送科室帮查。")
        return redirect(point)
    context = {"editor": editor, "form": editor.form, "unit": unit, "thresholds": queries.thresholds()}
    return render(request, "riskpoints/edit.html", context)


@open_to(*EDITORS)
def change(request, pk):
    point = get_object_or_404(queries.visible_to(request.user), pk=pk)
    verdict = access.may_change(request.user, point)
    editor = RiskPointEditor(request.POST or None, point, user=request.user)
    if request.method == "POST" and verdict and editor.is_valid():
        version = editor.form.cleaned_data["version"]
        point = workflow.change(point, by=request.user, version=version, **editor.content())
        messages.success(request, f"已保存，现在的状态是{point.get_status_display()}。")
        return redirect(point.assignment if access.is_bound(point) else point)
    context = {
        "editor": editor,
        "form": editor.form,
        "point": point,
        "unit": point.unit,
        "verdict": verdict,
        "thresholds": queries.thresholds(),
    }
    return render(request, "riskpoints/edit.html", context)


@open_to(*EDITORS)
def proposal(request):
    """The arithmetic of a level, while the form is being filled in."""
    return HttpResponse(
        LevelForm(request.GET).proposal().arithmetic, content_type="text/plain; charset=utf-8"
    )

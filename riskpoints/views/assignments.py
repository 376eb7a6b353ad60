"""排查任务: what waits for whom, and the page of one, where a person looks through a post."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from core.forms import SearchForm
from core.gates import BUSINESS, DISCIPLINE, open_to
from core.posted import posted
from core.verdict import require
from riskpoints import access, queries, workflow
from riskpoints.enums import EDITORS
from riskpoints.forms import AssignmentFilter, NoneForm, ReasonForm, RiskPointEditor
from riskpoints.models import RiskPoint

PAGE = 50


@open_to(*BUSINESS)
def assignments(request):
    seen = queries.by_place(queries.assignments_visible_to(request.user))
    found = AssignmentFilter(request.GET, seen, user=request.user)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "riskpoints/assignments.html", {"filter": found, "page": page})


@open_to(*BUSINESS)
def assignment(request, pk):
    found = assigned(request, pk)
    moves = {name: may(request.user, found) for name, may in access.ASSIGNMENT_MOVES.items()}
    search = SearchForm(request.GET)
    context = {
        "assignment": found,
        "moves": moves,
        "search": search,
        "holders": queries.people_of(found),
        "powers": queries.powers_of(found),
        "points": queries.written_in(found),
        "standing": queries.standing_for(found),
        "suggestions": queries.suggestions(found, search.words) if moves["write_in"] else [],
        "steps": queries.steps_of(found),
        "events": timeline_of(found),
    }
    return render(request, "riskpoints/assignment.html", context)


@open_to(*EDITORS)
def write_in(request, pk):
    found = assigned(request, pk)
    require(access.may_write_in(request.user, found))
    initial = queries.prefilled_for(found, request.user)
    editor = RiskPointEditor(posted(request), RiskPoint(unit=found.unit), user=request.user, initial=initial)
    if request.method == "POST" and editor.is_valid():
        workflow.write_in(found, by=request.user, **editor.content())
        messages.success(request, "已写下一个风险点。还有的接着写，写完送科室帮查。")
        return redirect(found)
    context = {"editor": editor, "form": editor.form, "unit": found.unit, "assignment": found}
    return render(request, "riskpoints/write_in.html", context | {"thresholds": queries.thresholds()})


@open_to(*EDITORS)
@require_POST
def copy_in(request, pk, number):
    entry = get_object_or_404(queries.library(), number=number)
    point = workflow.copy_in(assigned(request, pk), entry, by=request.user)
    messages.success(request, "已抄入。请改成本岗位的实际情况，定好等级和措施，再从上方的链接回到排查任务。")
    return redirect("riskpoints:change", point.pk)


@open_to(*EDITORS)
@require_POST
def confirm_point(request, pk, point):
    found = assigned(request, pk)
    point = get_object_or_404(queries.visible_to(request.user), pk=point)
    workflow.confirm_point(found, point, by=request.user)
    messages.success(request, f"已确认“{point}”仍然适用。")
    return redirect(found)


@open_to(*EDITORS)
def report_none(request, pk):
    found = assigned(request, pk)
    require(access.may_report_none(request.user, found))
    form = NoneForm(posted(request), initial={"reason": found.none_reason})
    if request.method == "POST" and form.is_valid():
        workflow.report_none(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已报无风险点，送科室帮查。")
        return redirect(found)
    return render(request, "riskpoints/report_none.html", {"assignment": found, "form": form})


@open_to(*EDITORS)
@require_POST
def pass_on_assignment(request, pk):
    at = request.POST.get("at", "")
    found = workflow.pass_on_assignment(assigned(request, pk), by=request.user, at=at)
    messages.success(request, f"已送{found.get_status_display()}。")
    return redirect(found)


@open_to(*DISCIPLINE)
@require_POST
def finish_assignment(request, pk):
    found = workflow.finish_assignment(assigned(request, pk), by=request.user)
    messages.success(request, "组织审查通过，这项排查已完成。")
    return redirect(found)


@open_to(*EDITORS)
def send_back_assignment(request, pk):
    found = assigned(request, pk)
    require(access.may_send_back_assignment(request.user, found))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.send_back_assignment(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已退回个人自查。")
        return redirect(found)
    return render(request, "riskpoints/send_back_assignment.html", {"assignment": found, "form": form})


def assigned(request, pk):
    return get_object_or_404(queries.assignments_visible_to(request.user), pk=pk)

"""The moves of a risk point and of its measures."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.gates import DISCIPLINE, open_to
from riskpoints import access, queries, workflow
from riskpoints.enums import EDITORS
from riskpoints.forms import ExecutionForm, MeasureForm, ReasonForm


@open_to(*EDITORS)
@require_POST
def pass_on(request, pk):
    point = workflow.pass_on(found(request, pk), by=request.user)
    messages.success(request, f"已送{point.get_status_display()}。")
    return redirect(point)


@open_to(*DISCIPLINE)
@require_POST
def register(request, pk):
    point = workflow.register(found(request, pk), by=request.user)
    messages.success(request, "组织审查通过，已列入风险库。")
    return redirect(point)


@open_to(*EDITORS)
@require_POST
def review(request, pk):
    point = workflow.review(found(request, pk), by=request.user)
    messages.success(request, "已复核，仍然合适。")
    return redirect(point)


@open_to(*EDITORS)
def send_back(request, pk):
    return with_reason(request, pk, "send_back", "已退回个人自查。")


@open_to(*EDITORS)
def retire(request, pk):
    return with_reason(request, pk, "retire", "已退出风险库。")


@open_to(*EDITORS)
def add_measure(request, pk):
    point = found(request, pk)
    verdict = access.may_add_measure(request.user, point)
    form = MeasureForm(request.POST or None, unit=point.unit)
    if request.method == "POST" and form.is_valid():
        workflow.add_measure(point, by=request.user, **form.content())
        messages.success(request, "已新增措施。")
        return redirect(f"{point.get_absolute_url()}#measures")
    context = {"point": point, "form": form, "verdict": verdict}
    return render(request, "riskpoints/add_measure.html", context)


@open_to(*EDITORS)
def change_measure(request, pk):
    measure = get_object_or_404(queries.measures_seen(request.user), pk=pk)
    point = measure.risk_point
    verdict = access.may_change_measure(request.user, measure)
    form = MeasureForm(request.POST or None, instance=measure, unit=point.unit)
    if request.method == "POST" and form.is_valid():
        workflow.change_measure(measure, by=request.user, **form.content())
        messages.success(request, "已改好措施。")
        return redirect(f"{point.get_absolute_url()}#measures")
    context = {"point": point, "measure": measure, "form": form, "verdict": verdict}
    return render(request, "riskpoints/change_measure.html", context)


@open_to(*EDITORS)
def end_measure(request, pk):
    measure = get_object_or_404(queries.measures_seen(request.user), pk=pk)
    verdict = access.may_change_measure(request.user, measure)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        workflow.end_measure(measure, by=request.user, **form.cleaned_data)
        messages.success(request, "措施已停止，落实记录都还在。")
        return redirect(measure.risk_point)
    context = {"point": measure.risk_point, "measure": measure, "form": form, "verdict": verdict}
    return render(request, "riskpoints/end_measure.html", context)


@open_to(*EDITORS)
def execute(request, pk):
    measure = get_object_or_404(queries.measures_seen(request.user), pk=pk)
    verdict = access.may_execute(request.user, measure)
    form = ExecutionForm(request.POST or None, initial={"done_by": measure.who})
    if request.method == "POST" and form.is_valid():
        workflow.record_execution(measure, by=request.user, **form.cleaned_data)
        messages.success(request, "已登记落实情况。")
        return redirect(f"{measure.risk_point.get_absolute_url()}#measures")
    context = {"point": measure.risk_point, "measure": measure, "form": form, "verdict": verdict}
    return render(request, "riskpoints/execute.html", context)


def with_reason(request, pk, name, done):
    """The form that asks why, or the sentence that says why not."""
    point = found(request, pk)
    verdict = access.MOVES[name](request.user, point)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        getattr(workflow, name)(point, by=request.user, **form.cleaned_data)
        messages.success(request, done)
        return redirect(point)
    return render(request, f"riskpoints/{name}.html", {"point": point, "form": form, "verdict": verdict})


def found(request, pk):
    return get_object_or_404(queries.visible_to(request.user), pk=pk)

"""督查 planned, carried out, followed up."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.forms import UnitChoice
from core.gates import DISCIPLINE, Role, open_to
from core.posted import posted
from core.verdict import require
from earlywarnings.access import inspections as access
from earlywarnings.enums import InspectionKind
from earlywarnings.forms import ReasonForm
from earlywarnings.forms.inspecting import CheckForm, FilesForm, FoundEditor, MendedForm, PlanForm
from earlywarnings.queries import inspections as queries
from earlywarnings.workflow import inspecting

WHAT = "of"  # what is to be looked at, in the address: unit-3, post-7, riskpoint-2, earlywarning-5


@open_to(*DISCIPLINE)
def plan_inspection(request):
    """First the unit, unless the address says what is to be looked at."""
    user = request.user
    thing = queries.thing_called(request.GET.get(WHAT, ""), user)
    choice = UnitChoice(request.GET, units=queries.units_to_inspect(user))
    unit = queries.unit_of(thing) if thing else choice.only_or_chosen
    if unit is None:
        return render(request, "earlywarnings/inspection_unit.html", {"form": choice.shown()})
    form = PlanForm(posted(request), user=user, unit=unit, thing=thing)
    if request.method == "POST" and form.is_valid():
        inspection = inspecting.plan(by=user, **form.content())
        if inspection.kind == InspectionKind.ON_THE_SPOT:
            messages.success(request, "现场督查已记下，请登记看到的情况。")
            return redirect("earlywarnings:carry_out_inspection", inspection.pk)
        messages.success(request, "督查已安排。登记结果以前，被督查单位看不到。")
        return redirect(inspection)
    return render(request, "earlywarnings/inspection_plan.html", {"form": form, "unit": unit})


@open_to(*DISCIPLINE)
def change_inspection(request, pk):
    inspection = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_change(request.user, inspection))
    form = PlanForm(posted(request), user=request.user, unit=inspection.unit, instance=inspection)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        inspecting.change(inspection, by=request.user, version=version, **form.content())
        messages.success(request, "修改已保存。")
        return redirect(inspection)
    context = {"form": form, "unit": inspection.unit, "inspection": inspection}
    return render(request, "earlywarnings/inspection_plan.html", context)


@open_to(*DISCIPLINE)
def carry_out_inspection(request, pk):
    inspection = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_carry_out(request.user, inspection))
    editor = FoundEditor(posted(request), inspection=inspection)
    if request.method == "POST" and editor.is_valid():
        inspection = inspecting.carry_out(inspection, by=request.user, **editor.content())
        count = inspection.findings.count()
        told = f"发现{count}个问题，已告知单位负责人。" if count else "没有发现问题，督查已办结。"
        messages.success(request, f"督查结果已登记，{told}")
        return redirect(inspection)
    context = {"inspection": inspection, "form": editor.form, "findings": editor.findings}
    return render(request, "earlywarnings/inspection_carry_out.html", context)


@open_to(*DISCIPLINE, Role.UNIT_HEAD)
def attach_inspection(request, pk):
    inspection = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_attach(request.user, inspection))
    form = FilesForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        inspecting.attach(inspection, by=request.user, files=form.content())
        messages.success(request, "照片或材料已添加。")
        return redirect(inspection)
    return render(request, "earlywarnings/inspection_files.html", {"inspection": inspection, "form": form})


@open_to(*DISCIPLINE)
def cancel_inspection(request, pk):
    inspection = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_cancel(request.user, inspection))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        inspecting.cancel(inspection, by=request.user, **form.cleaned_data)
        messages.success(request, "督查已取消。")
        return redirect(inspection)
    return render(request, "earlywarnings/inspection_cancel.html", {"inspection": inspection, "form": form})


@open_to(*DISCIPLINE)
@require_POST
def close_inspection(request, pk):
    inspection = get_object_or_404(queries.visible_to(request.user), pk=pk)
    inspecting.close(inspection, by=request.user)
    messages.success(request, "督查已办结。")
    return redirect(inspection)


@open_to(Role.UNIT_HEAD)
def report_finding(request, pk):
    finding = get_object_or_404(queries.findings_seen(request.user), pk=pk)
    require(access.may_report(request.user, finding))
    form = MendedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        inspecting.report(finding, by=request.user, **form.cleaned_data)
        messages.success(request, "整改情况已报告，等待镇纪委核查。")
        return redirect(finding.inspection)
    return render(request, "earlywarnings/inspection_finding.html", {"finding": finding, "form": form})


@open_to(*DISCIPLINE)
def check_finding(request, pk):
    finding = get_object_or_404(queries.findings_seen(request.user), pk=pk)
    require(access.may_check(request.user, finding))
    may_return = bool(access.may_return(request.user, finding))
    form = CheckForm(posted(request), finding=finding, may_return=may_return)
    if request.method == "POST" and form.is_valid():
        result, day = form.cleaned_data["result"], form.cleaned_data["mended_on"]
        if form.passes:
            inspecting.check(finding, by=request.user, mended_on=day, result=result)
        else:
            inspecting.return_finding(finding, by=request.user, result=result)
        messages.success(request, "核查意见已登记。")
        return redirect(finding.inspection)
    return render(request, "earlywarnings/inspection_finding.html", {"finding": finding, "form": form})

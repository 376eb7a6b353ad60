"""四议两公开: the list, one decision with its six steps, and the forms (art. 29)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from core.forms import UnitChoice
from core.gates import open_to
from core.posted import posted
from core.verdict import require
from decisions.access import village as access
from decisions.enums.village import Stage
from decisions.exports import village as exports
from decisions.filters.village import VillageFilter
from decisions.forms import village as forms
from decisions.forms import village_steps as steps
from decisions.pages import village as pages
from decisions.queries import village as queries
from decisions.rules import village as rules
from decisions.workflow import village as workflow
from documents.queries import respond

PAGE = 50


def _found(request, pk):
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _asked(request, pk, verb: str):
    """The decision, if the user may see it and may do this to it now."""
    found = _found(request, pk)
    require(access.MOVES[verb](request.user, found))
    return found


@open_to(*queries.READERS)
def villages(request):
    seen = queries.visible_to(request.user)
    found = VillageFilter(request.GET, seen, user=request.user)
    context = {
        "filter": found,
        "page": Paginator(found.qs, PAGE).get_page(request.GET.get("page")),
        "counts": queries.counts(seen),
        "writes": queries.villages_of(request.user).exists(),
    }
    return render(request, "decisions/villages.html", context)


@open_to(*queries.READERS)
def village(request, pk):
    found = _found(request, pk)
    context = pages.whole(request.user, found) | {"events": timeline_of(found)}
    return render(request, "decisions/village.html", context)


@open_to(*queries.WRITERS)
def village_begin(request):
    units = queries.villages_of(request.user)
    choice = UnitChoice(request.GET if "unit" in request.GET else None, units=units)
    unit = choice.only_or_chosen
    if unit is None:
        return render(request, "decisions/village_unit.html", {"choice": choice.shown()})
    require(access.may_begin(request.user, unit))
    form = forms.DecisionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = workflow.begin(unit, by=request.user, **_content(form))
        messages.success(request, "已登记。接下来一步一步办，办完一步登记一步。")
        return redirect(made)
    return render(request, "decisions/village_begin.html", {"form": form, "unit": unit})


@open_to(*queries.WRITERS)
def village_change(request, pk):
    found = _asked(request, pk, "change")
    form = forms.DecisionForm(posted(request), instance=found)
    if request.method == "POST" and form.is_valid():
        workflow.change(found, by=request.user, version=form.cleaned_data["version"], **_content(form))
        messages.success(request, "已修改。")
        return redirect(found)
    return render(
        request, "decisions/village_begin.html", {"form": form, "unit": found.unit, "decision": found}
    )


@open_to(*queries.WRITERS)
def village_hold(request, pk):
    """The step that is next, whichever it is."""
    found = _asked(request, pk, "hold")
    stage = Stage(found.status)
    form = steps.step_form(found, posted(request))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        step = workflow.hold(found, by=request.user, stage=stage, version=version, **form.content())
        messages.success(request, pages.said(step))
        return redirect(found)
    context = {"decision": found, "form": form, "name": rules.NAMES[stage], "note": pages.note(stage)}
    return render(request, "decisions/village_step.html", context | {"stage": stage})


@open_to(*queries.WRITERS)
def village_correct(request, pk):
    step = get_object_or_404(queries.steps_visible_to(request.user), pk=pk)
    require(access.may_correct(request.user, step))
    form = steps.correction_form(step, posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.correct(step, by=request.user, version=form.cleaned_data["version"], **form.content())
        messages.success(request, f"{step}已更正，更正前的内容留存。")
        return redirect(step.decision)
    return _form(
        request, step.decision, form, title=f"更正“{step}”", submit="更正", note="下一步登记以前可以更正。"
    )


@open_to(*queries.WRITERS)
def village_attach(request, pk):
    step = get_object_or_404(queries.steps_visible_to(request.user), pk=pk)
    require(access.may_attach(request.user, step))
    form = forms.SheetForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        workflow.attach(step, by=request.user, files=form.content())
        messages.success(request, "原件已添加。")
        return redirect(step.decision)
    note = f"{step}。不要求拍照留痕，有用的才传。传上去以后不能删除。"
    return _form(request, step.decision, form, title="添加签字的原件", submit="添加", note=note)


@open_to(*queries.READERS)
def village_file(request, pk, file_pk):
    return respond(get_object_or_404(queries.files_on(_found(request, pk)), pk=file_pk))


@open_to(*queries.WRITERS)
def village_object(request, pk):
    found = _asked(request, pk, "object")
    form = forms.ObjectionForm(posted(request), decision=found)
    if request.method == "POST" and form.is_valid():
        workflow.record_objection(found, by=request.user, **form.cleaned_data)
        messages.success(request, "异议已登记。")
        return redirect(found)
    note = "公示期间群众提出的意见，逐条登记、逐条答复。"
    return _form(request, found, form, title="登记群众的异议", submit="登记", note=note)


@open_to(*queries.WRITERS)
def village_answer(request, pk):
    objection = get_object_or_404(queries.objections_visible_to(request.user), pk=pk)
    require(access.may_answer(request.user, objection))
    form = forms.AnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.answer_objection(objection, by=request.user, **form.cleaned_data)
        messages.success(request, "异议已答复。")
        return redirect(objection.decision)
    return _form(
        request, objection.decision, form, title="答复异议", submit="答复", note=f"异议：{objection.text}"
    )


@open_to(*queries.WRITERS)
def village_disclose(request, pk):
    found = _asked(request, pk, "disclose")
    initial = {"disclosure": found.disclosure, "withheld_reason": found.withheld_reason}
    form = forms.DisclosureForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        workflow.disclose(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已保存。")
        return redirect(found)
    note = "以公开为原则。不放到网站上的，公示栏里照样要贴。"
    return _form(request, found, form, title="是否放到公示网站", submit="保存", note=note)


@open_to(*queries.READERS)
def village_notice(request, pk, extension):
    found = _found(request, pk)
    require(access.may_print(found))
    return exports.notice(found, extension)


def _content(form) -> dict:
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


def _form(request, decision, form, **words):
    return render(request, "decisions/village_form.html", {"decision": decision, "form": form, **words})

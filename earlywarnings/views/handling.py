"""分级处置: the list, the record, its sheet, and the moves (art. 40)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from core import clock
from core.forms import UnitChoice
from core.gates import DISCIPLINE, open_to, open_to_members
from core.posted import posted
from core.registries import chain_of
from core.verdict import require
from documents.queries import respond
from earlywarnings.access import handling as access
from earlywarnings.exports.handling import register
from earlywarnings.filters.handling import HandlingFilter
from earlywarnings.forms import ReasonForm
from earlywarnings.forms.handling import AssessForm, ExplainForm, HoldEditor, MeetForm, OpenForm, PaperForm
from earlywarnings.pages import handling as pages
from earlywarnings.queries import handling as queries
from earlywarnings.workflow import handling as workflow
from rulebook.queries import setting

PAGE = 50


@open_to(*DISCIPLINE)
def handling_list(request):
    seen = queries.visible_to(request.user)
    filtered = HandlingFilter(request.GET, queryset=queries.listed(seen))
    if request.GET.get("format") == "xlsx":
        return register(filtered.qs, by=request.user)
    context = {
        "filter": filtered,
        "page": Paginator(filtered.qs, PAGE).get_page(request.GET.get("page")),
        "counts": queries.tally(seen, clock.today()),
        "to_talk": queries.items_to_talk(request.user)[:PAGE],
    }
    return render(request, "earlywarnings/handling_list.html", context)


@open_to_members
def handling(request, pk):
    user = request.user
    found = get_object_or_404(queries.whole(queries.visible_to(user)), pk=pk)
    handles = access.handles(user, found)
    context = {
        "handling": found,
        "next": pages.next_step(user, found),
        "may_meet": access.may_meet(user, found),
        "moves": pages.moves(user, found),
        "papers": queries.papers_of(found),
        "others": queries.of_the_same_person(found, user) if handles else [],
        "handles": handles,
        "chain": chain_of(user, found),
        "timeline": timeline_of(found) if handles else [],
    }
    return render(request, "earlywarnings/handling.html", context)


@open_to_members
def handling_sheet(request, pk):
    """The record on paper, to be signed: blank before the talk, filled in after it."""
    found = get_object_or_404(queries.whole(queries.visible_to(request.user)), pk=pk)
    context = {"handling": found, "issuer": setting("documents.issuing_body")}
    return render(request, "earlywarnings/handling_sheet.html", context)


@open_to(*DISCIPLINE)
def open_handling(request):
    """From an item that needs a talk, from a warning, from a grade that was not enough, or alone."""
    named = {name: request.GET.get(name, "") for name in ("item", "warning", "previous")}
    source = queries.sources(request.user, **named)
    choice = UnitChoice(request.GET, units=queries.units_to_handle(request.user))
    unit = pages.unit_of(**source) or choice.chosen
    if unit is None:
        return render(request, "earlywarnings/handling_unit.html", {"form": choice.shown()})
    only = source["previous"] and source["previous"].person_id
    form = OpenForm(posted(request), user=request.user, unit=unit, only=only, initial=pages.initial(**source))
    if request.method == "POST" and form.is_valid():
        made = workflow.open_handling(by=request.user, **form.cleaned_data, **source)
        if "hold" in request.POST and made.is_talk:
            return redirect("earlywarnings:hold_talk", pk=made.pk)
        messages.success(request, f"{made}已登记。")
        return redirect(made)
    key = "-".join([str(unit.pk), *named.values()])
    context = {"form": form, "unit": unit, "source": source, "key": key}
    return render(request, "earlywarnings/open_handling.html", context)


@open_to(*DISCIPLINE)
def hold_talk(request, pk):
    found = _asked(request, pk, "hold")
    editor = HoldEditor(posted(request), handling=found, talker=request.user.name)
    if request.method == "POST" and editor.is_valid():
        workflow.hold(found, by=request.user, **editor.content())
        messages.success(request, "谈话已登记。请打印记录，由当事人签字后传回扫描件。")
        return redirect(found)
    context = {"handling": found, "form": editor.form, "plan": editor.plan}
    return render(request, "earlywarnings/hold_talk.html", context)


@open_to_members
def explain(request, pk):
    found = _asked(request, pk, "explain")
    on_behalf = access.writes_on_behalf(request.user, found)
    form = ExplainForm(posted(request), on_behalf=on_behalf)
    if request.method == "POST" and form.is_valid():
        workflow.explain(found, by=request.user, **form.cleaned_data)
        messages.success(request, "情况说明已提交。")
        return redirect(found)
    return _form(request, found, form, title="向组织说明", submit="提交说明", note=found.reason)


@open_to(*DISCIPLINE)
def meet_milestone(request, number):
    """One step of the plan is done."""
    milestone = get_object_or_404(queries.milestones_of(request.user), pk=number)
    found = milestone.handling
    require(access.may_meet(request.user, found))
    form = MeetForm(posted(request), handling=found)
    if request.method == "POST" and form.is_valid():
        workflow.meet(milestone, by=request.user, **form.cleaned_data)
        messages.success(request, f"第{milestone.number}项已登记完成。")
        return redirect(found)
    note = f"第{milestone.number}项：{milestone.text}"
    return _form(request, found, form, title="登记完成情况", submit="登记", note=note)


@open_to(*DISCIPLINE)
def assess_handling(request, pk):
    found = _asked(request, pk, "assess")
    form = AssessForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.assess(found, by=request.user, **form.cleaned_data)
        messages.success(request, "评估已登记，本次处置办结。")
        return redirect(found)
    note = "没有达到要求的，系统建议下一等次，由人决定。"
    return _form(request, found, form, title="评估效果", submit="登记评估", note=note)


@open_to(*DISCIPLINE)
def cancel_handling(request, pk):
    found = _asked(request, pk, "cancel")
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.cancel(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"{found}已撤回。")
        return redirect(found)
    note = "登记有误、还没有谈话或说明的，可以撤回。记录和理由保留。"
    return _form(request, found, form, title="撤回", submit="撤回", note=note)


@open_to(*DISCIPLINE)
@require_POST
def inform_head(request, pk):
    found = _asked(request, pk, "inform_head")
    workflow.inform_head(found, by=request.user)
    messages.success(request, "已记录告知单位负责人，此后负责人可以查看这份记录。")
    return redirect(found)


@open_to(*DISCIPLINE)
def add_handling_paper(request, pk):
    found = _asked(request, pk, "add_paper")
    form = PaperForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        workflow.add_paper(found, by=request.user, name=file.name, content=file.read())
        messages.success(request, "材料已存入。")
        return redirect(found)
    note = "签字的谈话记录、情况说明、告诫书或整改材料。"
    return _form(request, found, form, title="传回扫描件", submit="存入", note=note)


@open_to_members
def handling_paper(request, pk, number):
    found = queries.paper_of(get_object_or_404(queries.visible_to(request.user), pk=pk), number)
    if found is None:
        raise Http404
    return respond(found)


def _asked(request, pk, verb: str):
    """The handling, if the user may see it and may do this to it now."""
    found = get_object_or_404(queries.with_attendance(queries.visible_to(request.user)), pk=pk)
    require(access.MOVES[verb](request.user, found))
    return found


def _form(request, found, form, **words):
    context = {"handling": found, "form": form, **words}
    return render(request, "earlywarnings/handling_form.html", context)

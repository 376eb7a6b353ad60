"""问题情形 and 责任追究: the list, what the system proposes, the record and its moves (art. 46, 47, 49)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessment.access import accountability as access
from assessment.exports.accountability import register
from assessment.filters.accountability import FindingFilter
from assessment.forms.accountability import (
    ConfirmForm,
    FindingForm,
    HoldForm,
    ReasonForm,
    RectifyForm,
    StateForm,
    begun_with,
)
from assessment.models import Finding
from assessment.pages import accountability as pages
from assessment.queries import accountability as queries
from assessment.queries import possible
from assessment.workflow import accountability as workflow
from audit.queries import timeline_of
from core import clock
from core.forms import UnitChoice
from core.gates import BUSINESS, CENTRE, DISCIPLINE, open_to
from core.posted import posted
from core.verdict import Refusal, require

PAGE = 50
HANDLERS = (*DISCIPLINE, *CENTRE)


@open_to(*queries.READERS)
def findings(request):
    seen = queries.listed(queries.visible_to(request.user), request.user)
    filtered = FindingFilter(request.GET, seen, user=request.user)
    if request.GET.get("format") == "xlsx":
        return register(filtered.qs, by=request.user)
    context = {
        "filter": filtered,
        "page": Paginator(filtered.qs, PAGE).get_page(request.GET.get("page")),
        "may_draft": request.user.holds(*HANDLERS),
    }
    return render(request, "assessment/accountability.html", context)


@open_to(*HANDLERS)
def possible_findings(request):
    proposals = possible.possible(request.user, clock.today())
    return render(request, "assessment/accountability_possible.html", {"proposals": proposals})


@open_to(*HANDLERS)
def draft_finding(request):
    """From what the system proposes for a unit, or from nothing: a person chooses, writes and saves."""
    choice = UnitChoice(request.GET, units=queries.units_to_find(request.user))
    unit = choice.chosen
    if unit is None:
        return render(request, "assessment/accountability_unit.html", {"form": choice.shown()})
    require(access.may_draft(request.user, unit))
    known = _known(request.user, unit)
    initial = {"found_on": clock.today(), "found_by": f"{request.user.post_text}{request.user.name}"}
    initial |= begun_with(request.GET.get("kind", ""), known)
    form = FindingForm(posted(request), facts=known, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = workflow.draft(unit, by=request.user, **form.said)
        messages.success(request, f"{made}已起草。核对以后送单位陈述意见。")
        return redirect(made)
    return _form(request, None, form, title="登记问题情形", submit="保存草稿", lead=str(unit))


def _known(user, unit) -> list:
    today = clock.today()
    return [*possible.facts_for(user, today, unit), *possible.further_evidence(user, unit)]


@open_to(*BUSINESS)
def finding(request, pk):
    """Whoever was held responsible and told opens it too, whatever their role."""
    found, user = _found(request, pk), request.user
    handles = access.handles(user, found)
    rows = list(queries.responsibilities_of(found, user))
    context = {
        "finding": found,
        "may": {verb: ask(user, found) for verb, ask in access.ASKED.items()},
        "explanation": pages.explanation(found),
        "beyond": pages.beyond(found),
        "hears": queries.hears_the_unit(user, found),
        "reads_list": user.holds(*queries.READERS),
        "handles": handles,
        "evidence": queries.evidence_of(found, user, handles=handles),
        "rows": [(row, access.may_tell(user, row), access.may_revoke(user, row)) for row in rows],
        "events": timeline_of(found) if handles else [],
    }
    return render(request, "assessment/accountability_finding.html", context)


@open_to(*HANDLERS)
def change_finding(request, pk):
    found = _asked(request, pk, "change")
    form = FindingForm(posted(request), instance=found, facts=_known(request.user, found.unit))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        workflow.change(found, by=request.user, version=version, kept=form.kept, **form.said)
        messages.success(request, "草稿已保存。")
        return redirect(found)
    return _form(request, found, form, title="修改草稿", submit="保存草稿", lead=str(found.unit))


@open_to(*HANDLERS)
@require_POST
def send_finding(request, pk):
    found = workflow.send(_found(request, pk), by=request.user)
    messages.success(request, "已送单位，单位负责人会收到通知。")
    return redirect(found)


@open_to(*queries.READERS)
def state_finding(request, pk):
    found = _asked(request, pk, "state")
    form = StateForm(posted(request), on_behalf=access.writes_on_behalf(request.user, found))
    return _written(
        request, found, form, workflow.state, title="陈述意见", submit="提交陈述意见", done="陈述意见已提交。"
    )


@open_to(*HANDLERS)
def confirm_finding(request, pk):
    found = _asked(request, pk, "confirm")
    form = ConfirmForm(posted(request))
    return _written(
        request, found, form, workflow.confirm, title="认定", submit="认定", done="已认定，单位会收到通知。"
    )


@open_to(*HANDLERS)
def dismiss_finding(request, pk):
    found = _asked(request, pk, "dismiss")
    form = ReasonForm(posted(request))
    return _written(
        request,
        found,
        form,
        workflow.dismiss,
        title="不予认定",
        submit="不予认定",
        done="已办结，记录和理由保留。",
    )


@open_to(*HANDLERS)
def rectify_finding(request, pk):
    found = _asked(request, pk, "rectify")
    form = RectifyForm(posted(request), finding=found)
    return _written(
        request, found, form, workflow.rectify, title="登记整改", submit="登记", done="整改情况已登记。"
    )


@open_to(*HANDLERS)
def hold_responsible(request, pk):
    found = _asked(request, pk, "hold")
    form = HoldForm(posted(request), finding=found, user=request.user)
    return _written(
        request,
        found,
        form,
        workflow.hold,
        title="登记责任追究",
        submit="登记",
        done="责任追究已登记。",
        lead="只登记有关机关已经作出的决定。由上级管理的人员，请先报上级。",
    )


@open_to(*HANDLERS)
@require_POST
def report_up_finding(request, pk):
    found = workflow.report_up(_found(request, pk), by=request.user)
    messages.success(request, "已报上级，上级纪检监察机关可以查看和登记责任追究。")
    return redirect(found)


@open_to(*HANDLERS)
@require_POST
def tell_responsible(request, pk):
    row = get_object_or_404(queries.responsibilities_visible_to(request.user), pk=pk)
    workflow.tell(row, by=request.user)
    messages.success(request, "已登记告知本人，此后本人可以查看。")
    return redirect(row.finding)


@open_to(*HANDLERS)
def revoke_responsible(request, pk):
    row = get_object_or_404(queries.responsibilities_visible_to(request.user), pk=pk)
    require(access.may_revoke(request.user, row))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.revoke(row, by=request.user, **form.cleaned_data)
        messages.success(request, "已撤销，记录和理由保留。")
        return redirect(row.finding)
    lead = f"{row.whose}：{row.get_consequence_display()}，{row.paper_number}"
    return _form(request, row.finding, form, title="撤销责任追究", submit="撤销", lead=lead)


def _found(request, pk) -> Finding:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _asked(request, pk, verb: str) -> Finding:
    """The finding, if the user may see it and may do this to it now."""
    found = _found(request, pk)
    require(access.ASKED[verb](request.user, found))
    return found


def _written(request, found, form, deed, *, done: str, lead: str = "", **words):
    """A page that is one form; a refusal of the move stands above what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            deed(found, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.verdict.reason)
        else:
            messages.success(request, done)
            return redirect(found)
    return _form(request, found, form, lead=lead or found.get_kind_display(), **words)


def _form(request, found, form, **words):
    return render(request, "assessment/accountability_form.html", {"finding": found, "form": form, **words})

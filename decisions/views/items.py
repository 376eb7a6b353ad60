"""An item: the list, one, and what is done with it before its meeting."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from core.gates import open_to
from core.posted import posted
from core.registries import chain_of
from core.trails import whole_chain
from core.verdict import require
from decisions import queries, workflow
from decisions.access import follow_up
from decisions.access import items as access
from decisions.access import notices as may_be_shown
from decisions.exports import minutes as exports
from decisions.filters.items import ItemFilter
from decisions.forms.items import AssessmentForm, FulfilForm, ItemForm, PrepareForm, ReasonForm
from decisions.models import RiskAssessment
from decisions.views.attempts import attempt

PAGE = 50


def found(request, pk):
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _written(request, item, form, deed, done: str, **texts):
    """A page that is one form; the move's refusal stands beside what was typed."""
    if request.method == "POST" and form.is_valid() and attempt(form, deed):
        messages.success(request, done)
        return redirect(item)
    return render(request, "decisions/write.html", {"item": item, "form": form, "autosave": "", **texts})


@open_to(*queries.READERS)
def index(request):
    listed = ItemFilter(request.GET, queries.visible_to(request.user), user=request.user)
    page = Paginator(listed.qs, PAGE).get_page(request.GET.get("page"))
    context = {"filter": listed, "page": page, "may_propose": queries.units_to_propose(request.user).exists()}
    return render(request, "decisions/index.html", context)


@open_to(*queries.READERS)
def item(request, pk):
    item = found(request, pk)
    user = request.user
    hears = queries.hears_views(user, item)
    shown = queries.notice_on_show(item)
    context = {
        "item": item,
        "hears": hears,
        "opinions": queries.opinions_on(item) if hears else [],
        "recusals": item.recusals.select_related("person") if hears else [],
        "checklist": queries.checklist(item),
        "assessment": queries.assessment_of(item),
        "preparations": item.preparations.all(),
        "split": queries.split_seen(user, item),
        "findings": queries.findings_on(user, item),
        "is_below": queries.is_below_its_line(item),
        "went_without_assessment": queries.went_without_assessment(item),
        "may": {
            "change": access.may_change(user, item),
            "withdraw": access.may_withdraw(user, item),
            "fulfil": access.may_fulfil(user, item),
            "assess": access.may_assess(user, item),
            "prepare": access.may_prepare(user, item),
            "resubmit": access.may_resubmit(user, item),
            "disclose": may_be_shown.may_disclose(user, item),
            "withdraw_notice": shown and may_be_shown.may_withdraw_notice(user, shown),
            "give_task": follow_up.may_give_task(user, item),
        },
        "tasks": queries.tasks_of(item),
        "notices": queries.notices_of(item),
        "shown": shown,
        "chain": chain_of(user, item),
        "events": timeline_of(item, without=() if hears else queries.HEARD_IN_THE_ROOM),
    }
    return render(request, "decisions/item.html", context)


@open_to(*queries.READERS)
def chain(request, pk):
    item = found(request, pk)
    context = {
        "thing": item,
        "heading": str(item),
        "chain": whole_chain(request.user, item, "议题", item.meeting and item.meeting.held_on),
    }
    return render(request, "layouts/chain.html", context)


@open_to(*queries.READERS)
def propose(request):
    form = ItemForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        content = form.content
        made = attempt(form, workflow.propose, content.pop("unit"), by=request.user, **content)
        if made:
            messages.success(request, "议题已提出。把会前程序办齐、登记后，就可以列入会议。")
            return redirect(made)
    return render(request, "decisions/propose.html", {"form": form, "item": None})


@open_to(*queries.READERS)
def change_item(request, pk):
    item = found(request, pk)
    require(access.may_change(request.user, item))
    form = ItemForm(posted(request), instance=item, user=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, workflow.change, item, by=request.user, **form.content)
    ):
        messages.success(request, "已保存。")
        return redirect(item)
    return render(request, "decisions/propose.html", {"form": form, "item": item})


@open_to(*queries.READERS)
def withdraw_item(request, pk):
    item = found(request, pk)
    require(access.may_withdraw(request.user, item))
    form = ReasonForm(posted(request))
    return _written(
        request,
        item,
        form,
        lambda: workflow.withdraw(item, by=request.user, **form.cleaned_data),
        "议题已撤回。",
        title="撤回议题",
        submit="撤回",
    )


@open_to(*queries.READERS)
def fulfil(request, pk):
    item = found(request, pk)
    require(access.may_fulfil(request.user, item))
    form = FulfilForm(posted(request), item=item, initial={"kind": request.GET.get("kind", "")})
    return _written(
        request,
        item,
        form,
        lambda: workflow.fulfil(item, by=request.user, **form.cleaned_data),
        "会前程序已登记。",
        title="登记会前程序",
        submit="登记",
    )


@open_to(*queries.READERS)
@require_POST
def strike(request, pk):
    fulfilment = get_object_or_404(queries.fulfilments_visible_to(request.user), pk=pk)
    workflow.strike(fulfilment, by=request.user)
    messages.success(request, "已删去这一项，请重新登记。")
    return redirect(fulfilment.item)


@open_to(*queries.READERS)
def assess(request, pk):
    item = found(request, pk)
    require(access.may_assess(request.user, item))
    report = queries.assessment_of(item)
    known = {} if report else queries.known_of(item)
    form = AssessmentForm(posted(request), instance=report or RiskAssessment(), initial=known)
    return _written(
        request,
        item,
        form,
        lambda: workflow.assess(item, by=request.user, **form.content),
        "廉政风险评估报告已保存。",
        title="廉政风险评估报告",
        submit="保存报告",
        autosave=f"assessment-{item.pk}-{report.version if report else 0}",
    )


@open_to(*queries.READERS)
def prepare(request, pk):
    item = found(request, pk)
    require(access.may_prepare(request.user, item))
    form = PrepareForm(posted(request))
    return _written(
        request,
        item,
        form,
        lambda: workflow.prepare(item, by=request.user, **form.cleaned_data),
        "酝酿情况已登记。",
        title="登记酝酿",
        submit="登记",
    )


@open_to(*queries.READERS)
@require_POST
def resubmit(request, pk):
    made = workflow.resubmit(found(request, pk), by=request.user)
    messages.success(request, "已重新提出。请补充调查研究，会前程序须重新登记。")
    return redirect(made)


@open_to(*queries.READERS)
def assessment_file(request, pk, extension):
    report = queries.assessment_of(found(request, pk))
    if report is None or extension not in exports.AS:
        raise Http404
    return exports.assessment_file(report, extension)

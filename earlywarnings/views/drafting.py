"""From an item to a signed notice."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.gates import DISCIPLINE, Role, open_to
from core.posted import posted
from core.verdict import require
from earlywarnings import access, pages, queries, workflow
from earlywarnings.enums import Tier
from earlywarnings.forms import DraftForm, ProblemFormSet, ReasonForm, TriageForm

TRIAGERS = (*DISCIPLINE, Role.CENTRE_OFFICER)


@open_to(*TRIAGERS)
def triage_list(request):
    items = queries.items_to_triage(request.user)
    return render(request, "earlywarnings/triage_list.html", {"items": items})


@open_to(*TRIAGERS)
def triage(request, item_pk):
    item = get_object_or_404(queries.items_to_triage(request.user), pk=item_pk)
    form = TriageForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.triage(item, by=request.user, **form.cleaned_data)
        messages.success(request, "研判意见已记录。")
        return redirect("earlywarnings:triage_list")
    context = {
        "item": item,
        "form": form,
        "similar": queries.similar_to(item, request.user),
        "may_draft": access.may_draft(request.user, item.subject_unit),
    }
    return render(request, "earlywarnings/triage.html", context)


@open_to(*DISCIPLINE)
def draft(request):
    """First the tier with its criterion (art. 42), then the form that tier has."""
    items = queries.items_chosen(request.user, request.GET.getlist("item"))
    tier = request.GET.get("tier")
    if tier not in Tier.values:
        return render(
            request, "earlywarnings/choose_tier.html", {"items": items, "tiers": pages.tiers(items)}
        )
    initial = pages.draft_initial(items, tier)
    form, problems = _draft_forms(request, tier, initial=initial)
    if request.method == "POST" and _valid(form, problems):
        unit = form.cleaned_data["unit"]
        warning = workflow.draft(
            items, by=request.user, unit=unit, problems=_rows(problems), **form.content()
        )
        messages.success(request, "预警已起草，请核对后提交审核。")
        return redirect(warning)
    context = {"form": form, "problems": problems, "items": items, "tier": pages.tier_row(tier, items)}
    return render(request, "earlywarnings/draft.html", context)


@open_to(*DISCIPLINE)
def change(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_change(request.user, warning))
    form, problems = _draft_forms(request, warning.tier, instance=warning)
    if request.method == "POST" and _valid(form, problems):
        workflow.change(
            get_object_or_404(queries.visible_to(request.user), pk=pk),
            by=request.user,
            version=form.cleaned_data["version"],
            unit=form.cleaned_data["unit"],
            problems=_rows(problems),
            **form.content(),
        )
        messages.success(request, "修改已保存。")
        return redirect(warning)
    context = {
        "form": form,
        "problems": problems,
        "warning": warning,
        "tier": pages.tier_row(warning.tier, []),
    }
    return render(request, "earlywarnings/draft.html", context)


def _draft_forms(request, tier, **options):
    reach = request.user.reach(*DISCIPLINE)
    form = DraftForm(posted(request), tier=tier, reach=reach, **options)
    if tier == Tier.BLUE:
        return form, None
    return form, ProblemFormSet(
        posted(request), prefix="problem", initial=_former(options.get("instance"))
    )


def _former(warning) -> list[dict]:
    return queries.problem_rows(warning) if warning else []


def _valid(form, problems) -> bool:
    return all([form.is_valid(), problems is None or problems.is_valid()])


def _rows(problems) -> list[dict]:
    if problems is None:
        return []
    kept = [row for row in problems.cleaned_data if row and not row.get("DELETE")]
    return [{name: value for name, value in row.items() if name != "DELETE"} for row in kept]


def plain(verb: str, done: str, *roles: Role):
    """A view for a verb that needs nothing but its button."""

    @open_to(*roles)
    @require_POST
    def view(request, pk):
        warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
        getattr(workflow, verb)(warning, by=request.user)
        messages.success(request, done)
        return redirect("earlywarnings:detail", pk=pk)

    view.__name__ = verb
    return view


submit = plain("submit", "已提交审核。", *DISCIPLINE)
approve = plain("approve", "审核通过，请镇纪委书记签批。", *DISCIPLINE)
sign = plain("sign", "已签批，通知书已生成，请登记送达。", Role.DISCIPLINE_SECRETARY)
report_up = plain("report_up", "已登记为报上级。", *DISCIPLINE)
close = plain("close", "已销号。", *DISCIPLINE)


def reasoned(verb: str, title: str, done: str, *roles: Role):
    """A view for a verb that needs a reason."""

    @open_to(*roles)
    def view(request, pk):
        warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
        require(access.MOVES[verb](request.user, warning))
        form = ReasonForm(posted(request))
        if request.method == "POST" and form.is_valid():
            getattr(workflow, verb)(warning, by=request.user, **form.cleaned_data)
            messages.success(request, done)
            return redirect("earlywarnings:detail", pk=pk)
        return render(
            request, "earlywarnings/reason.html", {"warning": warning, "form": form, "title": title}
        )

    view.__name__ = verb
    return view


return_to_draft = reasoned("return_to_draft", "退回起草", "已退回起草人。", *DISCIPLINE)
revoke = reasoned("revoke", "撤销预警", "预警已撤销，扣分同时返还。", Role.DISCIPLINE_SECRETARY)

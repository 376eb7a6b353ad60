"""First the unit and the tier with its criterion (art. 42), then the form that tier has."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.gates import CENTRE, open_to
from core.posted import posted
from core.verdict import require
from earlywarnings import access, pages, queries, workflow
from earlywarnings.forms import DraftEditor, StartForm
from earlywarnings.rules import HANDLERS, LATE_IS_NOT_RED, RAISED

CHOOSE_FIRST = "请先勾选要起草预警的信息，再点“合并起草预警”。"
TAKEN = "所选信息都已由别人研判，请重新选择。"


@open_to(*HANDLERS)
def draft(request):
    """The items travel in the address, and from the form's page on in the form itself.

    The upper body may draft without one, from what it knows itself.
    """
    chosen = request.POST.getlist("item") or request.GET.getlist("item")
    items = queries.items_chosen(request.user, chosen)
    missing = not items and request.method != "POST" if chosen else not request.user.holds(*CENTRE)
    if missing:
        messages.warning(request, TAKEN if chosen else CHOOSE_FIRST)
        return redirect("earlywarnings:triage_list")
    start = StartForm(request.GET, units=queries.units_to_warn(request.user))
    if not start.is_valid():
        return _choose(request, start, items=items, unit=_unit_of(items))
    unit, tier = start.cleaned_data["unit"], start.cleaned_data["tier"]
    editor = DraftEditor(
        posted(request),
        user=request.user,
        unit=unit,
        tier=tier,
        items=items,
        wanted=len(set(chosen)),
        initial=pages.draft_initial(items) if items else {},
    )
    if request.method == "POST" and editor.is_valid():
        warning = workflow.draft(items, by=request.user, unit=unit, **editor.content())
        messages.success(request, "预警已起草，请核对后提交审核。")
        return redirect(warning)
    return _form(request, editor, unit=unit, tier=tier, items=items)


@open_to(*HANDLERS)
def rewarn(request, pk):
    """One tier up on the same matter, filled in from the warning whose rectification has failed."""
    former = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_rewarn(request.user, former))
    tier = RAISED[former.tier]
    editor = DraftEditor(
        posted(request),
        user=request.user,
        unit=former.unit,
        tier=tier,
        former=former,
        initial=pages.raised_initial(former),
    )
    if request.method == "POST" and editor.is_valid():
        warning = workflow.rewarn(former, by=request.user, **editor.content())
        messages.success(request, "已起草。原预警照常办理，新预警送达后由它接续。")
        return redirect(warning)
    return _form(request, editor, unit=former.unit, tier=tier, former=former)


@open_to(*HANDLERS)
def change(request, pk):
    """The same form; unit and tier may be chosen again, which empties what only the other tier has."""
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_change(request.user, warning))
    start = StartForm(request.GET, units=queries.units_to_warn(request.user))
    if "again" in request.GET and not warning.follows_id:
        return _choose(request, start, warning=warning, unit=warning.unit)
    unit, tier = warning.unit, warning.tier
    if start.is_valid() and not warning.follows_id:
        unit, tier = start.cleaned_data["unit"], start.cleaned_data["tier"]
    editor = DraftEditor(posted(request), user=request.user, unit=unit, tier=tier, instance=warning)
    if request.method == "POST" and editor.is_valid():
        content = editor.content()
        workflow.change(warning, by=request.user, version=editor.version, unit=unit, **content)
        messages.success(request, "修改已保存。")
        return redirect(warning)
    return _form(request, editor, unit=unit, tier=tier, warning=warning)


@open_to(*HANDLERS)
@require_POST
def add_items(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    items = queries.items_chosen(request.user, request.POST.getlist("item"))
    if not items:
        messages.warning(request, TAKEN)
        return redirect("earlywarnings:triage_list")
    workflow.add_items(warning, items, by=request.user)
    messages.success(request, f"已并入{len(items)}条信息，请核对事实简述和问题清单。")
    return redirect(warning)


@open_to(*HANDLERS)
@require_POST
def take_out(request, pk, item_pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    item = get_object_or_404(queries.items_of(warning, request.user), pk=item_pk)
    workflow.take_out(warning, item, by=request.user)
    messages.success(request, "已移出，这条信息退回研判。")
    return redirect(warning)


def _choose(request, start, *, unit, items=(), warning=None):
    form = StartForm(initial={"unit": unit}, units=start.fields["unit"].queryset)
    context = {"form": form, "tiers": pages.tiers(), "items": items, "warning": warning}
    if items:
        context["drafts"] = queries.drafts_of(request.user)
    return render(request, "earlywarnings/choose_tier.html", context)


def _form(request, editor, *, unit, tier, items=(), warning=None, former=None):
    context = {
        "form": editor.form,
        "problems": editor.problems,
        "unit": unit,
        "tier": pages.tier_row(tier),
        "items": items,
        "warning": warning,
        "former": former,
        "late_is_not_red": LATE_IS_NOT_RED,
    }
    return render(request, "earlywarnings/draft.html", context)


def _unit_of(items):
    """The unit the first item is about; where it may not be warned the list simply has nothing chosen."""
    return items[0].subject_unit_id if items else None

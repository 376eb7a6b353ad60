"""The items of a form, on a phone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from collection import access, queries, workflow
from collection.forms import HandOverForm, ItemForm
from collection.views.fetching import FILLERS, ITEM_READERS, form_of, item_of
from core.gates import open_to
from core.posted import posted
from core.registries import actions_on, chain_of
from core.verdict import require
from documents import queries as documents


@open_to(*FILLERS)
def ask(request, pk):
    """是否属于检举控告? Asked before each item; until it is answered nothing can be typed."""
    record = form_of(request, pk)
    require(access.may_fill(request.user, record))
    about, _ = queries.origin_of(request)
    return render(request, "collection/ask.html", {"record": record, "about": about})


@open_to(*FILLERS)
def hand_over(request, pk):
    record = form_of(request, pk)
    require(access.may_hand_over(request.user, record))
    form = HandOverForm(posted(request), direct=record.unit.is_direct_point)
    if request.method == "POST" and form.is_valid():
        workflow.hand_over(record, by=request.user, **form.cleaned_data)
        messages.success(request, "已登记转办。这件事的内容没有留在系统里。")
        return redirect(record)
    return render(request, "collection/hand_over.html", {"record": record, "form": form})


@open_to(*FILLERS)
def add_item(request, pk):
    record = form_of(request, pk)
    if request.method != "POST" and request.GET.get("accusation") != "no":
        return redirect("collection:ask", pk)
    verdict = access.may_fill(request.user, record)
    form = ItemForm(
        posted(request),
        request.FILES or None,
        unit=record.unit,
        user=request.user,
        verdict=verdict,
        initial=queries.origin_of(request)[1],
    )
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        with form.saying_why_not():
            workflow.add_item(record, by=request.user, **form.content())
            messages.success(request, "已记下这条信息。还有的话请继续添加，没有了就报送。")
            return redirect(record)
    return render(request, "collection/item_form.html", {"record": record, "form": form})


@open_to(*ITEM_READERS)
def item(request, pk):
    """What was decided about it is for those who judge it; its collector sees what was reported."""
    found = item_of(request, pk)
    judges = access.may_handle(request.user, found)
    context = {
        "item": found,
        "may_change": access.may_change_item(request.user, found),
        "may_withdraw": access.may_withdraw_item(request.user, found),
        "attachments": found.attachments.all(),
        "actions": actions_on(request.user, found),
        "chain": chain_of(request.user, found),
        "timeline": timeline_of(found) if judges else [],
    }
    return render(request, "collection/item.html", context)


@open_to(*ITEM_READERS)
def attachment(request, pk, number):
    """Whoever may see the item may open what hangs on it."""
    return documents.respond(get_object_or_404(item_of(request, pk).attachments, pk=number))


@open_to(*FILLERS)
def change_item(request, pk):
    found = item_of(request, pk)
    verdict = access.may_change_item(request.user, found)
    form = ItemForm(
        posted(request),
        request.FILES or None,
        unit=found.unit,
        user=request.user,
        verdict=verdict,
        instance=found,
    )
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        version = form.cleaned_data["version"]
        with form.saying_why_not():
            workflow.change_item(found, by=request.user, version=version, **form.content())
            messages.success(request, "修改已保存。")
            return redirect(found.form)
    return render(request, "collection/item_form.html", {"record": found.form, "form": form, "item": found})


@open_to(*FILLERS)
@require_POST
def remove_item(request, pk):
    found = item_of(request, pk)
    workflow.remove_item(found, by=request.user)
    messages.success(request, "已删除这条信息。")
    return redirect(found.form or reverse("collection:index"))

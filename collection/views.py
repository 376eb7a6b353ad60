"""The form on a phone, and the list on a desk."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from collection import access, exports, queries, rules, workflow
from collection.filters import FormFilter
from collection.forms import HandOverForm, ItemForm, ReturnForm, SubmitForm
from core import clock
from core.gates import DISCIPLINE, Role, open_to
from core.posted import posted
from core.registries import actions_on, chain_of
from core.verdict import require

READERS = queries.FORM_READERS
FILLERS = (Role.COLLECTOR, Role.INFORMATION_OFFICER, Role.CENTRE_OFFICER)
RECEIVERS = (*DISCIPLINE, Role.CENTRE_OFFICER)
ITEM_READERS = (Role.COLLECTOR, *RECEIVERS)
PAGE = 50


@open_to(*READERS)
def index(request):
    forms = FormFilter(request.GET, queries.forms_visible_to(request.user), user=request.user)
    if request.GET.get("format") == "xlsx":
        return exports.register(forms.qs, by=request.user)
    page = Paginator(forms.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "collection/index.html", {"filter": forms, "page": page})


@open_to(*READERS)
def form(request, pk):
    """That it was filed, for everybody who may know; what stands in it, only for who may see it."""
    record = _record(request, pk)
    moves = {name: may(request.user, record) for name, may in access.MOVES.items()}
    context = {
        "record": record,
        "items": queries.items_in(record, request.user),
        "hand_overs": queries.hand_overs_of(record, request.user),
        "moves": moves,
        "on_behalf": access.fills_on_behalf(request.user, record),
        "receives": access.receives_for(request.user, record.unit),
        "reads_reason": access.may_read_reason(request.user, record),
        "receiver": rules.receiver_name(direct=record.unit.is_direct_point),
        "timeline": timeline_of(record),
    }
    return render(request, "collection/form.html", context)


@open_to(*FILLERS)
def ask(request, pk):
    """是否属于检举控告? Asked before each item; until it is answered nothing can be typed."""
    record = _record(request, pk)
    require(access.may_fill(request.user, record))
    return render(request, "collection/ask.html", {"record": record})


@open_to(*FILLERS)
def hand_over(request, pk):
    record = _record(request, pk)
    require(access.may_hand_over(request.user, record))
    form = HandOverForm(posted(request), direct=record.unit.is_direct_point)
    if request.method == "POST" and form.is_valid():
        workflow.hand_over(record, by=request.user, **form.cleaned_data)
        messages.success(request, "已登记转办。这件事的内容没有留在系统里。")
        return redirect(record)
    return render(request, "collection/hand_over.html", {"record": record, "form": form})


@open_to(*FILLERS)
def add_item(request, pk):
    record = _record(request, pk)
    if request.method != "POST" and request.GET.get("accusation") != "no":
        return redirect("collection:ask", pk)
    verdict = access.may_fill(request.user, record)
    form = ItemForm(posted(request), unit=record.unit, user=request.user, verdict=verdict)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        workflow.add_item(record, by=request.user, **form.content())
        messages.success(request, "已记下这条信息。还有的话请继续添加，没有了就报送。")
        return redirect(record)
    return render(request, "collection/item_form.html", {"record": record, "form": form})


@open_to(*ITEM_READERS)
def item(request, pk):
    """What was decided about it is for those who judge it; its collector sees what was reported."""
    found = _item(request, pk)
    judges = access.may_handle(request.user, found)
    context = {
        "item": found,
        "may_change": access.may_change_item(request.user, found),
        "actions": actions_on(request.user, found),
        "chain": chain_of(request.user, found),
        "timeline": timeline_of(found) if judges else [],
    }
    return render(request, "collection/item.html", context)


@open_to(*FILLERS)
def change_item(request, pk):
    found = _item(request, pk)
    verdict = access.may_change_item(request.user, found)
    form = ItemForm(posted(request), unit=found.unit, user=request.user, verdict=verdict, instance=found)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        version = form.cleaned_data["version"]
        workflow.change_item(found, by=request.user, version=version, **form.content())
        messages.success(request, "修改已保存。")
        return redirect(found.form)
    return render(request, "collection/item_form.html", {"record": found.form, "form": form, "item": found})


@open_to(*FILLERS)
@require_POST
def remove_item(request, pk):
    found = _item(request, pk)
    workflow.remove_item(found, by=request.user)
    messages.success(request, "已删除这条信息。")
    return redirect(found.form or reverse("collection:index"))


@open_to(*FILLERS)
def submit(request, pk):
    return _send(request, pk, "submit")


@open_to(*FILLERS)
def submit_nil(request, pk):
    return _send(request, pk, "submit_nil")


def _send(request, pk, move):
    record = _record(request, pk)
    verdict = access.MOVES[move](request.user, record)
    on_behalf = access.fills_on_behalf(request.user, record)
    form = SubmitForm(posted(request), record=record, on_behalf=on_behalf, verdict=verdict)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        getattr(workflow, move)(record, by=request.user, **form.cleaned_data)
        messages.success(request, f"{record.period.label}采集表已报送，谢谢。")
        return redirect(record)
    context = {
        "record": record,
        "form": form,
        "on_behalf": on_behalf,
        "items": queries.items_in(record, request.user),
        "receiver": rules.receiver_name(direct=record.unit.is_direct_point),
        "today": clock.today(),
    }
    return render(request, f"collection/{move}.html", context)


@open_to(*RECEIVERS)
@require_POST
def accept(request, pk):
    record = _record(request, pk)
    workflow.accept(record, by=request.user, version=_version(request))
    messages.success(request, "采集表已接收。")
    return redirect(record)


@open_to(*RECEIVERS)
def return_form(request, pk):
    record = _record(request, pk)
    verdict = access.may_return_form(request.user, record)
    form = ReturnForm(posted(request), record=record, verdict=verdict)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        workflow.return_form(record, by=request.user, **form.cleaned_data)
        messages.success(request, "已退回，采集员会收到通知，在表上看到理由。")
        return redirect(record)
    return render(request, "collection/return_form.html", {"record": record, "form": form})


def _record(request, pk):
    return get_object_or_404(queries.forms_visible_to(request.user), pk=pk)


def _item(request, pk):
    return get_object_or_404(queries.items_visible_to(request.user), pk=pk)


def _version(request) -> int | None:
    """The version a button was drawn at."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

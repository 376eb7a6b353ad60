"""One form, on a phone and on a desk."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from collection import access, queries, rules, workflow
from collection.forms import CorrectForm, ReturnForm, SubmitForm
from collection.queries import versions
from collection.views.fetching import FILLERS, READERS, RECEIVERS, form_of, posted_version
from core import clock
from core.gates import open_to
from core.posted import posted
from core.verdict import require


@open_to(*READERS)
def form(request, pk):
    """That it was filed, for everybody who may know; what stands in it, only for who may see it."""
    record = form_of(request, pk)
    reads_reason = access.may_read_reason(request.user, record)
    earlier = list(versions.earlier(record)) if reads_reason else []
    moves = {name: may(request.user, record) for name, may in access.MOVES.items()}
    context = {
        "record": record,
        "items": queries.items_in(record, request.user),
        "hand_overs": queries.hand_overs_of(record, request.user),
        "moves": moves,
        "may_copy": bool(moves["add_item"]) and queries.copyable(record, request.user).exists(),
        "on_behalf": access.fills_on_behalf(request.user, record),
        "receives": access.receives_for(request.user, record.unit),
        "reads_reason": reads_reason,
        "versions": earlier,
        "changes": versions.changes_in(record, earlier, request.user),
        "withdrawal": rules.withdrawal(
            undoes=not record.returned_reason, due_on=record.period.due_on, today=clock.today()
        ),
        "receiver": rules.receiver_name(direct=record.unit.is_direct_point),
        "timeline": timeline_of(record),
    }
    return render(request, "collection/form.html", context)


@open_to(*FILLERS)
def submit(request, pk):
    return _send(request, pk, "submit")


@open_to(*FILLERS)
def submit_nil(request, pk):
    return _send(request, pk, "submit_nil")


def _send(request, pk, move):
    record = form_of(request, pk)
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
    record = form_of(request, pk)
    workflow.accept(record, by=request.user, version=posted_version(request))
    messages.success(request, "采集表已接收。")
    return redirect(record)


@open_to(*RECEIVERS)
def return_form(request, pk):
    return _with_reason(request, pk, "return_form", ReturnForm, "已退回，采集员会收到通知，在表上看到理由。")


@open_to(*FILLERS)
@require_POST
def withdraw(request, pk):
    record = form_of(request, pk)
    workflow.withdraw(record, by=request.user, version=posted_version(request))
    messages.success(request, "已撤回。请改好以后重新报送。")
    return redirect(record)


@open_to(*FILLERS)
def correct(request, pk):
    return _with_reason(
        request, pk, "correct", CorrectForm, "可以更正了，原来的一版已保留。改好后请重新报送。"
    )


def _with_reason(request, pk, move, shape, done):
    record = form_of(request, pk)
    verdict = access.MOVES[move](request.user, record)
    form = shape(posted(request), record=record, verdict=verdict)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        getattr(workflow, move)(record, by=request.user, **form.cleaned_data)
        messages.success(request, done)
        return redirect(record)
    return render(request, f"collection/{move}.html", {"record": record, "form": form})

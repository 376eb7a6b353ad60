"""Served, signed for, answered, checked."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core.dates import cn
from core.gates import open_to, open_to_members
from core.posted import posted
from core.verdict import require
from earlywarnings import access, queries, workflow
from earlywarnings.enums import Status
from earlywarnings.forms import (
    DeliverForm,
    ExtensionForm,
    OpinionForm,
    ReceiptForm,
    SecondLookForm,
    VerifyEditor,
)
from earlywarnings.rules import HANDLERS
from rulebook.queries import setting


@open_to(*HANDLERS)
def deliver(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_deliver(request.user, warning))
    form = DeliverForm(posted(request), warning=warning, deliverer=request.user.name)
    if request.method == "POST" and form.is_valid():
        workflow.deliver(warning, by=request.user, **form.cleaned_data)
        messages.success(request, "送达已登记，等待签收。")
        return redirect(warning)
    days = setting("earlywarnings.deemed_receipt_days")
    return render(request, "earlywarnings/deliver.html", {"warning": warning, "form": form, "days": days})


@open_to_members
def sign_for(request, pk):
    """One button for the addressee; for somebody without an account 镇纪委 enters the paper receipt (代录)."""
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_sign_for(request.user, warning))
    receipt = {}
    if access.writes_on_behalf(request.user, warning, "sign_for"):
        form = ReceiptForm(posted(request), warning=warning, name=queries.signatory_name(warning))
        if not form.is_valid():
            return render(request, "earlywarnings/receipt.html", {"warning": warning, "form": form})
        receipt = form.cleaned_data
    elif request.method != "POST":
        return redirect(warning)
    warning = workflow.sign_for(warning, by=request.user, **receipt)
    messages.success(request, f"已签收，请于{cn(warning.answer_due_on)}（含）前回告。")
    return redirect(warning)


@open_to_members
def ask_extension(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_ask_extension(request.user, warning))
    on_behalf = access.writes_on_behalf(request.user, warning, "ask_extension")
    name = queries.signatory_name(warning) if on_behalf else ""
    form = ExtensionForm(posted(request), warning=warning, on_behalf=on_behalf, name=name)
    if request.method == "POST" and form.is_valid():
        workflow.ask_extension(warning, by=request.user, **form.cleaned_data)
        messages.success(request, "延期申请已提交，等待批准。批准以前，期限不变。")
        return redirect(warning)
    context = {"warning": warning, "form": form, "deadline": queries.response_deadline(warning)}
    return render(request, "earlywarnings/ask_extension.html", context)


@open_to_members
def add_opinion(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_add_opinion(request.user, warning))
    on_behalf = access.writes_on_behalf(request.user, warning, "add_opinion")
    form = OpinionForm(posted(request), on_behalf=on_behalf)
    if request.method == "POST" and form.is_valid():
        workflow.add_opinion(warning, by=request.user, **form.cleaned_data)
        messages.success(request, "意见已签署，等待镇纪委复核。")
        return redirect(warning)
    context = {"warning": warning, "form": form, "response": queries.last_response(warning)}
    return render(request, "earlywarnings/add_opinion.html", context)


@open_to(*HANDLERS)
def verify(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_verify(request.user, warning))
    response = queries.last_response(warning)
    editor = VerifyEditor(posted(request), response)
    if request.method == "POST" and editor.is_valid():
        warning = workflow.verify(warning, by=request.user, **editor.content())
        messages.success(request, _verdict_on(warning))
        return redirect(warning)
    context = {"warning": warning, "response": response, "form": editor.form, "checks": editor.checks}
    return render(request, "earlywarnings/verify.html", context)


@open_to(*HANDLERS)
def second_look(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_second_look(request.user, warning))
    form = SecondLookForm(posted(request))
    if request.method == "POST" and form.is_valid():
        warning = workflow.second_look(warning, by=request.user, **form.cleaned_data)
        messages.success(request, _verdict_on(warning))
        return redirect(warning)
    context = {"warning": warning, "form": form, "response": queries.last_response(warning)}
    return render(request, "earlywarnings/second_look.html", context)


def _verdict_on(warning) -> str:
    if warning.awaits_answer:
        return f"已退回，对方应于{cn(warning.due_on)}（含）前重新回告。"
    if warning.status == Status.SECOND_LOOK:
        return "复核通过。红色预警还要由另一位同志二次复核。"
    return "复核通过，可以销号。"

"""The form on a phone, and the list on a desk."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from collection import access, exports, queries, workflow
from collection.filters import FormFilter
from collection.forms import HandOverForm, ItemForm, ReturnForm, SubmitForm
from core import clock
from core.gates import DISCIPLINE, Role, open_to
from core.posted import posted
from core.registries import actions_on, chain_of
from core.verdict import require

READERS = queries.FORM_READERS
FILLERS = (Role.COLLECTOR, *DISCIPLINE)
RECEIVERS = (*DISCIPLINE, Role.CENTRE_OFFICER)
ITEM_READERS = (Role.COLLECTOR, *RECEIVERS)
PAGE = 50


@open_to(*READERS)
def index(request):
    filtered = FormFilter(request.GET, queryset=queries.forms_visible_to(request.user))
    if request.GET.get("format") == "xlsx":
        return exports.register(filtered.qs, by=request.user)
    page = Paginator(filtered.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "collection/index.html", {"filter": filtered, "page": page})


@open_to(*READERS)
def form(request, pk):
    found = get_object_or_404(queries.forms_visible_to(request.user), pk=pk)
    items = queries.items_in(found, request.user)
    context = {
        "record": found,
        "items": items,
        "may_fill": access.may_fill(request.user, found),
        "may_accept": access.may_accept(request.user, found),
        "may_return": access.may_return(request.user, found),
        "may_submit": access.may_submit(request.user, found),
        "timeline": timeline_of(found),
    }
    return render(request, "collection/form.html", context)


@open_to(*FILLERS)
def ask(request, pk):
    """是否属于检举控告? Asked before each item; until it is answered nothing has been typed."""
    found = get_object_or_404(queries.forms_visible_to(request.user), pk=pk)
    require(access.may_fill(request.user, found))
    return render(request, "collection/ask.html", {"record": found})


@open_to(*FILLERS)
def hand_over(request, pk):
    found = get_object_or_404(queries.forms_visible_to(request.user), pk=pk)
    require(access.may_hand_over(request.user, found.unit))
    form = HandOverForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.hand_over(found.unit, by=request.user, **form.cleaned_data)
        messages.success(request, "已登记转办。这件事的内容没有留在系统里。")
        return redirect(found)
    return render(request, "collection/hand_over.html", {"record": found, "form": form})


@open_to(*FILLERS)
def add_item(request, pk):
    found = get_object_or_404(queries.forms_visible_to(request.user), pk=pk)
    require(access.may_fill(request.user, found))
    form = ItemForm(posted(request), unit=found.unit, user=request.user)
    if request.method == "POST" and form.is_valid():
        workflow.add_item(found, by=request.user, **form.content())
        messages.success(request, "已记下这条信息。还有的话请继续添加，没有了就报送。")
        return redirect(found)
    return render(request, "collection/item_form.html", {"record": found, "form": form})


@open_to(*ITEM_READERS)
def item(request, pk):
    found = get_object_or_404(queries.items_visible_to(request.user), pk=pk)
    context = {
        "item": found,
        "may_change": access.may_change_item(request.user, found),
        "actions": actions_on(request.user, found),
        "chain": chain_of(request.user, found),
    }
    return render(request, "collection/item.html", context)


@open_to(*FILLERS)
def change_item(request, pk):
    found = get_object_or_404(queries.items_visible_to(request.user), pk=pk)
    require(access.may_change_item(request.user, found))
    form = ItemForm(posted(request), unit=found.unit, user=request.user, instance=found)
    if request.method == "POST" and form.is_valid():
        content, version = form.content(), form.cleaned_data["version"]
        workflow.change_item(found, by=request.user, version=version, **content)
        messages.success(request, "修改已保存。")
        return redirect(found.form)
    return render(request, "collection/item_form.html", {"record": found.form, "form": form, "item": found})


@open_to(*FILLERS)
@require_POST
def remove_item(request, pk):
    found = get_object_or_404(queries.items_visible_to(request.user), pk=pk)
    workflow.remove_item(found, by=request.user)
    messages.success(request, "已删除这条信息。")
    return redirect(found.form)


@open_to(*FILLERS)
def submit(request, pk):
    return _submit(request, pk, workflow.submit, "collection/submit.html")


@open_to(*FILLERS)
def submit_nil(request, pk):
    return _submit(request, pk, workflow.submit_nil, "collection/submit_nil.html")


def _submit(request, pk, verb, template):
    found = get_object_or_404(queries.forms_visible_to(request.user), pk=pk)
    require(access.may_fill(request.user, found))
    form = SubmitForm(posted(request), on_behalf=access.fills_on_behalf(request.user, found))
    if request.method == "POST" and form.is_valid():
        verb(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"{found.period.label}采集表已报送，谢谢。")
        return redirect(found)
    items = queries.items_of(found)
    return render(request, template, {"record": found, "form": form, "items": items, "today": clock.today()})


@open_to(*RECEIVERS)
@require_POST
def accept(request, pk):
    found = get_object_or_404(queries.forms_visible_to(request.user), pk=pk)
    workflow.accept(found, by=request.user)
    messages.success(request, "采集表已接收。")
    return redirect(found)


@open_to(*RECEIVERS)
def return_form(request, pk):
    found = get_object_or_404(queries.forms_visible_to(request.user), pk=pk)
    require(access.may_return(request.user, found))
    form = ReturnForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.return_form(found, by=request.user, **form.cleaned_data)
        messages.success(request, "已退回，采集员会收到退回理由。")
        return redirect(found)
    return render(request, "collection/return.html", {"record": found, "form": form})

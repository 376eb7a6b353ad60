"""A resolution goes on the public site and down again (art. 10, 21)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core.gates import Role, open_to
from core.posted import posted
from core.verdict import require
from decisions import queries, workflow
from decisions.access import notices as access
from decisions.forms.items import ReasonForm
from decisions.forms.notices import NoticeForm, WithholdForm
from decisions.views.attempts import attempt
from decisions.views.items import found


@open_to(Role.DISCIPLINE_SECRETARY)
def disclose(request, pk):
    item = found(request, pk)
    require(access.may_disclose(request.user, item))
    form = NoticeForm(posted(request), item=item)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, workflow.disclose, item, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "决议已公开，公众在公示网页上看得到。")
        return redirect(item)
    texts = {"title": "公开决议", "submit": "公开", "autosave": ""}
    return render(request, "decisions/write.html", {"item": item, "form": form, **texts})


@open_to(Role.DISCIPLINE_SECRETARY)
def withhold(request, pk):
    item = found(request, pk)
    require(access.may_withhold(request.user, item))
    form = WithholdForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, workflow.withhold, item, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "已登记为不公开。")
        return redirect(item)
    texts = {"title": "登记为不公开", "submit": "登记", "autosave": ""}
    return render(request, "decisions/write.html", {"item": item, "form": form, **texts})


@open_to(Role.DISCIPLINE_SECRETARY)
def withdraw_notice(request, pk):
    notice = get_object_or_404(queries.notices_visible_to(request.user), pk=pk)
    require(access.may_withdraw_notice(request.user, notice))
    form = ReasonForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, workflow.withdraw_notice, notice, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "决议已从公示网页撤下。")
        return redirect(notice.item)
    texts = {"title": "撤下公开的决议", "submit": "撤下", "autosave": ""}
    return render(request, "decisions/write.html", {"item": notice.item, "form": form, **texts})

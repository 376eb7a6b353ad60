"""The moves that need nothing but their button, or nothing but a reason."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.gates import CENTRE, Role, open_to
from core.posted import posted
from core.verdict import require
from earlywarnings import access, queries, workflow
from earlywarnings.forms import ReasonForm
from earlywarnings.rules import HANDLERS, SIGNATORY


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


def reasoned(verb: str, title: str, done: str, note: str, *roles: Role):
    """A view for a verb that needs a reason; the note says what the verb does."""

    @open_to(*roles)
    def view(request, pk):
        warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
        require(access.MOVES[verb](request.user, warning))
        form = ReasonForm(posted(request))
        if request.method == "POST" and form.is_valid():
            getattr(workflow, verb)(warning, by=request.user, **form.cleaned_data)
            messages.success(request, done)
            return redirect("earlywarnings:detail", pk=pk)
        context = {"warning": warning, "form": form, "title": title, "note": note}
        return render(request, "earlywarnings/reason.html", context)

    view.__name__ = verb
    return view


submit = plain("submit", "已提交审核。", *HANDLERS)
approve = plain("approve", "审核通过，请镇纪委书记签批。", *HANDLERS)
sign = plain("sign", "已签批，通知书已生成，请登记送达。", *SIGNATORY.values())
report_up = plain("report_up", "已登记为报上级。", *HANDLERS)
take_up = plain("take_up", "已接办，请签批。", *CENTRE)
return_down = reasoned(
    "return_down",
    "退回镇纪委",
    "已退回镇纪委。",
    "不属于上级办理的，或者还须核实的，退回镇纪委，由镇纪委修改或作废。",
    *CENTRE,
)
close = plain("close", "已销号。", *HANDLERS)
discard = reasoned(
    "discard",
    "作废草稿",
    "草稿已作废，来源信息退回研判。",
    "没有取号的草稿有误，可以作废。作废后草稿和理由保留，来源信息退回研判。作废不能恢复。",
    *HANDLERS,
)
grant_extension = plain("grant_extension", "已批准延期，期限和提醒随之顺延。", *HANDLERS)
refuse_extension = reasoned(
    "refuse_extension",
    "不批准延期",
    "已记录不批准延期，期限不变。",
    "不批准的，写明理由，期限不变。",
    *HANDLERS,
)
return_to_draft = reasoned(
    "return_to_draft",
    "退回起草",
    "已退回起草人。",
    "退回后可以修改，再重新提交审核。",
    *HANDLERS,
)
revoke = reasoned(
    "revoke",
    "撤销预警",
    "预警已撤销，扣分同时返还。",
    "撤销后文号和办理记录保留，回告期限取消，扣分返还。撤销不能恢复。",
    *SIGNATORY.values(),
)

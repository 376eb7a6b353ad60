"""Who has it in hand, and who must know of it before it is served."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core.gates import Role, open_to
from core.posted import posted
from core.verdict import require
from earlywarnings import access, letters, queries, workflow
from earlywarnings.forms import KnowledgeForm, TransferForm
from earlywarnings.rules import HANDLERS


@open_to(*HANDLERS)
def transfer(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_transfer(request.user, warning))
    colleagues = letters.staff(warning, but=warning.handler).select_related("person")
    form = TransferForm(posted(request), colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        workflow.transfer(warning, by=request.user, **form.cleaned_data)
        messages.success(request, "已移交，期限不变。")
        return redirect("earlywarnings:detail", pk=pk)
    return render(request, "earlywarnings/transfer.html", {"warning": warning, "form": form})


@open_to(*HANDLERS, Role.TOWN_LEADER)
def acknowledge(request, pk):
    """One button for the leader; for one without an account 镇纪委 enters the paper (代录)."""
    user = request.user
    warning = get_object_or_404(queries.visible_to(user), pk=pk)
    require(access.may_acknowledge(user, warning))
    typed = {}
    if access.writes_on_behalf(user, warning, "acknowledge"):
        form = KnowledgeForm(posted(request))
        if not form.is_valid():
            return render(request, "earlywarnings/acknowledge.html", {"warning": warning, "form": form})
        typed = form.cleaned_data
    elif request.method != "POST":
        return redirect(warning)
    workflow.acknowledge(warning, by=user, **typed)
    messages.success(request, "已记录知悉，可以送达。")
    return redirect(warning)

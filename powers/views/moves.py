"""One page for each move of a power's life."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.gates import DISCIPLINE, open_to
from powers import access, queries, workflow
from powers.enums import EDITORS
from powers.forms import AdjustmentForm, ReasonForm, ReviewForm


@open_to(*DISCIPLINE)
def review(request, pk):
    return move(request, pk, "review", ReviewForm, "已审核，可以确认了。")


@open_to(*DISCIPLINE)
@require_POST
def confirm(request, pk):
    power = get_object_or_404(queries.visible_to(request.user), pk=pk)
    workflow.confirm(power, by=request.user)
    messages.success(request, "已确认，进入职权目录。")
    return redirect(power)


@open_to(*DISCIPLINE)
def to_regularise(request, pk):
    return move(request, pk, "to_regularise", ReasonForm, "已要求规范，请单位修改后重新提交。")


@open_to(*DISCIPLINE)
def adjust(request, pk):
    return move(request, pk, "adjust", AdjustmentForm, "已登记精简调整。")


@open_to(*EDITORS)
def cancel(request, pk):
    return move(request, pk, "cancel", ReasonForm, "已取消，不再列入职权目录。")


def move(request, pk, name, form_class, done):
    """The form that asks why, or the sentence that says why not."""
    power = get_object_or_404(queries.visible_to(request.user), pk=pk)
    verdict = access.MOVES[name](request.user, power)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        getattr(workflow, name)(power, by=request.user, **form.cleaned_data)
        messages.success(request, done)
        return redirect(power)
    context = {"power": power, "form": form, "verdict": verdict}
    return render(request, f"powers/{name}.html", context)

"""The filters somebody keeps for the risk register."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.filtering import FilterNameForm
from core.gates import BUSINESS, open_to
from core.posted import posted
from powers import access, queries, workflow
from riskpoints.enums import REGISTER
from riskpoints.filters import RiskPointFilter


@open_to(*BUSINESS)
def save_filter(request):
    points = RiskPointFilter.of(request)
    may_save = partial(access.may_save_filter, request.user, REGISTER)
    form = FilterNameForm(posted(request), filtered=points, may_save=may_save)
    if request.method == "POST" and form.is_valid():
        kept = workflow.save_filter(form.cleaned_data["name"], points.query, REGISTER, by=request.user)
        messages.success(request, f"已保存。以后点列表上方的“{kept}”就是这组条件。")
        return redirect(back_to(points))
    context = {"form": form, "filter": points, "back": back_to(points), "list": "廉政风险点"}
    return render(request, "powers/save_filter.html", context)


@open_to(*BUSINESS)
@require_POST
def forget_filter(request, pk):
    kept = get_object_or_404(queries.saved_filters(request.user, REGISTER), pk=pk)
    workflow.forget_filter(kept, by=request.user)
    messages.success(request, f"已删除“{kept}”。")
    return redirect(back_to(RiskPointFilter.of(request)))


def back_to(points: RiskPointFilter) -> str:
    return f"{reverse('riskpoints:index')}?{points.query}"

"""The filters somebody keeps for the list of powers."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.filtering import FilterNameForm
from core.gates import BUSINESS, open_to
from core.posted import posted
from powers import access, queries, workflow
from powers.enums import REGISTER
from powers.filters import PowerFilter


@open_to(*BUSINESS)
def save_filter(request):
    powers = PowerFilter.of(request)
    may_save = partial(access.may_save_filter, request.user, REGISTER)
    form = FilterNameForm(posted(request), filtered=powers, may_save=may_save)
    if request.method == "POST" and form.is_valid():
        kept = workflow.save_filter(form.cleaned_data["name"], powers.query, REGISTER, by=request.user)
        messages.success(request, f"已保存。以后点列表上方的“{kept}”就是这组条件。")
        return redirect(back_to(powers))
    context = {"form": form, "filter": powers, "back": back_to(powers), "list": "职权目录"}
    return render(request, "powers/save_filter.html", context)


@open_to(*BUSINESS)
@require_POST
def forget_filter(request, pk):
    kept = get_object_or_404(queries.saved_filters(request.user, REGISTER), pk=pk)
    workflow.forget_filter(kept, by=request.user)
    messages.success(request, f"已删除“{kept}”。")
    return redirect(back_to(PowerFilter.of(request)))


def back_to(powers: PowerFilter) -> str:
    return f"{reverse('powers:index')}?{powers.query}"

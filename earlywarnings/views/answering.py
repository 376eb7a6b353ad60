"""Served, signed for, answered, checked."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.dates import cn
from core.gates import DISCIPLINE, open_to, open_to_members
from core.posted import posted
from core.verdict import require
from earlywarnings import access, queries, workflow
from earlywarnings.forms import (
    AnswerForm,
    DeliverForm,
    OpinionForm,
    VerifyForm,
    problem_answers,
    problem_checks,
)


@open_to(*DISCIPLINE)
def deliver(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_deliver(request.user, warning))
    form = DeliverForm(posted(request), initial={"way": "in_person"})
    if request.method == "POST" and form.is_valid():
        workflow.deliver(warning, by=request.user, **form.cleaned_data)
        messages.success(request, "送达已登记，等待签收；三日未签收的视为收到。")
        return redirect(warning)
    return render(request, "earlywarnings/deliver.html", {"warning": warning, "form": form})


@open_to_members
@require_POST
def sign_for(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    warning = workflow.sign_for(warning, by=request.user)
    messages.success(request, f"已签收，请于{cn(warning.answer_due_on)}（含）前回告。")
    return redirect(warning)


@open_to_members
def answer(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_answer(request.user, warning))
    form = AnswerForm(posted(request))
    problems = problem_answers(warning, posted(request))
    if request.method == "POST" and _all_valid(form, *problems):
        answers = [{"problem": row.problem, **row.cleaned_data} for row in problems]
        workflow.answer(warning, by=request.user, answers=answers, **form.content())
        messages.success(request, "回告已提交，等待镇纪委复核。")
        return redirect(warning)
    context = {"warning": warning, "form": form, "problems": problems}
    return render(request, "earlywarnings/answer.html", context)


@open_to_members
def add_opinion(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_add_opinion(request.user, warning))
    form = OpinionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        workflow.add_opinion(warning, by=request.user, **form.cleaned_data)
        messages.success(request, "意见已签署。")
        return redirect(warning)
    return render(
        request, "earlywarnings/reason.html", {"warning": warning, "form": form, "title": "签署意见"}
    )


@open_to(*DISCIPLINE)
def verify(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_verify(request.user, warning))
    response = queries.last_response(warning)
    checks = problem_checks(response, posted(request))
    form = VerifyForm(posted(request), by_problem=bool(checks))
    if request.method == "POST" and _all_valid(form, *checks):
        workflow.verify(warning, by=request.user, **_findings(form, checks))
        messages.success(request, "复核意见已记录。")
        return redirect(warning)
    context = {"warning": warning, "response": response, "form": form, "checks": checks}
    return render(request, "earlywarnings/verify.html", context)


def _findings(form, checks) -> dict:
    rows = {check.answer.pk: check.cleaned_data for check in checks}
    return {
        "passed": {pk: row["passed"] for pk, row in rows.items()} or {0: form.cleaned_data["passed"]},
        "comments": {pk: row["comment"] for pk, row in rows.items()},
        "comment": form.cleaned_data["comment"],
    }


def _all_valid(*forms) -> bool:
    """Every form is asked, so that all mistakes are shown at once."""
    answers = [form.is_valid() for form in forms]
    return all(answers)

"""What the checks found in meetings, and what is said about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from core.gates import open_to
from core.posted import posted
from core.registries import actions_on
from core.verdict import require
from decisions import queries, workflow
from decisions.access import checks as access
from decisions.access import items as items_access
from decisions.filters.checks import FindingFilter
from decisions.forms.checks import WordsForm
from decisions.views.attempts import attempt

PAGE = 50


def found(request, pk):
    return get_object_or_404(queries.findings_visible_to(request.user), pk=pk)


@open_to(*queries.READERS)
def checks(request):
    seen = queries.findings_visible_to(request.user)
    listed = FindingFilter(request.GET, seen, user=request.user)
    page = Paginator(listed.qs, PAGE).get_page(request.GET.get("page"))
    context = {"filter": listed, "page": page, "waiting": queries.unexplained(request.user)}
    return render(request, "decisions/checks.html", context)


@open_to(*queries.READERS)
def finding(request, pk):
    one = found(request, pk)
    context = {
        "finding": one,
        "may": {
            "explain": access.may_explain(request.user, one),
            "rectify": access.may_rectify(request.user, one),
            "keep": items_access.may_keep(request.user, one.meeting),
        },
        "events": timeline_of(one),
        "further": actions_on(request.user, one),
    }
    return render(request, "decisions/checks_finding.html", context)


@open_to(*queries.READERS)
def explain(request, pk):
    one = found(request, pk)
    require(access.may_explain(request.user, one))
    form = WordsForm(
        posted(request), label="情况说明", help_text="为什么这样，当时是怎么考虑的。原记录不作改动。"
    )
    return _answered(request, one, form, workflow.explain, title="说明情况", done="说明已保存。")


@open_to(*queries.READERS)
def rectify(request, pk):
    one = found(request, pk)
    require(access.may_rectify(request.user, one))
    form = WordsForm(
        posted(request), label="整改情况", help_text="补办了什么、改正了什么，有文号的写上文号。"
    )
    return _answered(request, one, form, workflow.rectify, title="填写整改", done="整改情况已保存。")


def _answered(request, one, form, deed, *, title: str, done: str):
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, deed, one, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, done)
        return redirect("decisions:finding", one.pk)
    return render(request, "decisions/checks_answer.html", {"finding": one, "form": form, "title": title})

"""办件: the list, one case, and the next step of it (art. 26)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from audit.queries import timeline_of
from core import clock
from core.gates import BUSINESS, open_to
from core.posted import posted
from core.registries import actions_on
from core.spreadsheets import template_response
from core.spreadsheets.upload import FileForm
from core.verdict import require
from powers import access, exports, imports, queries, workflow
from powers.enums import EDITORS, CaseDeed
from powers.filters import CaseFilter
from powers.forms import CaseForm, PowerToExercise, StepForm
from powers.rules import cases as rules

PAGE = 50


@open_to(*BUSINESS)
def cases(request):
    seen = queries.cases_visible_to(request.user)
    found = CaseFilter(request.GET, seen, user=request.user)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    context = {"filter": found, "page": page, "may_write": request.user.holds(*EDITORS)}
    context |= {"late": queries.overdue(seen, clock.today()).count()}
    return render(request, "powers/cases.html", context)


@open_to(*BUSINESS)
def export_cases(request, extension):
    found = CaseFilter(request.GET, queries.cases_visible_to(request.user), user=request.user)
    return exports.export_cases(found.qs, f"办件台账.{extension}", by=request.user)


@open_to(*BUSINESS)
def case(request, pk):
    found = get_object_or_404(queries.cases_visible_to(request.user), pk=pk)
    may = access.may_enter(request.user, found)
    following = rules.next_deeds(found.status, is_paused=found.is_paused) if may else ()
    context = {
        "case": found,
        "entries": found.entries.select_related("person__unit", "entered_by"),
        "may": may,
        "title": f"登记{following[0].label}" if following else "等待经办单位办理",
        "first": following[0] if following else None,
        "others": following[1:],
        "further": actions_on(request.user, found),
        "events": timeline_of(found),
    }
    return render(request, "powers/case.html", context)


@open_to(*EDITORS)
def accept_case(request):
    choice = PowerToExercise(request.GET, user=request.user)
    if not choice.is_valid():
        choice = PowerToExercise(user=request.user)
        return render(request, "powers/choose_power.html", {"form": choice})
    power = choice.cleaned_data["power"]
    require(access.may_accept_case(request.user, power))
    form = CaseForm(posted(request), power=power, user=request.user)
    if request.method == "POST" and form.is_valid():
        found = workflow.accept_case(power, by=request.user, **form.cleaned_data)
        messages.success(request, f"已受理。{found.arithmetic}")
        return redirect(found)
    return render(request, "powers/accept_case.html", {"power": power, "form": form})


@open_to(*EDITORS)
def step(request, pk, deed):
    found = get_object_or_404(queries.cases_visible_to(request.user), pk=pk)
    if deed not in CaseDeed.values or deed == CaseDeed.ACCEPT:
        raise Http404
    deed = CaseDeed(deed)
    require(access.may_enter(request.user, found))
    form = StepForm(posted(request), case=found, deed=deed, user=request.user)
    if request.method == "POST" and form.is_valid() and _possible(form, found, deed):
        workflow.take_step(found, by=request.user, deed=deed, **form.cleaned_data)
        messages.success(request, f"已登记{deed.label}。")
        return redirect(found)
    return render(request, "powers/case_step.html", {"case": found, "form": form, "deed": deed})


@open_to(*EDITORS)
def import_cases(request):
    """Look at a list first; the same list sent again with its digest is taken in, all or nothing."""
    form = FileForm(request.POST or None, request.FILES or None)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        outcome = imports.try_cases(
            form.cleaned_data["file"],
            by=request.user,
            units=queries.units_to_write_for(request.user),
            check_only=not form.was_checked,
        )
        if outcome.report and form.was_checked:
            messages.success(request, f"已导入：{outcome.summary}。")
            return redirect("powers:cases")
        context |= {"outcome": outcome, "digest": form.digest}
    template = "powers/_outcome.html" if request.htmx else "powers/import_cases.html"
    return render(request, template, context)


@open_to(*EDITORS)
def case_template(request):
    return template_response("办件台账模板.xlsx", imports.case_columns(), [])


def _possible(form, found, deed) -> bool:
    """What stands against it is said at the form, with everything typed still there."""
    entry = rules.Entry(deed, form.cleaned_data["person"].pk, form.cleaned_data["on"])
    verdict = rules.may_follow(entry, queries.entries_of(found), status=found.status, today=clock.today())
    if not verdict:
        form.add_error(None, verdict.reason)
    return bool(verdict)

"""Files in, and the examples to copy from."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.forms import SearchForm, UnitChoice
from core.gates import open_to
from core.spreadsheets import template_response
from core.spreadsheets.upload import RegisterForm
from organisations.queries import post_names
from riskpoints import imports, queries, tables, workflow
from riskpoints.enums import EDITORS, Level

PAGE = 20


@open_to(*EDITORS)
def import_file(request):
    """Look at a file first; sent again with the token of what was shown it is taken in, all or nothing."""
    units = queries.units_to_write_for(request.user)
    form = RegisterForm(request.POST or None, request.FILES or None, units=units)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        outcome = imports.try_register(
            form.cleaned_data["file"],
            by=request.user,
            units=units,
            unit=form.cleaned_data["unit"],
            answers=form.answers,
        )
        if outcome.taken_in:
            messages.success(request, f"已导入：{outcome.summary}。")
            return redirect("riskpoints:index")
        context |= outcome.asked(_columns(units), form.answers) | {"levels": Level.choices}
    template = "powers/_register_outcome.html" if request.htmx else "riskpoints/import.html"
    return render(request, template, context)


@open_to(*EDITORS)
def template(request):
    """A workbook to fill in, with drop-downs of the units and posts this user may choose."""
    columns = _columns(queries.units_to_write_for(request.user))
    example = [tables.EXAMPLE.get(column.name, "") for column in columns]
    return template_response("廉政风险点模板.xlsx", columns, [example])


def _columns(units):
    return tables.template_columns(units=[unit.name for unit in units], posts=post_names(units))


@open_to(*EDITORS)
def library(request):
    choice = UnitChoice(request.GET, units=queries.units_to_write_for(request.user))
    search = SearchForm(request.GET)
    page = Paginator(queries.library(search.words), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "search": search, "choice": choice.shown(), "unit": choice.only_or_chosen}
    return render(request, "riskpoints/library.html", context)


@open_to(*EDITORS)
@require_POST
def copy(request, number):
    entry = get_object_or_404(queries.library(), number=number)
    choice = UnitChoice(request.POST, units=queries.units_to_write_for(request.user))
    if choice.chosen is None:
        raise Http404
    point = workflow.copy(entry, unit=choice.chosen, by=request.user)
    messages.success(request, "已抄入个人自查。请改成本单位的实际情况，定好等级和措施。")
    return redirect("riskpoints:change", point.pk)

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
from powers import imports, queries, tables, workflow
from powers.enums import EDITORS

PAGE = 20


@open_to(*EDITORS)
def import_file(request):
    """Look at a file first; sent again with the token of what was shown it is taken in, all or nothing."""
    units = queries.units_to_write_for(request.user)
    form = RegisterForm(request.POST or None, request.FILES or None, units=units)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        outcome = imports.try_catalogue(
            form.cleaned_data["file"],
            by=request.user,
            units=units,
            unit=form.cleaned_data["unit"],
            answers=form.answers,
        )
        if outcome.taken_in:
            messages.success(request, f"已导入：{outcome.summary}。")
            return redirect("powers:index")
        context |= outcome.asked(_columns(units), form.answers)
    template = "powers/_register_outcome.html" if request.htmx else "powers/import.html"
    return render(request, template, context)


@open_to(*EDITORS)
def template(request):
    """A workbook to fill in, with drop-downs of the units, kinds and posts this user may choose."""
    columns = _columns(queries.units_to_write_for(request.user))
    example = [tables.EXAMPLE.get(column.name, "") for column in columns]
    return template_response("职权目录模板.xlsx", columns, [example])


def _columns(units):
    return tables.template_columns(
        units=[unit.name for unit in units],
        kinds=[kind.name for kind in queries.kinds_to_choose()],
        posts=post_names(units),
    )


@open_to(*EDITORS)
def library(request):
    choice = UnitChoice(request.GET, units=queries.units_to_write_for(request.user))
    search = SearchForm(request.GET)
    page = Paginator(queries.library(search.words), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "search": search, "choice": choice.shown(), "unit": choice.only_or_chosen}
    return render(request, "powers/library.html", context)


@open_to(*EDITORS)
@require_POST
def copy(request, number):
    entry = get_object_or_404(queries.library(), number=number)
    choice = UnitChoice(request.POST, units=queries.units_to_write_for(request.user))
    if choice.chosen is None:
        raise Http404
    power = workflow.copy(entry, unit=choice.chosen, by=request.user)
    messages.success(request, "已抄入为草稿。请核对依据和时限，改成本单位的实际情况。")
    return redirect("powers:change", power.pk)

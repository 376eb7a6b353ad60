"""Past decisions in, and what was decided out."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.gates import DISCIPLINE, open_to
from core.spreadsheets import template_response
from core.spreadsheets.upload import UploadForm
from decisions import imports, queries, tables
from decisions.enums import Category, Outcome
from decisions.exports.decisions import export_items
from decisions.filters.items import ItemFilter


@open_to(*queries.READERS)
def export(request, extension):
    found = ItemFilter(request.GET, queries.visible_to(request.user), user=request.user)
    return export_items(found.qs, f"决策议题.{extension}", by=request.user)


@open_to(*DISCIPLINE)
def import_decisions(request):
    """Look at a list first; the same list sent again with its digest is taken in, all or nothing."""
    units = queries.units_to_register(request.user)
    form = UploadForm(request.POST or None, request.FILES or None, units=units)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        outcome = imports.try_meetings(
            form.cleaned_data["file"],
            by=request.user,
            units=units,
            unit=form.cleaned_data["unit"],
            check_only=not form.was_checked,
        )
        if outcome.report and form.was_checked:
            messages.success(request, f"已导入：{outcome.summary}。查出的问题在“决策检查”里说明。")
            return redirect("decisions:meetings")
        context |= {"outcome": outcome, "digest": form.digest}
    template = "powers/_outcome.html" if request.htmx else "decisions/import.html"
    return render(request, template, context)


@open_to(*DISCIPLINE)
def import_template(request):
    """With drop-downs of the units, kinds, categories and results."""
    units = [unit.name for unit in queries.units_to_register(request.user)]
    columns = tables.columns(units=units, categories=Category, outcomes=Outcome)
    return template_response(
        "决策会议补录模板.xlsx", columns, [[tables.EXAMPLE.get(column.name, "") for column in columns]]
    )

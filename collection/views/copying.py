"""Other ways into a form: from the last one, from a sheet filled in offline, and on paper."""

from django.contrib import messages
from django.shortcuts import redirect, render

from collection import access, queries, rules, tables, workflow
from collection.forms import CopyForm, ImportForm
from collection.imports import ItemFile
from collection.views.fetching import FILLERS, ITEM_READERS, form_of
from core.gates import open_to
from core.posted import posted
from core.spreadsheets import template_response
from core.verdict import require

BLANK_ROWS = 2


@open_to(*FILLERS)
def copy_items(request, pk):
    record = form_of(request, pk)
    verdict = access.may_fill(request.user, record)
    form = CopyForm(posted(request), record=record, user=request.user, verdict=verdict)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        copies = workflow.copy_items(record, by=request.user, items=form.cleaned_data["items"])
        messages.success(request, f"已复制{len(copies)}条，请逐条核对情况和日期，再报送。")
        return redirect(record)
    return render(request, "collection/copy_items.html", {"record": record, "form": form})


@open_to(*FILLERS)
def ask_import(request, pk):
    record = form_of(request, pk)
    require(access.may_fill(request.user, record))
    return render(request, "collection/ask_import.html", {"record": record})


@open_to(*FILLERS)
def import_items(request, pk):
    """Look at the file first; the same file sent again with its digest is taken in, all or nothing."""
    record = form_of(request, pk)
    if request.method != "POST" and request.GET.get("accusation") != "no":
        return redirect("collection:ask_import", pk)
    verdict = access.may_fill(request.user, record)
    form = ImportForm(posted(request), request.FILES or None, verdict=verdict, initial={"accusation": "no"})
    context = {"record": record, "form": form}
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        file, upload = ItemFile(record, by=request.user), form.cleaned_data["file"]
        outcome = file.take_in(upload) if form.was_checked else file.look(upload)
        if outcome.report and form.was_checked:
            messages.success(request, f"已导入{outcome.report.created}条，请核对后报送。")
            return redirect(record)
        context |= {"outcome": outcome, "digest": form.digest, "found": file.items}
    page = "_outcome" if request.htmx else "import_items"
    return render(request, f"collection/{page}.html", context)


@open_to(*FILLERS)
def template(request, pk):
    """A sheet with this unit's drop-downs, its head filled in."""
    record = form_of(request, pk)
    require(access.fills_for(request.user, record.unit))
    columns = tables.columns(record.unit, request.user)
    example = [tables.EXAMPLE.get(column.name, "") for column in columns]
    name = f"{record.unit}{record.period.label}采集表.xlsx"
    return template_response(name, columns, [example], above=tables.above(record, request.user))


@open_to(*ITEM_READERS)
def paper(request, pk):
    """The form on A4: blank to be filled in by hand, or as it stands for this reader."""
    record = form_of(request, pk)
    require(access.may_read_reason(request.user, record))
    is_blank = "blank" in request.GET
    context = {
        "record": record,
        "is_blank": is_blank,
        "items": [] if is_blank else queries.items_in(record, request.user),
        "rows": range(BLANK_ROWS) if is_blank else (),
        "sources": rules.sources_for(record.unit.kind),
        "receiver": rules.receiver_name(direct=record.unit.is_direct_point),
    }
    return render(request, "collection/paper.html", context)

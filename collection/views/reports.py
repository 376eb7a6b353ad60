"""Half-year reports and consolidated quarters: the list, one of them, and the rows behind each of its numbers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from collection import exports, queries, rules, workflow
from collection.access import reports as access
from collection.filters import ReportFilter
from collection.forms import ReturnForm, SubmitReportForm, WriteReportForm
from collection.views.fetching import FILLERS, PAGE, READERS, RECEIVERS, posted_version
from core.gates import DISCIPLINE, Role, open_to
from core.posted import posted
from core.verdict import require

WRITERS = (*FILLERS, *DISCIPLINE)
REPORT_READERS = (Role.COLLECTOR, *RECEIVERS)


def report_of(request, pk):
    return get_object_or_404(queries.reports_visible_to(request.user), pk=pk)


def readable(request, pk):
    return get_object_or_404(queries.reports_read_by(request.user), pk=pk)


@open_to(*READERS)
def reports(request):
    found = ReportFilter(request.GET, queries.reports_visible_to(request.user), user=request.user)
    if request.GET.get("format") == "xlsx":
        return exports.reports(found.qs, by=request.user)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "collection/reports.html", {"filter": found, "page": page})


@open_to(*READERS)
def report(request, pk):
    """That it was sent, for everybody who may know; what it says, only for who writes and who receives it."""
    record = report_of(request, pk)
    reads = access.may_read_report(request.user, record)
    moves = {name: may(request.user, record) for name, may in access.REPORT_MOVES.items()}
    unwritten = record.is_analysis and not (record.causes or record.next_steps)
    context = {
        "record": record,
        "reads": reads,
        "sheet": _sheet(record, request.user) if reads else [],
        "moves": moves,
        "silent": unwritten and bool(moves["confirm_nil_report"] or not record.is_unfiled),
        "on_behalf": access.writes_on_behalf(request.user, record),
        "receives": access.receives_report(request.user, record),
        "receiver": rules.receiver_name(direct=record.goes_to_centre),
        "timeline": timeline_of(record) if reads else [],
    }
    return render(request, "collection/report.html", context)


def _sheet(record, user) -> list[tuple]:
    """By chapter and heading the numbers, each with the address of its rows where all of them are open to the reader."""
    return [
        (
            part.chapter.title,
            [(f.title, [(n, _address(record, part, n)) for n in f.numbers]) for f in part.figures],
        )
        for part in queries.parts_of(record, user)
    ]


def _address(record, part, number) -> str:
    if not part.opens(number):
        return ""
    return reverse("collection:report_rows", args=[record.pk, part.chapter.name, number.key])


@open_to(*REPORT_READERS)
def report_pdf(request, pk):
    return exports.report_pdf(readable(request, pk), by=request.user)


@open_to(*REPORT_READERS)
def report_docx(request, pk):
    return exports.report_docx(readable(request, pk), by=request.user)


@open_to(*REPORT_READERS)
def report_rows(request, pk, chapter, key):
    """The rows behind one number, as they were when the report was sent."""
    record = readable(request, pk)
    parts = queries.parts_of(record, request.user)
    found = queries.number_in(parts, chapter, key)
    if found is None:
        raise Http404
    part, number = found
    page = Paginator(queries.rows_behind(part, number, request.user), PAGE).get_page(request.GET.get("page"))
    context = {"record": record, "number": number, "page": page, "links": map(part.chapter.line, page)}
    return render(request, "collection/report_rows.html", context)


@open_to(*WRITERS)
def write_report(request, pk):
    record = readable(request, pk)
    verdict = access.may_write_report(request.user, record)
    form = WriteReportForm(posted(request), instance=record, verdict=verdict)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        version = form.cleaned_data["version"]
        workflow.write_report(record, by=request.user, version=version, **form.content())
        messages.success(request, "已保存，核对后报送。")
        return redirect(record)
    return render(request, "collection/write_report.html", {"record": record, "form": form})


@open_to(*WRITERS)
def submit_report(request, pk):
    return _send(request, pk, "submit_report")


@open_to(*WRITERS)
def confirm_nil_report(request, pk):
    """One click on the report's page; who types for another unit is asked for whom."""
    return _send(request, pk, "confirm_nil_report")


def _send(request, pk, move):
    record = readable(request, pk)
    verdict = access.REPORT_MOVES[move](request.user, record)
    on_behalf = access.writes_on_behalf(request.user, record)
    form = SubmitReportForm(posted(request), record=record, on_behalf=on_behalf, verdict=verdict)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        getattr(workflow, move)(record, by=request.user, **form.cleaned_data)
        messages.success(request, f"{record.period.label}{record.get_kind_display()}已报送，谢谢。")
        return redirect(record)
    receiver = rules.receiver_name(direct=record.goes_to_centre)
    context = {"record": record, "form": form, "on_behalf": on_behalf, "receiver": receiver}
    return render(request, "collection/submit_report.html", context)


@open_to(*RECEIVERS)
@require_POST
def accept_report(request, pk):
    record = readable(request, pk)
    workflow.accept_report(record, by=request.user, version=posted_version(request))
    messages.success(request, f"{record}已接收。")
    return redirect(record)


@open_to(*RECEIVERS)
def return_report(request, pk):
    record = readable(request, pk)
    verdict = access.may_return_report(request.user, record)
    form = ReturnForm(posted(request), record=record, verdict=verdict)
    if request.method != "POST":
        require(verdict)
    elif form.is_valid():
        workflow.return_report(record, by=request.user, **form.cleaned_data)
        messages.success(request, "已退回，对方会收到通知，打开就看到理由。")
        return redirect(record)
    return render(request, "collection/return_report.html", {"record": record, "form": form})

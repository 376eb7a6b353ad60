"""Paper that stays, goes out and comes back: 预警审批表, 送达回执, 回告表, and the scans of what was signed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from core.gates import open_to, open_to_members
from core.posted import posted
from core.verdict import require
from documents.enums import DocumentKind
from documents.queries import respond, respond_sheet
from earlywarnings import access, queries
from earlywarnings.access.papers import may_add_scan, papers_to_add
from earlywarnings.forms.papers import ScanForm
from earlywarnings.queries.papers import answer_rows, cause_rows, receipt_data, scan_of, signs_the_answer
from earlywarnings.rules import CRITERIA, HANDLERS
from earlywarnings.workflow.papers import add_scan as add


@open_to(*HANDLERS)
def approval_sheet(request, pk):
    """预警审批表, for the file of whoever handles it: nobody else so much as finds it."""
    warning = get_object_or_404(queries.whole(queries.visible_to(request.user)), pk=pk)
    if not access.handles(request.user, warning):
        raise Http404
    sources = queries.source_numbers(warning, request.user)
    context = {"warning": warning, "sources": sources, "criterion": CRITERIA[warning.tier]}
    return render(request, "earlywarnings/approval_sheet.html", context)


@open_to(*HANDLERS)
def add_scan(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(may_add_scan(request.user, warning))
    papers = papers_to_add(request.user, warning)
    form = ScanForm(posted(request), request.FILES or None, papers=papers)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        paper = form.cleaned_data["paper"]
        add(warning, by=request.user, paper=paper, name=file.name, content=file.read())
        messages.success(request, "扫描件已存入这件预警。")
        return redirect(warning)
    return render(request, "earlywarnings/add_scan.html", {"warning": warning, "form": form})


@open_to_members
def scan(request, pk, number):
    """Whoever sees the warning sees its signed paper: the notice is in their hands already."""
    found = scan_of(get_object_or_404(queries.noticed(request.user), pk=pk), number)
    if found is None:
        raise Http404
    return respond(found)


@open_to_members
def receipt_pdf(request, pk):
    """送达回执: blank to take along, filled in once it was served."""
    warning = get_object_or_404(queries.noticed(request.user), pk=pk)
    data = receipt_data(warning, issuer=queries.issuer_of(warning)[0])
    return respond_sheet(
        DocumentKind.DELIVERY_RECEIPT, data, name=f"送达回执（{warning.number}）", on=warning.signed_on
    )


@open_to_members
def response_sheet(request, pk):
    """回告表, the last answer as it stands or blank lines to write on."""
    warning = get_object_or_404(queries.whole(queries.noticed(request.user)), pk=pk)
    response = queries.last_response(warning)
    context = {
        "warning": warning,
        "response": response,
        "causes": cause_rows(response),
        "answers": answer_rows(warning, response),
        "signatory": signs_the_answer(warning),
    }
    return render(request, "earlywarnings/response_sheet.html", context)

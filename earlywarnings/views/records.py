"""The list, the record, and the files of a warning."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from audit.queries import timeline_of
from core.gates import DISCIPLINE, Role, open_to, open_to_members
from core.registries import chain_of
from earlywarnings import exports, pages, queries
from earlywarnings.filters import WarningFilter

READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD)
PAGE = 50


@open_to(*READERS)
def index(request):
    filtered = WarningFilter(request.GET, queryset=queries.visible_to(request.user))
    if request.GET.get("format") == "xlsx":
        return exports.register(filtered.qs, by=request.user)
    page = Paginator(filtered.qs, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": filtered,
        "page": page,
        "to_triage": queries.items_to_triage(request.user).count(),
    }
    return render(request, "earlywarnings/index.html", context)


@open_to_members
def detail(request, pk):
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    context = {
        "warning": warning,
        "next": pages.next_step(request.user, warning),
        "others": pages.other_moves(request.user, warning),
        "steps": pages.steps(warning),
        "sources": queries.sources_of(warning, request.user),
        "responses": queries.responses_to(warning),
        "deadline": queries.response_deadline(warning),
        "chain": chain_of(request.user, warning),
        "timeline": timeline_of(warning) if request.user.holds(*DISCIPLINE, unit=warning.unit) else [],
    }
    return render(request, "earlywarnings/detail.html", context)


@open_to_members
def notice_pdf(request, pk):
    """The original, byte for byte as it was signed."""
    document = get_object_or_404(queries.with_notice(request.user), pk=pk).notice
    return _file(bytes(document.pdf), "application/pdf", f"{document.number}.pdf", inline=True)


@open_to(*DISCIPLINE)
def notice_docx(request, pk):
    """The working copy for the office; the PDF is the original."""
    document = get_object_or_404(queries.with_notice(request.user), pk=pk).notice
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return _file(bytes(document.docx), word, f"{document.number}.docx")


def _file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    return response

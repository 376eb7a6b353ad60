"""The list of bulletins, the record with its receipts, its files, and the rows behind its numbers."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from audit.queries import timeline_of
from core.gates import BUSINESS, DISCIPLINE, open_to, open_to_members
from documents.queries import respond_pdf, respond_word
from earlywarnings.access import bulletins as access
from earlywarnings.exports import bulletins as exports
from earlywarnings.filters.bulletins import BulletinFilter
from earlywarnings.letters import bulletins as letters
from earlywarnings.pages import bulletins as pages
from earlywarnings.queries import bulletins as queries
from earlywarnings.queries import figures
from earlywarnings.rules import bulletins as rules
from earlywarnings.workflow import telling

PAGE = 50


@open_to(*BUSINESS)
def bulletins(request):
    user = request.user
    filtered = BulletinFilter(request.GET, queryset=queries.visible_to(user))
    listed = queries.listed(filtered.qs, user)
    if request.GET.get("format") == "xlsx":
        return exports.register(listed, by=user)
    context = {
        "filter": filtered,
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "may_draft": user.holds(*DISCIPLINE),
    }
    return render(request, "earlywarnings/bulletin_list.html", context)


@open_to_members
def bulletin(request, pk):
    """Opening it is the read receipt; nobody has to press anything."""
    user = request.user
    found = get_object_or_404(queries.whole(queries.visible_to(user)), pk=pk)
    if request.method == "GET":
        telling.open_bulletin(found, by=user)
    handles = access.handles(user, found)
    context = {
        "bulletin": found,
        "handles": handles,
        "reads": found.status == "issued" or handles,
        "next": pages.next_step(user, found),
        "steps": pages.steps(found),
        "others": pages.other_moves(user, found),
        "passages": letters.passages(found),
        "sheet": pages.sheet(found) if handles else [],
        "names": _names(found) if handles and not found.is_out else [],
        "circulation": pages.circulation(found) if handles and not found.is_out else [],
        "timeline": timeline_of(found) if handles else [],
    }
    receipts = pages.receipts(found) if handles and found.is_out else {}
    return render(request, "earlywarnings/bulletin_detail.html", context | receipts)


def _names(found) -> list[str]:
    return rules.names_left(letters.texts(found), queries.known_names(found))


@open_to_members
def bulletin_pdf(request, pk):
    """The original, byte for byte as it was issued."""
    return respond_pdf(get_object_or_404(queries.with_original(request.user), pk=pk).document)


@open_to(*DISCIPLINE)
def bulletin_docx(request, pk):
    """The working copy for the office; the PDF is the original."""
    return respond_word(get_object_or_404(queries.with_original(request.user), pk=pk).document)


@open_to(*DISCIPLINE)
def bulletin_rows(request, pk, chapter, key):
    """The rows behind one number, as far as the reader may open them."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    number = figures.number_in(found.said, chapter, key)
    if number is None or not access.handles(request.user, found):
        raise Http404
    links = figures.rows_behind(chapter, number, request.user)
    page = Paginator(links, PAGE).get_page(request.GET.get("page"))
    context = {"bulletin": found, "number": number, "page": page}
    return render(request, "earlywarnings/bulletin_rows.html", context)

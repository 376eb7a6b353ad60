"""The list, the record, and the files of a warning."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from audit.queries import timeline_of
from core import clock
from core.gates import CENTRE, Role, open_to, open_to_members
from core.registries import actions_on, chain_of
from core.trails import whole_chain
from documents.queries import respond_pdf, respond_word
from earlywarnings import access, exports, pages, queries
from earlywarnings.access.papers import may_add_scan
from earlywarnings.filters import WarningFilter
from earlywarnings.queries.batches import number_to_sign
from earlywarnings.queries.handling import hanging_on as handlings_of
from earlywarnings.queries.inspections import of_warning
from earlywarnings.queries.papers import scans_of
from earlywarnings.rules import HANDLERS

READERS = (*HANDLERS, Role.TOWN_LEADER, Role.UNIT_HEAD)
PAGE = 50


@open_to(*READERS)
def index(request):
    seen = queries.visible_to(request.user)
    filtered = WarningFilter(request.GET, queryset=seen)
    if request.GET.get("format") == "xlsx":
        return exports.register(filtered.qs, by=request.user)
    context = {
        "filter": filtered,
        "page": Paginator(filtered.qs, PAGE).get_page(request.GET.get("page")),
        "counts": queries.tally(seen, clock.today()),
        "may_start": request.user.holds(*CENTRE),
        "to_triage": queries.items_to_triage(request.user).count(),
        "to_sign": number_to_sign(request.user),
    }
    return render(request, "earlywarnings/index.html", context)


@open_to_members
def detail(request, pk):
    user = request.user
    warning = get_object_or_404(queries.whole(queries.visible_to(user)), pk=pk)
    handles = access.handles(user, warning)
    deadline = queries.response_deadline(warning)
    context = {
        "warning": warning,
        "next": pages.next_step(user, warning),
        "explanation": pages.explanation(warning, deadline),
        "others": pages.other_moves(user, warning),
        "proposals": pages.proposals(user, warning, clock.today()),
        "further": actions_on(user, warning),
        "inspections": of_warning(warning, user),
        "steps": pages.steps(warning),
        "receipt": pages.receipt(warning, deadline),
        "responses": list(warning.responses.all())[::-1],  # the latest first
        "decides_extension": access.may_grant_extension(user, warning),
        "handles": handles,
        "sources": queries.source_numbers(warning, user) if handles else [],
        "may_take_out": access.may_take_out(user, warning),
        "handlings": handlings_of(warning, user),
        "scans": scans_of(warning),
        "may_add_scan": may_add_scan(user, warning),
        "chain": chain_of(user, warning),
        "timeline": timeline_of(warning) if handles else [],
    }
    return render(request, "earlywarnings/detail.html", context)


@open_to_members
def chain(request, pk):
    user = request.user
    warning = get_object_or_404(queries.visible_to(user), pk=pk)
    context = {
        "thing": warning,
        "heading": warning.heading,
        "chain": whole_chain(user, warning, "预警", warning.signed_on or warning.drafted_on),
    }
    return render(request, "layouts/chain.html", context)


@open_to_members
def notice_pdf(request, pk):
    """The original, byte for byte as it was signed."""
    return respond_pdf(get_object_or_404(queries.noticed(request.user), pk=pk).notice)


@open_to(*HANDLERS)
def notice_docx(request, pk):
    """The working copy for the office; the PDF is the original."""
    return respond_word(get_object_or_404(queries.noticed(request.user), pk=pk).notice)

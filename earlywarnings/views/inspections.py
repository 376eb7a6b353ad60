"""The list of inspections, the record, its sheet and files; and the plan of the year."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from audit.queries import timeline_of
from core import clock
from core.gates import DISCIPLINE, Role, open_to, open_to_members
from documents.queries import attachments_of, respond
from earlywarnings.access import inspections as access
from earlywarnings.exports import inspections as exports
from earlywarnings.filters.inspections import InspectionFilter
from earlywarnings.pages import inspections as pages
from earlywarnings.queries import inspections as queries
from earlywarnings.queries import spot_checks as checks

READERS = (*queries.OVERSEERS, Role.UNIT_HEAD)
PAGE = 50


@open_to(*READERS)
def inspections(request):
    seen = queries.visible_to(request.user)
    filtered = InspectionFilter(request.GET, queryset=seen)
    if request.GET.get("format") == "xlsx":
        return exports.register(filtered.qs, by=request.user)
    context = {
        "filter": filtered,
        "page": Paginator(queries.listed(filtered.qs), PAGE).get_page(request.GET.get("page")),
        "counts": queries.tally(seen, clock.today()),
        "may_plan": request.user.holds(*DISCIPLINE),
        "oversees": request.user.holds(*queries.OVERSEERS),
    }
    return render(request, "earlywarnings/inspection_list.html", context)


@open_to(*queries.OVERSEERS)
def spot_checks(request):
    """抽查计划: the high-risk units and posts, and those not looked at this year."""
    context = checks.overview(request.user, clock.today())
    return render(request, "earlywarnings/inspection_spot_checks.html", context)


@open_to_members
def inspection(request, pk):
    user = request.user
    found = get_object_or_404(queries.whole(queries.visible_to(user)), pk=pk)
    handles = access.handles(user, found)
    context = {
        "inspection": found,
        "next": pages.next_step(user, found),
        "steps": pages.steps(found),
        "others": pages.other_moves(user, found),
        "rows": pages.rows(user, found),
        "files": attachments_of(found),
        "thing_url": queries.url_of_thing(found, user),
        "timeline": timeline_of(found) if handles else [],
    }
    return render(request, "earlywarnings/inspection_detail.html", context)


@open_to_members
def inspection_sheet(request, pk):
    """抽查记录 on A4: to take along while it is planned, to file once it is filled in."""
    found = get_object_or_404(queries.whole(queries.visible_to(request.user)), pk=pk)
    return render(request, "earlywarnings/inspection_sheet.html", {"inspection": found})


@open_to_members
def inspection_file(request, pk, file_pk):
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return respond(get_object_or_404(attachments_of(found), pk=file_pk))

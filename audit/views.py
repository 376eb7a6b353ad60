"""The auditor's pages."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from audit import exports, queries, workflow
from audit.filters import EventFilter
from core import clock
from core.gates import Role, open_to
from core.spreadsheets import export_response

PAGE = 50


@open_to(Role.AUDIT_OFFICER)
def events(request):
    chosen = EventFilter(request.GET, queries.visible_to(request.user))
    page = Paginator(chosen.qs, PAGE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page": page, "conditions": chosen.conditions}
    return render(request, "audit/events.html", context | {"lines": [queries.full_line(e) for e in page]})


@open_to(Role.AUDIT_OFFICER)
def event(request, sequence):
    found = get_object_or_404(queries.visible_to(request.user), sequence=sequence)
    context = {"event": found, "what": queries.line(found)["what"], "details": queries.details(found)}
    return render(request, "audit/event.html", context)


@require_POST
@open_to(Role.AUDIT_OFFICER)
def export(request):
    """Exactly what is filtered, as .csv; the number of rows is fixed before the export itself is recorded."""
    chosen = EventFilter(request.GET, queries.visible_to(request.user))
    rows = queries.up_to_now(chosen.qs)
    workflow.export(by=request.user, count=rows.count(), conditions=chosen.conditions)
    return export_response(f"审计记录{clock.today():%Y%m%d}.csv", exports.HEADINGS, exports.rows(rows))

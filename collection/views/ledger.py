"""台账: one page to search, narrow, count and take away what was reported (art. 39)."""

from django.core.paginator import Paginator
from django.shortcuts import render

from collection import exports
from collection.filters import LedgerFilter
from collection.views.fetching import ITEM_READERS, PAGE
from core.gates import open_to


@open_to(*ITEM_READERS)
def ledger(request):
    items = LedgerFilter(request.GET, user=request.user)
    if request.GET.get("format") == "xlsx":
        return exports.ledger(items.qs, by=request.user)
    page = Paginator(items.qs, PAGE).get_page(request.GET.get("page"))
    context = {"filter": items, "page": page, "facets": items.facets()}
    return render(request, "collection/ledger.html", context)

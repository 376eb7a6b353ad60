"""What was put to a meeting, and what it decided."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from core.gates import open_to
from core.registries import chain_of
from decisions import queries

PAGE = 50


@open_to(*queries.READERS)
def index(request):
    page = Paginator(queries.visible_to(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "decisions/index.html", {"page": page})


@open_to(*queries.READERS)
def item(request, pk):
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    context = {
        "item": found,
        "opinions": queries.opinions_on(found),
        "chain": chain_of(request.user, found),
    }
    return render(request, "decisions/item.html", context)

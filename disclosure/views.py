"""The public site: frozen publications, no account needed."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from core.gates import open_to_public
from disclosure import queries

PAGE = 50


@open_to_public
def index(request):
    page = Paginator(queries.on_show(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "declared": queries.declared_by_topic()}
    return render(request, "disclosure/index.html", context)


@open_to_public
def publication(request, pk):
    found = get_object_or_404(queries.on_show(), pk=pk)
    return render(request, "disclosure/publication.html", {"publication": found})


@open_to_public
def declared(request, topic, number):
    """What somebody declared in public, with what was reported on it since."""
    found = queries.declared_one(topic, number)
    if found is None:
        raise Http404
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "disclosure/declared.html", {"declared": found, "page": page})

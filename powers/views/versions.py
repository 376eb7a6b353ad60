"""The register as it was: an older version of a power, and the whole catalogue on a day."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from core.gates import BUSINESS, open_to
from powers import bands, queries
from powers.forms import DayForm

PAGE = 50


@open_to(*BUSINESS)
def version(request, pk, number):
    power = get_object_or_404(queries.visible_to(request.user), pk=pk)
    former = queries.version_of(power, number)
    if former is None:
        raise Http404
    return render(
        request,
        "powers/version.html",
        {"power": power, "former": former, "drawn": [bands.of(*table) for table in former.tables]},
    )


@open_to(*BUSINESS)
def catalogue(request):
    """职权目录 as it stood at the end of a day (art. 8)."""
    form = DayForm(request.GET)
    page = Paginator(queries.catalogue_on(request.user, form.day), PAGE).get_page(request.GET.get("page"))
    return render(request, "powers/catalogue.html", {"form": form, "page": page, "day": form.day})

"""The list on a desk."""

from django.core.paginator import Paginator
from django.shortcuts import render

from collection import exports, queries
from collection.filters import FormFilter
from collection.views.fetching import PAGE, READERS
from core.gates import open_to


@open_to(*READERS)
def index(request):
    forms = FormFilter(request.GET, queries.forms_visible_to(request.user), user=request.user)
    if request.GET.get("format") == "xlsx":
        return exports.register(forms.qs, by=request.user)
    shown = queries.with_typing(forms.qs, request.user)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {"filter": forms, "page": page, "types": any(row.may_type for row in page)}
    return render(request, "collection/index.html", context)

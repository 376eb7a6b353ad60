"""评分细则."""

from django.shortcuts import render

from assessment import queries
from core.gates import open_to


@open_to(*queries.READERS)
def scheme(request):
    return render(request, "assessment/scheme.html", {"scheme": queries.scheme_in_force()})

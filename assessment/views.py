"""The list of sheets, and one unit's sheet explained line by line."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessment import access, letters, queries, workflow
from core import clock
from core.gates import Role, open_to

READERS = queries.READERS


@open_to(*READERS)
def index(request):
    year = queries.year_sought(request.GET.get("year"))
    rows = queries.overview(request.user, year)
    context = {
        "year": year,
        "years": queries.years(request.user),
        "rows": rows,
        "may_open": access.may_open_year(request.user),
        "missing": queries.without_sheet(year).count(),
    }
    return render(request, "assessment/index.html", context)


@open_to(*READERS)
def sheet(request, pk):
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    explained = queries.explained(found, request.user)
    words = letters.sentences(explained["result"], explained["reading"], len(explained["deductions"]))
    return render(request, "assessment/sheet.html", explained | words)


@open_to(*READERS)
def scheme(request):
    return render(request, "assessment/scheme.html", {"scheme": queries.scheme_in_force()})


@open_to(Role.DISCIPLINE_SECRETARY)
@require_POST
def open_year(request):
    year = clock.today().year
    opened = workflow.open_year(year, by=request.user)
    messages.success(request, f"已为{len(opened)}个单位建立{year}年度考核表。")
    return redirect("assessment:index")

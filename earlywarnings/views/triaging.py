"""研判: what is done about an item."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from core.gates import DISCIPLINE, Role, open_to
from core.posted import posted
from core.verdict import require
from earlywarnings import access, queries, workflow
from earlywarnings.forms import TriageForm

TRIAGERS = (*DISCIPLINE, Role.CENTRE_OFFICER)
PAGE = 50


@open_to(*TRIAGERS)
def triage_list(request):
    waiting, watched = queries.items_to_triage(request.user), queries.items_watched(request.user)
    is_watched = request.GET.get("state") == "watched"
    context = {
        "page": Paginator(watched if is_watched else waiting, PAGE).get_page(request.GET.get("page")),
        "is_watched": is_watched,
        "counts": {"waiting": waiting.count(), "watched": watched.count()},
    }
    return render(request, "earlywarnings/triage_list.html", context)


@open_to(*TRIAGERS)
def triage(request, item_pk):
    item = get_object_or_404(queries.items_judged_by(request.user), pk=item_pk)
    require(access.may_triage(request.user, item))
    earlier = list(queries.triages_of(item))
    form = TriageForm(posted(request), initial={"round": len(earlier)})
    if request.method == "POST" and form.is_valid():
        workflow.triage(item, by=request.user, **form.cleaned_data)
        messages.success(request, "研判意见已记录。")
        return redirect("earlywarnings:triage_list")
    context = {
        "item": item,
        "form": form,
        "earlier": earlier,
        "similar": queries.similar_to(item, request.user),
        "may_draft": access.may_draft(request.user, item.subject_unit),
    }
    return render(request, "earlywarnings/triage.html", context)

"""Several reviewed warnings signed at once: a list, one page that names each, a result for each."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.gates import open_to
from earlywarnings import access
from earlywarnings.queries.batches import awaiting_signature, chosen_to_sign
from earlywarnings.rules import SIGNATORY
from earlywarnings.workflow.batches import sign_each


@open_to(*SIGNATORY.values())
def sign_list(request):
    waiting = awaiting_signature(request.user)
    rows = [(warning, access.MOVES["sign"](request.user, warning)) for warning in waiting]
    return render(request, "earlywarnings/sign_list.html", {"rows": rows})


@open_to(*SIGNATORY.values())
def sign_several(request):
    """Looked at it names what would be signed; posted it signs, and shows what became of each."""
    user = request.user
    chosen = chosen_to_sign(user, request.POST.getlist("warning") or request.GET.getlist("warning"))
    if not chosen:
        messages.warning(request, "请先勾选要签批的预警。")
        return redirect("earlywarnings:sign_list")
    if request.method == "POST":
        return render(request, "earlywarnings/signed.html", {"results": sign_each(chosen, by=user)})
    asked = [(warning, access.MOVES["sign"](user, warning)) for warning in chosen]
    context = {
        "ready": [warning for warning, verdict in asked if verdict],
        "refused": [(warning, verdict) for warning, verdict in asked if not verdict],
    }
    return render(request, "earlywarnings/sign_several.html", context)

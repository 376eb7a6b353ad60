from django.shortcuts import render

from core.gates import open_to_members
from documents import queries
from documents.forms import CheckForm


@open_to_members
def check(request, code=""):
    """Is this paper ours? Tells number, kind, date and hash of the document with the code, and nothing of its content."""
    typed = request.POST if request.method == "POST" else {"code": code} if code else None
    form = CheckForm(typed, request.FILES or None)
    if not form.is_valid():
        return render(request, "documents/check.html", {"form": form, "asked": False})
    document = queries.by_check_code(form.cleaned_data["code"])
    digest = form.digest()
    context = {
        "form": form,
        "asked": True,
        "document": document,
        "digest": digest,
        "matches": bool(document) and digest == document.pdf_sha256,
    }
    return render(request, "documents/check.html", context)

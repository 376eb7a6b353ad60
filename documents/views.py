from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.gates import DISCIPLINE, open_to, open_to_members
from core.posted import posted
from core.verdict import require
from documents import access, fonts, queries, word_check, workflow
from documents.enums import DocumentKind
from documents.forms import CheckForm, TemplateForm


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
        "withdrawn_on": queries.withdrawn_on(document) if document else None,
        "digest": digest,
        "matches": bool(document) and digest == document.pdf_sha256,
    }
    return render(request, "documents/check.html", context)


@open_to(*DISCIPLINE)
def templates(request):
    """What the Word copies are filled into, and which typefaces the originals are set in."""
    context = {"templates": queries.templates(), "faces": fonts.in_use()}
    return render(request, "documents/templates.html", context)


@open_to(*DISCIPLINE)
def replace_template(request, kind):
    kind = _kind(kind)
    require(access.may_replace_template(request.user))
    form = TemplateForm(posted(request), request.FILES or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["file"]
        workflow.replace_template(kind, name=name, content=content, by=request.user)
        messages.success(request, f"模板已更换，此后印发的《{kind.label}》按新模板生成 Word 工作稿。")
        return redirect("documents:templates")
    context = {
        "kind": kind,
        "form": form,
        "fields": word_check.field_rows(kind),
        "editions": queries.templates_of(kind),
    }
    return render(request, "documents/replace_template.html", context)


@open_to(*DISCIPLINE)
@require_POST
def restore_template(request, kind):
    kind = _kind(kind)
    workflow.restore_template(kind, by=request.user)
    messages.success(request, f"《{kind.label}》已恢复内置模板。")
    return redirect("documents:templates")


@open_to(*DISCIPLINE)
def template_file(request, kind, edition):
    """An edition of the office's, or the built-in template as number 0."""
    kind = _kind(kind)
    return queries.respond_template(kind, _edition(kind, edition))


def _edition(kind, edition):
    if edition == 0:
        return None
    found = next((one for one in queries.templates_of(kind) if one.edition == edition), None)
    if found is None:
        raise Http404
    return found


def _kind(kind: str) -> DocumentKind:
    if kind not in DocumentKind.values:
        raise Http404
    return DocumentKind(kind)

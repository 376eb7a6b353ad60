"""The answer is written by several, sent by one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core.gates import open_to_members
from core.posted import posted
from core.verdict import require
from documents.queries import respond
from earlywarnings import access, queries, workflow
from earlywarnings.forms import AnswerEditor


@open_to_members
def answer(request, pk):
    """Written and sent by whoever answers."""
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_answer(request.user, warning))
    editor = _editor(request, warning)
    if request.method == "POST" and _files_kept(request.user, warning, editor):
        workflow.answer(warning, by=request.user, **editor.content())
        messages.success(request, "回告已提交，等待复核。")
        return redirect(warning)
    return _form(request, warning, editor)


@open_to_members
def save_answer(request, pk):
    """The draft on the server; whoever may write but not send has only this page."""
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.may_save_answer(request.user, warning))
    editor = _editor(request, warning, saving=True)
    if request.method == "POST" and _files_kept(request.user, warning, editor):
        workflow.save_answer(warning, by=request.user, version=editor.version, content=editor.kept())
        messages.success(request, "草稿已保存，本单位的人可以接着写。")
        sends = access.may_answer(request.user, warning)
        return redirect("earlywarnings:answer" if sends else "earlywarnings:save_answer", pk=pk)
    return _form(request, warning, editor)


@open_to_members
def evidence(request, pk, number):
    """What was sent is for everybody who sees the warning, what was not for those who write."""
    warning = get_object_or_404(queries.visible_to(request.user), pk=pk)
    unsent = bool(access.may_save_answer(request.user, warning))
    found = get_object_or_404(queries.evidence_of(warning, unsent=unsent), pk=number)
    return respond(found.attachment)


def _editor(request, warning, *, saving=False) -> AnswerEditor:
    on_behalf = access.writes_on_behalf(request.user, warning, "answer")
    on_behalf &= bool(access.may_answer(request.user, warning))
    name = queries.signatory_name(warning) if on_behalf else ""
    return AnswerEditor(
        posted(request), request.FILES or None, warning=warning, on_behalf=on_behalf, name=name, saving=saving
    )


def _files_kept(user, warning, editor) -> bool:
    """Keep the files even where something else is wrong: no browser chooses them again. Then, is all well?"""
    editor.is_valid()
    for part in editor.parts:
        if part.dropped:
            workflow.remove_evidence(warning, by=user, evidence=part.dropped)
        with part.at_the_files():
            if part.uploads:
                workflow.add_evidence(warning, by=user, files=part.uploads, problem=part.problem)
    return editor.is_valid()


def _form(request, warning, editor):
    for part in editor.parts:
        if "files" in part.fields:
            part.look_again()
    context = {
        "warning": warning,
        "form": editor.form,
        "problems": editor.problems,
        "editor": editor,
        "sends": access.may_answer(request.user, warning),
        "last": queries.last_response(warning),
    }
    return render(request, "earlywarnings/answer.html", context)

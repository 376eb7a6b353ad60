"""A meeting's record: read, signed, frozen, filed, amended, taken away as a file (art. 30)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.gates import open_to
from core.posted import posted
from core.verdict import require
from decisions import queries, workflow
from decisions.access import minutes as access
from decisions.exports import minutes as exports
from decisions.forms.minutes import AddendumForm, ObjectionForm, PaperForm
from decisions.views.attempts import attempt
from decisions.views.meetings import found


@open_to(*queries.READERS)
def minutes(request, pk):
    meeting = found(request, pk)
    require(access.has_record(meeting))
    user = request.user
    rows = [(row, access.of_row(user, row)) for row in queries.to_sign(meeting)]
    words = queries.record_of(meeting)
    is_signing = bool(rows) and not words.is_frozen
    context = {
        "meeting": meeting,
        "words": words,
        "is_signing": is_signing,
        "parts": words.record[: -1 if is_signing else None],  # signatures stand in a card of their own
        "addenda": meeting.addenda.all(),
        "rows": rows,
        "mine": next((row for row, may in rows if may["sign"]), None),
        "silent": [row.person for row, _ in rows if row.signed_on is None],
        "may": access.of_meeting(user, meeting),
        "due_on": queries.archive_due(meeting),
    }
    return render(request, "decisions/minutes.html", context)


@open_to(*queries.READERS)
def minutes_file(request, pk, what, extension):
    meeting = found(request, pk)
    if what not in exports.TITLES or extension not in exports.AS:
        raise Http404
    require(access.has_record(meeting))
    return exports.minutes_file(meeting, what, extension)


def _back(meeting):
    return redirect("decisions:minutes", meeting.pk)


def _row(request, pk):
    return get_object_or_404(queries.attendances_visible_to(request.user), pk=pk)


def _written(request, meeting, form, deed, done: str, **texts):
    """A page that is one form about a record; the move's refusal stands beside what was typed."""
    if request.method == "POST" and form.is_valid() and attempt(form, deed):
        messages.success(request, done)
        return _back(meeting)
    return render(request, "decisions/minutes_write.html", {"meeting": meeting, "form": form, **texts})


@require_POST
@open_to(*queries.READERS)
def sign(request, pk):
    row = workflow.sign(_row(request, pk), by=request.user)
    messages.success(request, "已签认会议记录。")
    return _back(row.meeting)


@open_to(*queries.READERS)
def object_to(request, pk):
    row = _row(request, pk)
    require(access.may_object_to(request.user, row))
    form = ObjectionForm(posted(request))
    return _written(
        request,
        row.meeting,
        form,
        lambda: workflow.object_to(row, by=request.user, **form.cleaned_data),
        "异议已记在会议记录后面，视为已签认。",
        title="对会议记录写异议",
        submit="写入异议并签认",
    )


@open_to(*queries.READERS)
def sign_for(request, pk):
    row = _row(request, pk)
    require(access.may_sign_for(request.user, row))
    form = PaperForm(posted(request))
    return _written(
        request,
        row.meeting,
        form,
        lambda: workflow.sign_for(row, by=request.user, **form.cleaned_data),
        f"已代录{row.person}的签认。",
        title=f"代录{row.person}的签认",
        submit="原件已由本人签字，录入",
    )


@require_POST
@open_to(*queries.READERS)
def unsign(request, pk):
    row = workflow.unsign(_row(request, pk), by=request.user)
    messages.success(request, f"已撤回{row.person}的签认。")
    return _back(row.meeting)


@require_POST
@open_to(*queries.READERS)
def freeze(request, pk):
    meeting = workflow.freeze(found(request, pk), by=request.user)
    messages.success(request, "会议记录已定稿，不再改动。请打印存档后归档。")
    return _back(meeting)


@require_POST
@open_to(*queries.READERS)
def archive(request, pk):
    meeting = workflow.archive(found(request, pk), by=request.user)
    messages.success(request, "会议材料已归档。")
    return _back(meeting)


@open_to(*queries.READERS)
def amend(request, pk):
    meeting = found(request, pk)
    require(access.may_amend(request.user, meeting))
    form = AddendumForm(posted(request))
    return _written(
        request,
        meeting,
        form,
        lambda: workflow.amend(meeting, by=request.user, **form.cleaned_data),
        "补正已附在会议记录后面。",
        title="补正会议记录",
        submit="写入补正",
    )

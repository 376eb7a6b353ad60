"""The recorder's page while a meeting is held: one item at a time, everything kept as it is said.

Every deed is a post that comes back to this page, so a reload or another laptop finds what was kept so far.
"""

from django.contrib import messages
from django.forms import all_valid
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.gates import open_to
from core.posted import posted
from core.verdict import require
from decisions import queries, workflow
from decisions.access import meetings as access
from decisions.access import votes as may
from decisions.enums import Status
from decisions.forms.meetings import MarkForm, SpotForm
from decisions.forms.votes import RecusalForm, SettleForm, TallyForm, ViewForm
from decisions.views.attempts import attempt
from decisions.views.meetings import found


@open_to(*queries.READERS)
def conduct(request, pk):
    meeting = found(request, pk)
    if not meeting.is_open:
        return redirect(meeting)
    return _room(request, meeting)


def _room(request, meeting, **forms):
    """The page; `forms` are those that came back with something to put right."""
    agenda = list(queries.agenda_of(meeting))
    item = next((one for one in agenda if one.status == Status.UNDER_WAY), None)
    context = {
        "meeting": meeting,
        "item": item,
        "agenda": agenda,
        "next": next((one for one in agenda if one.status == Status.SCHEDULED), None),
        "attendances": queries.attendances_of(meeting),
        "may_conduct": access.may_conduct(request.user, meeting),
        "may_close": access.may_close(request.user, meeting),
        "mark_form": MarkForm(),
        **forms,
    }
    if item:
        item.meeting = meeting
        chamber = queries.Chamber(item)
        context |= _before_the_meeting(request, chamber) | forms
    return render(request, "decisions/conduct.html", context)


def _before_the_meeting(request, chamber) -> dict:
    item = chamber.item
    heard = may.may_settle(request.user, chamber)
    context = {
        "item": item,
        "chamber": chamber,
        "checklist": queries.checklist(item),
        "assessment": queries.assessment_of(item),
        "recusal_form": RecusalForm(chamber=chamber),
        "heard": heard,
        "reasons": sorted({opinion.reason for opinion in chamber.opinions}),
    }
    if item.is_secret:
        context["tally"] = getattr(item, "tally", None)
        context["tally_form"] = None if context["tally"] else TallyForm(chamber=chamber)
    else:
        context["view_forms"] = view_forms(None, chamber)
    if heard:
        judgement = queries.outcome_of(chamber)
        emergency = queries.is_emergency(item)
        context["judgement"] = judgement
        context["settle_form"] = SettleForm(judgement=judgement, item=item, emergency=emergency)
    return context


def view_forms(data, chamber) -> list[ViewForm]:
    """A line per member who takes part or sent a view in writing, the one who speaks last at the end."""
    last = chamber.last
    rest = [one for one in chamber.members if one != last and one.pk not in chamber.recusals]
    silent = [one for one in chamber.voting if one not in chamber.spoken and one != last]
    done = last in chamber.spoken
    lines = [
        ViewForm(
            data, person=one, opinion=chamber.opinion_of(one), is_open=not (done and chamber.is_present(one))
        )
        for one in rest
    ]
    return [*lines, ViewForm(data, person=last, opinion=chamber.opinion_of(last), is_open=not silent)]


def before(request, pk):
    """The item under way and its chamber; an open page whose item was ruled upon meanwhile is told so."""
    item = get_object_or_404(queries.visible_to(request.user), pk=pk)
    require(access.is_before_the_meeting(request.user, item))
    return item, queries.Chamber(item)


def _back(item):
    """To where the next thing is entered, not to the top of the page."""
    return redirect(f"{reverse('decisions:conduct', args=[item.meeting_id])}#now")


@open_to(*queries.READERS)
@require_POST
def take_up(request, pk):
    item = get_object_or_404(queries.visible_to(request.user), pk=pk)
    workflow.take_up(item, by=request.user)
    return _back(item)


@open_to(*queries.READERS)
@require_POST
def put_back(request, pk):
    item, _ = before(request, pk)
    workflow.put_back(item, by=request.user)
    return _back(item)


@open_to(*queries.READERS)
@require_POST
def express(request, pk):
    """Whatever lines were filled in, all of them or none."""
    item, chamber = before(request, pk)
    forms = view_forms(request.POST, chamber)
    lines = [form for form in forms if form.is_bound]
    if all_valid(lines):
        said = [(form.person, form.cleaned_data) for form in lines if form.is_new]
        done = attempt(lines[0], workflow.express_several, item, by=request.user, said=said) if said else []
        if done is not None:
            return _back(item)
    return _room(request, item.meeting, view_forms=forms)


@open_to(*queries.READERS)
@require_POST
def take_back(request, pk, person):
    item, chamber = before(request, pk)
    who = next((one for one in chamber.members if one.pk == person), None)
    if who:
        workflow.take_back(item, by=request.user, person=who)
    return _back(item)


@open_to(*queries.READERS)
@require_POST
def step_back(request, pk):
    item, chamber = before(request, pk)
    form = RecusalForm(posted(request), chamber=chamber)
    if form.is_valid() and attempt(form, workflow.step_back, item, by=request.user, **form.cleaned_data):
        return _back(item)
    return _room(request, item.meeting, recusal_form=form)


@open_to(*queries.READERS)
@require_POST
def enter_tally(request, pk):
    item, chamber = before(request, pk)
    form = TallyForm(posted(request), chamber=chamber)
    if form.is_valid() and attempt(form, workflow.enter_tally, item, by=request.user, **form.content):
        return _back(item)
    return _room(request, item.meeting, tally_form=form)


@open_to(*queries.READERS)
@require_POST
def settle(request, pk):
    item, chamber = before(request, pk)
    require(may.may_settle(request.user, chamber))
    form = SettleForm(
        posted(request),
        judgement=queries.outcome_of(chamber),
        item=item,
        emergency=queries.is_emergency(item),
    )
    done = form.is_valid() and attempt(form, workflow.settle, item, by=request.user, **form.cleaned_data)
    if done:
        messages.success(request, f"“{done}”{done.get_outcome_display()}。{done.arithmetic}")
        return _back(item)
    return _room(request, item.meeting, settle_form=form)


@open_to(*queries.READERS)
@require_POST
def mark_presence(request, pk):
    row = get_object_or_404(queries.attendances_visible_to(request.user), pk=pk)
    form = MarkForm(posted(request))
    if form.is_valid() and attempt(form, workflow.mark_presence, row, by=request.user, **form.cleaned_data):
        messages.success(request, f"已登记{row.person}的到会变动。")
        return redirect("decisions:conduct", row.meeting_id)
    return _room(request, row.meeting, mark_form=form)


@open_to(*queries.READERS)
def add_on_the_spot(request, pk):
    meeting = found(request, pk)
    require(access.may_conduct(request.user, meeting))
    form = SpotForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, workflow.add_on_the_spot, meeting, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "已作为紧急议题列入议程，须在下一次会议追认。")
        return redirect("decisions:conduct", pk)
    return render(request, "decisions/spot.html", {"form": form, "meeting": meeting})


@open_to(*queries.READERS)
@require_POST
def close_meeting(request, pk):
    meeting = workflow.close_meeting(found(request, pk), by=request.user)
    messages.success(request, "已散会。请成员签认会议记录，并按期归档。")
    return redirect(meeting)

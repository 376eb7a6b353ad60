"""A meeting: the list, one, and how it is called, prepared and opened."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import all_valid
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.queries import timeline_of
from core.forms import UnitChoice
from core.gates import open_to
from core.posted import posted
from core.verdict import require
from decisions import queries, workflow
from decisions.access import items as items_access
from decisions.access import meetings as access
from decisions.enums import MeetingStatus, Seat
from decisions.filters.items import MeetingFilter
from decisions.forms.meetings import DeliverForm, MeetingForm, PresenceForm
from decisions.rules import conduct
from decisions.views.attempts import attempt
from decisions.views.items import found as found_item

PAGE = 50


def found(request, pk):
    return get_object_or_404(queries.meetings_visible_to(request.user), pk=pk)


@open_to(*queries.READERS)
def meetings(request):
    listed = MeetingFilter(request.GET, queries.meetings_listed(request.user), user=request.user)
    page = Paginator(listed.qs, PAGE).get_page(request.GET.get("page"))
    may_plan = queries.units_to_meet(request.user).exists()
    return render(request, "decisions/meetings.html", {"filter": listed, "page": page, "may_plan": may_plan})


@open_to(*queries.READERS)
def meeting(request, pk):
    meeting = found(request, pk)
    user = request.user
    rows = list(queries.attendances_of(meeting))
    planned = meeting.status == MeetingStatus.PLANNED
    keeps = items_access.may_keep(user, meeting)
    days = queries.values()["decisions.materials_days"]
    context = {
        "meeting": meeting,
        "members": [row for row in rows if row.seat == Seat.MEMBER],
        "others": [row for row in rows if row.seat != Seat.MEMBER],
        "mine": next((row for row in rows if row.person_id == user.person_id), None),
        "agenda": queries.agenda_of(meeting),
        "waiting": _with_verdicts(user, meeting) if planned and keeps else [],
        "to_confirm": queries.emergencies_to_confirm(meeting.unit) if planned and keeps else [],
        "delivery": conduct.delivery_note(meeting.held_on, days),
        "undelivered": [row for row in rows if row.delivered_at is None],
        "may": {
            "keep": keeps,
            "change": access.may_change(user, meeting),
            "cancel": access.may_cancel(user, meeting),
            "deliver": access.may_deliver(user, meeting),
            "conduct": access.may_conduct(user, meeting),
        },
        "events": timeline_of(meeting),
    }
    return render(request, "decisions/meeting.html", context)


def _with_verdicts(user, meeting) -> list:
    waiting = queries.to_schedule(meeting)[:PAGE]
    return [(item, items_access.may_schedule(user, item, meeting)) for item in waiting]


@open_to(*queries.KEEPERS)
def plan_meeting(request):
    units = queries.units_to_meet(request.user)
    choice = UnitChoice(request.GET or None, units=units)
    unit = choice.only_or_chosen
    if unit is None:
        return render(request, "decisions/choose_unit.html", {"form": choice.shown()})
    form = MeetingForm(posted(request), unit=unit)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, workflow.plan, unit, by=request.user, **form.content)
        if made:
            messages.success(request, "会议已发起。下一步：列入议题。")
            return redirect(made)
    return render(request, "decisions/plan.html", {"form": form, "unit": unit, "meeting": None})


@open_to(*queries.READERS)
def change_meeting(request, pk):
    meeting = found(request, pk)
    require(access.may_change(request.user, meeting))
    form = MeetingForm(posted(request), instance=meeting, unit=meeting.unit)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, workflow.change_meeting, meeting, by=request.user, **form.content)
    ):
        messages.success(request, "已保存。")
        return redirect(meeting)
    return render(request, "decisions/plan.html", {"form": form, "unit": meeting.unit, "meeting": meeting})


@open_to(*queries.READERS)
@require_POST
def cancel_meeting(request, pk):
    meeting = workflow.cancel_meeting(found(request, pk), by=request.user)
    messages.success(request, "会议已取消，议题退回待安排。")
    return redirect(meeting)


@open_to(*queries.READERS)
@require_POST
def schedule(request, pk, item):
    meeting = found(request, pk)
    workflow.schedule(found_item(request, item), meeting, by=request.user)
    messages.success(request, "已列入议程。")
    return redirect(meeting)


@open_to(*queries.READERS)
@require_POST
def schedule_confirmation(request, pk, item):
    meeting = found(request, pk)
    workflow.schedule_confirmation(found_item(request, item), meeting, by=request.user)
    messages.success(request, "已列入追认。")
    return redirect(meeting)


@open_to(*queries.READERS)
@require_POST
def unschedule(request, pk):
    item = found_item(request, pk)
    meeting = item.meeting
    workflow.unschedule(item, by=request.user)
    messages.success(request, "已从议程撤下。")
    return redirect(meeting or item)


@open_to(*queries.READERS)
def deliver(request, pk):
    meeting = found(request, pk)
    require(access.may_deliver(request.user, meeting))
    form = DeliverForm(posted(request), meeting=meeting)
    if request.method == "POST" and form.is_valid():
        number = attempt(form, workflow.deliver, meeting, by=request.user, **form.cleaned_data)
        if number is not None:
            messages.success(request, f"已登记向{number}人送达会议材料。")
            return redirect(meeting)
    note = conduct.delivery_note(meeting.held_on, queries.values()["decisions.materials_days"])
    return render(request, "decisions/deliver.html", {"form": form, "meeting": meeting, "note": note})


@open_to(*queries.READERS)
@require_POST
def receive(request, pk):
    row = get_object_or_404(queries.attendances_visible_to(request.user), pk=pk)
    workflow.receive(row, by=request.user)
    messages.success(request, f"{row.person}已签收会议材料。")
    return redirect(row.meeting)


@open_to(*queries.READERS)
def open_meeting(request, pk):
    """The sign-in sheet, and the door."""
    meeting = found(request, pk)
    require(items_access.may_keep(request.user, meeting))
    require(access.in_turn("open", meeting))
    rows = queries.attendances_of(meeting)
    forms = [PresenceForm(posted(request), row=row) for row in rows]
    if request.method == "POST" and all_valid(forms):
        said = {form.row.pk: (form.cleaned_data["presence"], form.cleaned_data["reason"]) for form in forms}
        if forms and attempt(forms[0], workflow.open_meeting, meeting, by=request.user, presences=said):
            return redirect("decisions:conduct", pk)
    return render(request, "decisions/open.html", {"meeting": meeting, "forms": forms})

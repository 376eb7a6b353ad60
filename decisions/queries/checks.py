"""What is wrong with the meetings that were held, and who reads of it …"""

from dataclasses import replace
from datetime import date, datetime, time

from django.db.models import Count as Number
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.gates import Role
from core.histories import as_of
from deadlines import queries as deadlines
from deadlines import rules as dues
from decisions.enums import AGAINST, HELD, Check, FindingStatus, Outcome, Seat, Severity, Status, Way
from decisions.models import AgendaItem, Finding, Matter, Meeting
from decisions.queries.items import KEEPERS, assessment_of, missing, split_with
from decisions.queries.meetings import agenda_of, attendances_of
from decisions.queries.votes import Chamber, count, is_emergency, rules_of
from decisions.rules import checks
from decisions.rules.checks import Found, ItemFacts, MeetingFacts
from decisions.rules.voting import Count
from rulebook.queries import settings_in_force

ARCHIVE, CONFIRM = "meeting_archive", "emergency_confirm"  # the promises of letters


def findings_visible_to(user):
    """镇纪委 and the leaders see what was found in their meetings, who records one sees its own; the head of a unit
    sees what was found in the items it proposed, and nothing of the rest of the meeting."""
    kept = Q(meeting__unit__in=user.reach(*KEEPERS)) | Q(meeting__recorder=user.pk)
    own = Q(item__unit__in=user.own_units(Role.UNIT_HEAD))
    found = Finding.objects.filter(kept | own)
    return found.select_related("meeting__unit", "item__unit").order_by("-found_on", "-pk")


def findings_in(user, meeting):
    return findings_visible_to(user).filter(meeting=meeting).order_by("item__position", "pk")


def findings_on(user, item):
    return findings_visible_to(user).filter(item=item).order_by("pk")


def unexplained(user) -> list[tuple[Severity, int]]:
    """How many findings wait for words, by severity, the worst first."""
    waiting = findings_visible_to(user).filter(status=FindingStatus.OPEN).order_by()
    numbers = dict(waiting.values_list("severity").annotate(Number("pk")))
    return [(severity, numbers[severity]) for severity in Severity if severity in numbers]


def found_in(meeting, on: date) -> list[tuple[AgendaItem | None, Found]]:
    """Everything the rules find in a meeting that was held; None stands for the meeting itself."""
    said = settings_in_force(meeting.held_on)
    found: list = [(None, one) for one in checks.of_meeting(facts_of_meeting(meeting, said), on)]
    for item in agenda_of(meeting).filter(status__in=(Status.DECIDED, Status.DEFERRED)):
        item.meeting = meeting
        found += [(item, one) for one in checks.of_item(facts_of_item(item, said), on)]
    return found


def facts_of_meeting(meeting, said: dict) -> MeetingFacts:
    rows = [row for row in attendances_of(meeting) if row.seat == Seat.MEMBER]
    owed = deadlines.open_for(meeting).filter(kind=ARCHIVE).first()
    return MeetingFacts(
        held_on=meeting.held_on,
        discipline=meeting.discipline_present,
        deliveries=tuple((row.person.name, _day(row.delivered_at)) for row in rows),
        materials_days=said["decisions.materials_days"],
        archive_due=owed and owed.due_on,
        is_emergency=meeting.is_emergency,
        is_imported=meeting.is_imported,
    )


def facts_of_item(item, said: dict) -> ItemFacts:
    """By the rules in force on the day of the meeting, the town's list of matters as it then was included."""
    chamber, matter = Chamber(item), matter_then(item)
    report = assessment_of(item)
    return ItemFacts(
        held_on=item.meeting.held_on,
        outcome=item.outcome,
        kind=item.meeting.kind,
        wanted=matter.meeting_kind if matter else "",
        rules=rules_of(matter, said),
        count=counted_again(chamber),
        missing=() if item.confirms else tuple(missing(item)),  # 追认 needs no further papers
        done=_done(item, report),
        confirm_due=_confirm_due(item, said["decisions.confirm_days"]),
        split=tuple((str(other), other.amount) for other in split_with(item)),
        threshold=item.matter.threshold if item.matter else None,
        advice=report.get_conclusion_display() if report and report.conclusion in AGAINST else "",
        is_overruled=item.is_overruled,
        is_emergency=is_emergency(item),
        is_imported=item.meeting.is_imported,
        **_who_spoke(chamber),
        **_contest(item),
        **_before(item),
    )


def _before(item) -> dict:
    """When the item was put off that comes back here, and when the emergency was decided that is confirmed here."""
    earlier = {"deferred_on": item.previous, "urgent_on": item.confirms}
    return {name: other.meeting.held_on for name, other in earlier.items() if other and other.meeting}


def _done(item, report) -> tuple[tuple[str, date], ...]:
    done = [(str(row), row.done_on) for row in item.fulfilments.all()]
    return tuple([*done, ("廉政风险评估报告", report.assessed_on)] if report else done)


def _who_spoke(chamber: Chamber) -> dict:
    chair = chamber.meeting.chair
    spoken = () if chair.pk in chamber.recusals else tuple(one.pk for one in chamber.spoken)
    return {"chair": chair.pk, "chair_name": chair.name, "speakers": spoken}


def _contest(item) -> dict:
    if item.way != Way.CONTEST:
        return {}
    standing = list(item.candidates.all())
    return {
        "votes": {one.name: one.votes or 0 for one in standing},
        "seats": item.seats,
        "elected": frozenset(one.name for one in standing if one.is_elected),
    }


def counted_again(chamber: Chamber) -> Count | None:
    """The votes from what was said or tallied; the heads as they were counted at the time, since people come and go."""
    item = chamber.item
    recorded = Count(**item.counted) if item.counted else None
    if not (hasattr(item, "tally") if item.is_secret else chamber.spoken):
        return recorded
    again = count(chamber)
    if recorded is None:
        return again
    return replace(again, members=recorded.members, present=recorded.present, recused=recorded.recused)


def matter_then(item):
    """The line of the list as it stood when the meeting closed; one entered later as it is now."""
    if item.matter is None:
        return None
    end = timezone.make_aware(datetime.combine(item.meeting.held_on, time.max))
    moment = item.meeting.closed_at or end
    return as_of(Matter, moment).filter(id=item.matter_id).first() or item.matter


def _confirm_due(item, days: int) -> date | None:
    if not is_emergency(item) or item.confirmations.filter(outcome=Outcome.PASSED).exists():
        return None
    promised = deadlines.open_for(item).filter(kind=CONFIRM).first()
    if promised:
        return promised.due_on
    return dues.days_due(item.meeting.held_on, days, event="紧急决定", deed="提交会议追认").on


def _day(moment) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def meetings_to_check_again(on: date) -> list[Meeting]:
    """Where time alone has made something wrong that nobody was told of yet: not archived, not confirmed."""
    late = deadlines.overdue(on)
    unarchived = late.filter(kind=ARCHIVE).values("subject_id")
    unconfirmed = late.filter(kind=CONFIRM).values("subject_id")
    known = Finding.objects.filter(meeting=OuterRef("pk"))
    said = known.filter(check_kind=Check.NOT_ARCHIVED)
    told = Finding.objects.filter(item=OuterRef("pk"), check_kind=Check.UNCONFIRMED)
    items = AgendaItem.objects.filter(~Exists(told), pk__in=unconfirmed).values("meeting")
    wrong = Q(~Exists(said), pk__in=unarchived) | Q(pk__in=items)
    return list(Meeting.objects.filter(wrong, status__in=HELD).order_by("pk"))

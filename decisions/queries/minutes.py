"""The words of a meeting's record: as they stand, as they were frozen, and who has signed for them (art. 30) …"""

from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from core.dates import cn
from deadlines import queries as deadlines
from decisions.enums import MeetingStatus, Presence, Seat, Way
from decisions.models import Attendance, Meeting, Minutes
from decisions.queries.meetings import agenda_of, attendances_of
from decisions.rules import minutes as rules
from decisions.rules.minutes import Difference, Part

ARCHIVE, CONFIRM = "meeting_archive", "emergency_confirm"
OPENING, SIGNATURES, ADDENDA = "会议概况", "签认", "补正"
SPEAKING = "成员意见（按发言顺序，主持人最后发表意见）："
HELD_THEN = "会议补录，成员签名以纸质原件为准"


def frozen(meeting) -> Minutes | None:
    return Minutes.objects.filter(meeting=meeting).first()


class Record(NamedTuple):
    """What is shown and printed: the frozen words where there are any, else what stands in the tables."""

    record: list[Part]
    summary: list[Part]
    differences: list[Difference]
    is_whole: bool
    is_frozen: bool


def record_of(meeting) -> Record:
    rows = list(attendances_of(meeting))
    items = list(_settled(meeting))
    now = _record(meeting, rows, items), _summary(meeting, rows, items)
    words = frozen(meeting)
    if words is None:
        sealed = bool(meeting.minutes_sha256)  # then somebody took the frozen words away
        return Record(*now, [], not sealed, sealed)
    was = rules.read(words.record), rules.read(words.summary)
    changed = [*rules.differences(was[0], now[0]), *rules.differences(was[1], now[1])]
    whole = rules.fingerprint(*was) == meeting.minutes_sha256
    return Record(*was, list(dict.fromkeys(changed)), whole, True)


def addenda_of(meeting) -> list[Part]:
    lines = tuple(f"{cn(one.on)}，{one.entered_by}：{one.text}" for one in meeting.addenda.all())
    return [Part(ADDENDA, lines)] if lines else []


def _settled(meeting):
    return (
        agenda_of(meeting)
        .exclude(outcome="")
        .select_related("unit", "leader", "confirms", "assessment", "tally__teller", "tally__scrutineer")
        .prefetch_related(
            "fulfilments", "opinions__person", "recusals__person", "candidates", "tally__voters"
        )
    )


def _record(meeting, rows, items) -> list[Part]:
    return [
        Part(OPENING, tuple(_opening(meeting, rows))),
        *(
            Part(_heading(number, item), tuple(_spoken_of(item, rows)))
            for number, item in enumerate(items, 1)
        ),
        Part(SIGNATURES, tuple(_signed(meeting, rows))),
    ]


def _summary(meeting, rows, items) -> list[Part]:
    """Results and resolutions only: who said what stays in the record."""
    return [
        Part(OPENING, tuple(_gathered(meeting, rows))),
        *(Part(_heading(number, item), tuple(_decided(item))) for number, item in enumerate(items, 1)),
    ]


def _heading(number: int, item) -> str:
    return f"议题{number}：{item.title}"


# -- who met ---------------------------------------------------------------------------------------------


def _opening(meeting, rows):
    yield from _when(meeting)
    yield f"主持人：{meeting.chair}"
    if meeting.recorder:
        yield f"记录人：{meeting.recorder.name}"
    members = [row for row in rows if row.seat == Seat.MEMBER]
    present = [row for row in members if row.presence == Presence.PRESENT]
    yield f"应到{len(members)}人，到会{len(present)}人：{_names(present)}"
    if away := [row for row in members if row.presence == Presence.ABSENT]:
        told = "、".join(f"{_posted(row)}，{row.absence_reason}" for row in away)
        yield f"请假、离会{len(away)}人：{told}"
    if others := [row for row in rows if row.seat == Seat.ATTENDEE and row.presence == Presence.PRESENT]:
        yield f"列席：{_names(others)}"
    yield f"纪委参加人：{meeting.discipline_present}"


def _when(meeting):
    yield f"会议：{meeting.title}（{meeting.get_kind_display()}{'，紧急会议' if meeting.is_emergency else ''}）"
    at = f" {meeting.held_at:%H:%M}" if meeting.held_at else ""
    yield f"时间：{cn(meeting.held_on)}{at}{_hours(meeting)}"
    if meeting.place:
        yield f"地点：{meeting.place}"
    if meeting.is_emergency:
        yield f"紧急理由：{meeting.emergency_reason}"
    if meeting.emergency_plan:
        yield f"启动的应急预案：{meeting.emergency_plan}"


def _hours(meeting) -> str:
    if not (meeting.opened_at and meeting.closed_at):
        return ""
    opened, closed = timezone.localtime(meeting.opened_at), timezone.localtime(meeting.closed_at)
    return f"（{opened:%H:%M}开会，{closed:%H:%M}散会）"


def _gathered(meeting, rows):
    yield from _when(meeting)
    yield f"主持人：{meeting.chair}"
    members = [row for row in rows if row.seat == Seat.MEMBER]
    present = sum(row.presence == Presence.PRESENT for row in members)
    yield f"应到{len(members)}人，到会{present}人"
    yield f"纪委参加人：{meeting.discipline_present}"


def _names(rows) -> str:
    return "、".join(_posted(row) for row in rows) or "无"


def _posted(row) -> str:
    return f"{row.person.name}（{row.post_text}）" if row.post_text else row.person.name


# -- what was said and decided ---------------------------------------------------------------------------


def _spoken_of(item, rows):
    yield from _proposed(item)
    yield from (
        f"会前程序：{met.get_kind_display()}，{cn(met.done_on)}，{met.given_by}，{met.document}"
        for met in item.fulfilments.all()
    )
    if report := getattr(item, "assessment", None):
        advice = report.get_conclusion_display()
        yield f"廉政风险评估结论：{advice}（{report.assessed_by}，{cn(report.assessed_on)}）"
    yield from (f"回避：{one.person}，{one.reason}" for one in item.recusals.all())
    yield from _views(item)
    yield from _ballot(item, rows)
    if item.arithmetic:
        yield f"计票：{item.arithmetic}"
    if item.ruling_reason:
        yield f"主持人裁定：{item.ruling_reason}"
    yield from _marks(item)
    yield from _decided(item)


def _proposed(item):
    facts = [f"提交单位：{item.unit}", f"类别：{item.get_category_display()}"]
    facts += [f"金额：{item.amount:,.2f}元"] if item.amount is not None else []
    facts += [f"资金来源：{item.fund_source}"] if item.fund_source else []
    facts += [f"收款方或承办方：{item.payee}"] if item.payee else []
    facts += [f"分管领导：{item.leader}"] if item.leader else []
    yield "；".join(facts)
    yield f"决策建议：{item.proposal}"
    if item.emergency_reason:
        yield f"紧急议题：{item.emergency_reason}"
    if item.confirms:
        yield f"追认的议题：{item.confirms}"


def _views(item):
    """In the order they were spoken; the written ones of absent members stand after them and count for nothing."""
    views = sorted(item.opinions.all(), key=lambda one: (one.is_written, one.position))
    if views:
        yield SPEAKING
    for number, one in enumerate(views, 1):
        absent = "（请假，书面意见，不计票）" if one.is_written else ""
        yield f"{number}. {one.person}{absent}：{one.get_view_display()}。{one.reason}"


def _ballot(item, rows):
    tally = getattr(item, "tally", None)
    if tally is None:
        return
    seats = {row.person_id: row.position for row in rows}
    voters = sorted(tally.voters.all(), key=lambda person: seats.get(person.pk, 0))
    yield f"{item.get_way_display()}，投票{len(voters)}人：{'、'.join(str(person) for person in voters)}"
    if item.way == Way.CONTEST:
        won = "、".join(f"{one.name}{one.votes or 0}票" for one in item.candidates.all())
        yield f"有效票{tally.valid}张，废票{tally.invalid}张；得票：{won}"
    else:
        yield (f"同意{tally.agree}票，不同意{tally.disagree}票，弃权{tally.abstain}票，废票{tally.invalid}张")
    yield f"计票人：{tally.teller}，监票人：{tally.scrutineer}"


def _marks(item):
    if item.is_overruled:
        yield "意见分歧较大，主持人裁定不暂缓（第三十条）"
    if item.is_against_advice:
        yield "廉政风险评估不建议通过，会议仍然通过（第四十七条）"


def _decided(item):
    yield f"结果：{item.get_outcome_display()}"
    if elected := [one.name for one in item.candidates.all() if one.is_elected]:
        yield f"当选：{'、'.join(elected)}"
    if item.resolution:
        yield f"决议：{item.resolution}"


def _signed(meeting, rows):
    if meeting.is_imported:
        yield HELD_THEN
        return
    for row in rows:
        if row.signed_on:
            said = f"，异议：{row.objection}" if row.objection else ""
            yield f"{row.signed_text}，{cn(row.signed_on)}签认{said}"


# -- who has to do what ----------------------------------------------------------------------------------


def to_sign(meeting) -> list[Attendance]:
    """The members who were there to the end, each with the account they may have; none of a meeting entered later."""
    if meeting.is_imported:
        return []
    rows = meeting.attendances.filter(seat=Seat.MEMBER, presence=Presence.PRESENT)
    return list(rows.select_related("person__user", "meeting").order_by("position"))


def unsigned(meeting) -> list:
    return [row.person for row in to_sign(meeting) if row.signed_on is None]


def has_account(person) -> bool:
    user = getattr(person, "user", None)
    return user is not None and user.is_active


def archive_days(meetings: list) -> dict:
    """By the meeting's id, until when it has to be filed. One query, none where there is no meeting."""
    return _days(meetings, ARCHIVE)


def confirm_days(items: list) -> dict:
    return _days(items, CONFIRM)


def _days(things: list, kind: str) -> dict:
    if not things:
        return {}
    open_ones = deadlines.open_for(*things).filter(kind=kind)
    return dict(open_ones.values_list("subject_id", "due_on"))


def archive_due(meeting):
    deadline = deadlines.latest(ARCHIVE, meeting)
    return deadline.due_on if deadline else None


def waiting_for_person(user):
    """Materials to sign for before a meeting, and records to sign after it; who only sits in for an item does not open the
    meeting. One query."""
    receive = Q(meeting__status=MeetingStatus.PLANNED, delivered_at__isnull=False, received_at=None)
    sign = Q(meeting__status=MeetingStatus.CLOSED, meeting__is_imported=False, signed_on=None)
    sign &= Q(seat=Seat.MEMBER, presence=Presence.PRESENT)
    mine = Attendance.objects.filter(receive | sign, person=user.person_id).exclude(seat=Seat.ATTENDEE)
    return mine.select_related("meeting").order_by("meeting__held_on", "pk")


def waiting_for_recorder(user):
    """Records to freeze or to file, with how many members have not signed. One query."""
    present = Q(attendances__seat=Seat.MEMBER, attendances__presence=Presence.PRESENT)
    silent = Count("attendances", filter=present & Q(attendances__signed_on=None))
    kept = Meeting.objects.filter(recorder=user, is_imported=False)
    kept = kept.filter(status__in=(MeetingStatus.CLOSED, MeetingStatus.FROZEN))
    return kept.annotate(silent=silent).order_by("held_on", "pk")

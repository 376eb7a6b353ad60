"""The columns in which past decisions come in and go out: the common list of decision meetings, and ours behind it.

The common list says neither whose meeting it was nor what kind of matter, and without these an item would not be the same
when it comes back: our own columns stand behind, and whoever has none of them may leave them away.
"""

from core.spreadsheets import Column
from core.spreadsheets.values import whole_number
from decisions.enums import Category, MeetingKind, Outcome, Presence, Seat, View, Way
from decisions.rules import written
from decisions.rules.written import Ballots, Candidates, Mention, Said

NO_REASON = "原记录没有写明理由"
PASSED = [*Outcome.choices, (Outcome.PASSED, "是"), (Outcome.REJECTED, "否"), (Outcome.DEFERRED, "缓议")]
PASSED += [(Outcome.PASSED, "1"), (Outcome.REJECTED, "0"), (Outcome.DEFERRED, "2")]
REGISTERED = {
    "notice": "会议通知",
    "minutes": "会议纪要",
    "source": "任务来源",
    "programme": "专项名称",
    "other_meeting": "关联会议",
    "other_item": "关联议题",
    "reported_up": "是否报国资委",
    "heard": "是否听取意见",
    "heard_what": "听取意见情况",
    "materials": "议题材料",
    "remark": "备注",
}


def columns(*, units=(), categories=Category.choices, outcomes=PASSED) -> list[Column]:
    def registered(name: str, most: int = 300) -> Column:
        more = {"reported_up": ("是否报上级",)}.get(name, ())
        return Column(name, REGISTERED[name], more, max_length=most)

    homes = [(unit, unit) for unit in units] or None
    return [
        Column("number", "序号", parse=whole_number),
        Column("meeting", "会议名称", required=True, max_length=100),
        Column("kind", "会议类型", required=True, choices=MeetingKind),
        Column("held", "会议时间", ("会议日期",), True, parse=written.moment),
        Column("chair", "主持人", parse=written.people),
        Column("members", "参会人", ("参会人员", "参加人员"), parse=written.people),
        registered("notice"),
        registered("minutes"),
        Column("title", "议题名称", ("议题",), True, max_length=200),
        registered("source"),
        registered("programme"),
        Column("matter", "事项编码", max_length=20),
        registered("other_meeting"),
        registered("other_item"),
        Column("attendees", "列席人员", parse=written.people),
        Column("views", "审议结果", ("表决结果",), parse=written.views),
        Column("outcome", "是否通过", required=True, choices=outcomes),
        registered("reported_up", 20),
        registered("heard", 20),
        registered("heard_what"),
        registered("materials"),
        Column("resolution", "议题决议", ("决议",), max_length=3000),
        registered("remark"),
        Column("unit", "单位", ("会议单位",), max_length=100, choices=homes),
        Column("proposer", "提交单位", max_length=100),
        Column("category", "议题类别", ("类别",), choices=categories),
        Column("proposal", "决策建议", max_length=3000),
        Column("amount", "金额（元）", ("金额", "金额(元)"), parse=written.amount),
        Column("fund_source", "资金来源", max_length=100),
        Column("payee", "收款方或承办方", max_length=100),
        Column("place", "会议地点", max_length=100),
        Column("discipline", "纪委参加人", max_length=100),
        Column("recusals", "回避人员", parse=written.people),
        Column("emergency_reason", "紧急理由", max_length=300),
    ]


HEADINGS = tuple(column.heading for column in columns())
EXAMPLE = {
    "number": 1,
    "meeting": "镇党委会第5次会议",
    "kind": MeetingKind.PARTY.label,
    "held": "2026-03-12 9:00",
    "chair": "王建国",
    "members": "王建国、李秀英、孙正平、张国强（请假：出差）",
    "notice": "3月9日送达",
    "minutes": "镇党委纪要〔2026〕5号",
    "title": "农村公路维修资金",
    "attendees": "赵丽华",
    "views": "李秀英：同意（急需维修）；孙正平：同意；王建国：同意",
    "outcome": Outcome.PASSED.label,
    "resolution": "同意安排80000元。",
    "category": Category.FUNDS.label,
    "amount": 80000,
}


def exported(number: int, item, *, hears: bool, shared: set) -> list:
    """One item as a row. Who said what stands in it only for whoever `hears` views; `shared` are names that are not clear."""
    meeting, rows = item.meeting, list(item.meeting.attendances.all())
    called = {seat: [row for row in rows if row.seat == seat] for seat in Seat}
    registration = getattr(item, "registration", None)
    said = {name: getattr(registration, name, "") for name in REGISTERED}
    said |= {
        "number": number,
        "meeting": meeting.title,
        "kind": meeting.get_kind_display(),
        "held": _held(meeting),
        "chair": written.written([_named(meeting.chair, shared)]),
        "members": written.written([_called(row, shared) for row in called[Seat.MEMBER]]),
        "title": item.title,
        "matter": item.matter.code if item.matter else "",
        "attendees": written.written(
            [_called(row, shared) for row in (*called[Seat.SUPERVISOR], *called[Seat.ATTENDEE])]
        ),
        "views": written.written(voted(item, shared)) if hears else "",
        "outcome": item.get_outcome_display(),
        "resolution": item.resolution,
        "unit": meeting.unit.name,
        "proposer": item.unit.name,
        "category": item.get_category_display(),
        "proposal": item.proposal,
        "amount": item.amount,
        "fund_source": item.fund_source,
        "payee": item.payee,
        "place": meeting.place,
        "discipline": meeting.discipline_present,
        "recusals": written.written(
            [_named(row.person, shared, row.reason) for row in (item.recusals.all() if hears else ())]
        ),
        "emergency_reason": item.emergency_reason or meeting.emergency_reason,
    }
    return [said[column.name] for column in columns()]


def voted(item, shared: set = frozenset()) -> tuple[Said, ...] | Ballots | Candidates:
    """What was said or counted; nothing where neither was kept."""
    counted = item.counted or {}
    if item.way == Way.CONTEST:
        standing = item.candidates.all()
        return Candidates(item.seats, tuple((one.name, one.votes or 0, one.is_elected) for one in standing))
    if item.way == Way.BALLOT:
        return Ballots(*(counted.get(name, 0) for name in Ballots._fields)) if counted else ()
    return tuple(
        Said(_named(row.person, shared), View(row.view), "" if row.reason == NO_REASON else row.reason)
        for row in item.opinions.all()
    )


def _held(meeting) -> str:
    return f"{meeting.held_on:%Y-%m-%d}" + (f" {meeting.held_at:%H:%M}" if meeting.held_at else "")


def _called(row, shared: set) -> Mention:
    return _named(row.person, shared, row.absence_reason if row.presence == Presence.ABSENT else "")


def _named(person, shared: set, remark: str = "") -> Mention:
    return Mention(person.name, person.title if person.name in shared else "", remark)

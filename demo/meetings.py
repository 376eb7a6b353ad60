"""What the town's leading group decided (art. 28–35), lived through the moves a recorder makes; and what was disclosed.

Three meetings were held: one with a secret ballot, an emergency, and the one that confirmed it and put a project off. One
is called for next week with two items; a third item waits for its prerequisites.
"""

from datetime import timedelta
from decimal import Decimal

from core import clock
from decisions import queries, workflow
from decisions.enums import Check, Outcome, Prerequisite, Presence, View, Way
from decisions.models import AgendaItem, Finding, Matter
from demo.cast import Town
from demo.timeline import Timeline
from disclosure import workflow as disclosure
from powers.enums import Status
from powers.models import Power

MATTERS = (
    ("1-1", "全镇发展规划和重要改革措施", "matter", None, {"publicity_days": 7}),
    ("1-2", "便民服务和村级公共服务调整", "matter", None, {}),
    ("2-1", "中层干部任免和推荐", "personnel", None, {"way": "ballot", "publicity_days": 5}),
    ("2-2", "评先表模", "honour", None, {"way": "ballot"}),
    ("3-1", "政府投资的工程项目", "project", 500_000, {"fraction": "2/3"}),
    ("3-2", "集体资产处置和招商引资", "project", 100_000, {"meeting_kind": "group"}),
    ("4-1", "年度预算外资金使用", "funds", 50_000, {}),
    ("4-2", "救灾和应急资金使用", "funds", 20_000, {"prerequisites": ["publicity"]}),
)
SANITATION = ("", "4-1", "农村人居环境整治资金安排", "安排资金用于垃圾清运和公厕维护。", 860_000)
HONOURS = ("党政办", "2-2", "年度先进单位和个人评选", "按民主推荐和纪委审核结果，确定年度先进名单。", None)
FLOOD = ("水利站", "4-2", "河口村水毁堤段抢修", "调用机械和石料，抢修水毁堤段120米。", 96_000)
ROAD = ("城建办", "3-1", "西山村至东沟村道路维修", "维修道路3公里，公开比选确定施工单位。", 1_450_000)
WINTER = ("民政办", "4-2", "困难群众冬季取暖补助", "按核定名单发放冬季取暖补助。", 132_000)
SERVICES = ("便民服务中心", "1-2", "新增五项服务进驻大厅", "新增五项服务进驻，取消两项证明材料。", None)
LAMPS = ("城建办", "4-1", "集镇路灯更换", "更换集镇路灯86盏，改用节能灯具。", 75_000)
GIVEN_BY = {
    Prerequisite.FINANCE_OPINION: "财政所",
    Prerequisite.OFFICE_MEETING: "镇行政办公会",
    Prerequisite.LEADER_CONSENT: "分管领导",
    Prerequisite.DISCIPLINE: "镇纪委",
    Prerequisite.PRELIMINARY: "组织委员",
}
AGREE = "群众需要，程序完备。"
# by the seat of the member: the chair, who sits first, is asked last
DIVIDED = {
    1: (View.DISAGREE, "资金缺口还没有落实。"),
    3: (View.DISAGREE, "线路没有征求两村意见。"),
    4: (View.DEFER, "等设计单位复核造价。"),
}
LIST_AFTER = timedelta(days=10)
FIRST, EMERGENCY, CONFIRMING, NEXT = 150, 60, 48, -5  # days ago


def plan(town: Town, timeline: Timeline) -> None:
    def ago(days: int):
        return timeline.until - timedelta(days=days)

    timeline.add(town.since + LIST_AFTER, _list_matters, town)
    for days, items in (
        (FIRST, (SANITATION, HONOURS)),
        (CONFIRMING, (ROAD,)),
        (NEXT, (WINTER, SERVICES)),
    ):
        for item in items:
            timeline.add(ago(days + 21), _propose, town, item)
            timeline.add(ago(days + 12), _fulfil, town, item)
    timeline.add(ago(FIRST + 7), _call, town, "镇党委会第1次会议", ago(FIRST), (SANITATION, HONOURS))
    timeline.add(ago(FIRST), _hold, town, "镇党委会第1次会议")
    timeline.add(ago(FIRST - 1), _archive, town, "镇党委会第1次会议")
    timeline.add(ago(EMERGENCY), _decide_in_an_emergency, town)
    timeline.add(ago(EMERGENCY - 3), _explain, town)
    timeline.add(ago(CONFIRMING + 1), _call, town, "镇党委会第2次会议", ago(CONFIRMING), (ROAD,))
    timeline.add(ago(CONFIRMING), _hold, town, "镇党委会第2次会议")
    timeline.add(ago(CONFIRMING - 1), _archive, town, "镇党委会第2次会议")
    timeline.add(ago(2), _call, town, "镇党委会第3次会议", ago(NEXT), (WINTER, SERVICES))
    timeline.add(ago(4), _propose, town, LAMPS)
    timeline.add(town.since + timedelta(days=60), _disclose, town, "城建办")
    timeline.add(town.since + timedelta(days=61), _disclose, town, "民政办")


def _list_matters(town: Town) -> None:
    by = town.today(town.staff["secretary"])
    for code, name, category, threshold, more in MATTERS:
        workflow.add_matter(
            town.town, by=by, code=code, name=name, category=category, threshold=threshold, **more
        )


def _propose(town: Town, said: tuple) -> None:
    name, code, title, proposal, amount = said
    matter = Matter.objects.get(unit=town.town, code=code)
    workflow.propose(
        town.units.get(name, town.town),
        by=_proposer(town, name),
        matter=matter,
        category=matter.category,
        way=matter.way,
        title=title,
        proposal=proposal,
        amount=amount and Decimal(amount),
        fund_source="镇级财政" if amount else "",
        leader=town.leaders[3],
    )


def _proposer(town: Town, name: str):
    """The head of the unit; what the town itself proposes is typed by 镇纪委."""
    return town.today(town.heads[name] if name else town.staff["first"])


def _fulfil(town: Town, said: tuple) -> None:
    """Everything that has to come first, by the unit itself; the risk assessment of a project by 镇纪委."""
    item, by = _item(said), _proposer(town, said[0])
    for one in queries.missing(item):
        if one.kind == Prerequisite.ASSESSMENT:
            _assess(town, item)
            continue
        given_by = GIVEN_BY.get(one.kind, item.unit.short_name)
        document = f"{item}{one.kind.label}材料"
        workflow.fulfil(
            item, by=by, kind=one.kind, done_on=clock.today(), given_by=given_by, document=document
        )


def _assess(town: Town, item: AgendaItem) -> None:
    workflow.assess(
        item,
        by=town.today(town.staff["first"]),
        points="比选文件有倾向性；变更签证不实；验收走过场。",
        measures="比选公告公示5日；变更须三方会签；验收有村民代表参加。",
        analysis="资金来源和线路还有不清楚的地方，其余风险有措施，可以控制。",
        conclusion="feasible",
        assessed_by="镇纪委",
        assessed_on=clock.today(),
    )


def _call(town: Town, title: str, held_on, items: tuple) -> None:
    by = town.today(town.staff["first"])
    meeting = _plan(town, title, held_on)
    for said in items:
        workflow.schedule(_item(said), meeting, by=by)
    for taken in queries.emergencies_to_confirm(town.town):
        workflow.schedule_confirmation(taken, meeting, by=by)
    _deliver(town, meeting)


def _plan(town: Town, title: str, held_on, **more):
    """The six of the leading group; the discipline secretary, who is none of them, sits in."""
    return workflow.plan(
        town.town,
        by=town.today(town.staff["first"]),
        members=town.leaders,
        supervisors=[town.staff["secretary"].person],
        chair=town.leaders[0],
        title=title,
        held_on=held_on,
        place="镇政府三楼会议室",
        kind="party",
        **more,
    )


def _deliver(town: Town, meeting) -> None:
    people = [row.person for row in queries.attendances_of(meeting)]
    workflow.deliver(meeting, by=town.today(town.staff["first"]), people=people)


def _hold(town: Town, title: str) -> None:
    meeting = town.town.meetings.get(title=title)
    by = town.today(town.staff["first"])
    away = town.leaders[5]
    presences = {
        row.pk: (Presence.ABSENT, "区里开会") if row.person == away else (Presence.PRESENT, "")
        for row in queries.attendances_of(meeting)
    }
    workflow.open_meeting(meeting, by=by, presences=presences)
    for item in list(queries.agenda_of(meeting)):
        _decide(town, item, DIVIDED if item.title == ROAD[2] else {})
    workflow.close_meeting(meeting, by=by)


def _decide(town: Town, item: AgendaItem, views: dict) -> None:
    by = town.today(town.staff["first"])
    item = workflow.take_up(item, by=by)
    if item.way == Way.BALLOT:
        _ballot(town, item)
    else:
        present = queries.present_members(item.meeting)
        for seat in (*range(1, len(present)), 0):
            view, reason = views.get(seat, (View.AGREE, AGREE))
            workflow.express(item, by=by, person=present[seat], view=view, reason=reason)
    outcome, reason = (
        (Outcome.DEFERRED, "造价和线路还不清楚，调查清楚以后再议。") if views else (Outcome.PASSED, "")
    )
    resolution = "" if views else "同意，由分管领导负责落实，纪委全程监督。"
    workflow.settle(item, by=by, outcome=outcome, reason=reason, resolution=resolution)


def _ballot(town: Town, item: AgendaItem) -> None:
    voters = queries.present_members(item.meeting)
    counted = {"agree": len(voters) - 1, "disagree": 0, "abstain": 1, "invalid": 0}
    workflow.enter_tally(
        item,
        by=town.today(town.staff["first"]),
        voters=voters,
        tellers=(voters[-1], town.staff["secretary"].person),
        counts=(counted, counted),
    )


def _archive(town: Town, title: str) -> None:
    """Signed by every member who was there, with the account or on paper; frozen, and archived in time."""
    meeting, by = town.town.meetings.get(title=title), town.today(town.staff["first"])
    accounts = {user.person_id: user for user in town.staff.values()}
    for row in queries.to_sign(meeting):
        if user := accounts.get(row.person_id):
            workflow.sign(row, by=town.today(user))
        else:
            workflow.sign_for(row, by=by, paper="党政办会议记录卷")
    workflow.freeze(meeting, by=by)
    workflow.archive(meeting, by=by)


def _decide_in_an_emergency(town: Town) -> None:
    """Nothing could be prepared, which the check finds; the next meeting confirms it."""
    why = {"emergency_reason": "连日降雨，河口村堤段出现险情。", "emergency_plan": "镇防汛应急预案"}
    meeting = _plan(town, "防汛抢险紧急会议", clock.today(), is_emergency=True, **why)
    _propose(town, FLOOD)
    workflow.schedule(_item(FLOOD), meeting, by=town.today(town.staff["first"]))
    _hold(town, meeting.title)


def _explain(town: Town) -> None:
    for finding in Finding.objects.filter(item=_item(FLOOD), check_kind=Check.NO_PREREQUISITE):
        words = "抢险时来不及办理，支出方案和财政审查意见已在会后补办，存镇水利站。"
        workflow.explain(finding, by=town.today(town.heads[FLOOD[0]]), text=words)


def _item(said: tuple) -> AgendaItem:
    return AgendaItem.objects.get(title=said[2], confirms=None)


def _disclose(town: Town, name: str) -> None:
    unit = town.units[name]
    powers = Power.objects.filter(unit=unit, status=Status.CONFIRMED)
    lines = [f"{n}. {power.name}（{power.kind}）" for n, power in enumerate(powers, 1)]
    disclosure.publish(
        by=town.today(town.staff["secretary"]),
        topic="powers",
        title=f"{unit.name}职权目录",
        body="\n".join(lines) or "本单位目前没有已确认的职权。",
        unit_name=unit.name,
    )

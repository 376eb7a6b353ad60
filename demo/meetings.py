"""A few decisions of the town's party committee, and what it disclosed."""

from datetime import timedelta
from decimal import Decimal

from core import clock
from decisions import workflow as decisions
from demo.cast import Town
from demo.timeline import Timeline
from disclosure import workflow as disclosure
from powers.enums import Status
from powers.models import Power

ITEMS = (
    ("funds", "农村人居环境整治资金安排", "安排人居环境整治资金用于垃圾清运和公厕维护。", Decimal("860000")),
    (
        "project",
        "西山村至东沟村道路维修",
        "对两村之间三公里道路进行维修，采取公开比选确定施工单位。",
        Decimal("1450000"),
    ),
    ("matter", "便民服务中心事项进驻调整", "新增五项服务进驻便民服务中心，取消两项证明材料。", None),
    ("personnel", "年度先进单位和个人评选", "按民主推荐和纪委审核结果，确定年度先进名单。", None),
)


def plan(town: Town, timeline: Timeline) -> None:
    for number, item in enumerate(ITEMS):
        timeline.add(timeline.until - timedelta(days=200 - 50 * number), _meet, town, number, item)
    timeline.add(town.since + timedelta(days=60), _disclose, town, "城建办")
    timeline.add(town.since + timedelta(days=61), _disclose, town, "民政办")


def _meet(town: Town, number: int, item) -> None:
    category, title, proposal, amount = item
    chair, *members = town.leaders
    opinions = [
        {"person": person, "view": "agree", "reason": "符合规定，群众需要。"} for person in (*members, chair)
    ]
    decisions.record_meeting(
        town.town,
        by=town.today(town.staff["first"]),
        title=f"镇党委会第{number + 1}次会议",
        held_on=clock.today(),
        place="镇政府会议室",
        chair=chair,
        discipline_present=town.staff["secretary"].name,
        items=[
            {
                "unit": town.town,
                "category": category,
                "title": title,
                "proposal": proposal,
                "amount": amount,
                "leader": members[1],
                "outcome": "passed",
                "resolution": "同意，由分管领导负责落实，纪委全程监督。",
                "opinions": opinions,
            }
        ],
    )


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

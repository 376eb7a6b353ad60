"""Commitments and reports of personal matters in the demo year (art. 23, 24). Every word is invented and harmless."""

from datetime import date, timedelta

from core import clock
from declarations.enums import MatterKind
from declarations.models import Commitment
from declarations.queries.matters import waiting_to_be_read
from declarations.rules.commitments import STARTER
from declarations.workflow import commitments, matters
from demo.cast import Town
from demo.timeline import Timeline

SIGNED = (70, 66, 62)  # days ago: one head after the other
SHOWN = 58
REPORTED = 20
PROMISES = (
    ("每月5日前把村级收支逐笔上墙公布，群众有疑问三日内答复。", "家中办喜事不超过十桌，提前向镇纪委报告。"),
    ("低保、救助名单公示满七日再上报，本人亲属申请的主动回避。",),
    ("集体资产发包一律公开竞价，合同全文贴在公开栏。", "每季度到每个村民小组听一次意见。"),
)
WEDDING = "女儿拟在镇上饭店办婚宴，约十桌，只请亲属，不收管理服务对象礼金。"
GIFT = "外地亲戚来访，带来本地特产两盒，已当场退回。"


def plan(town: Town, timeline: Timeline) -> None:
    until = timeline.until
    start = max(until - timedelta(days=SIGNED[0] + 2), town.since, date(until.year, 1, 1))
    timeline.add(start, _write_template, town)
    for number, ago in enumerate(SIGNED):
        timeline.add(max(until - timedelta(days=ago), start), _sign, town, number)
    timeline.add(max(until - timedelta(days=SHOWN), start), _show, town)
    timeline.add(until - timedelta(days=REPORTED), _report, town, 3, MatterKind.FAMILY_EVENT, WEDDING, 9)
    timeline.add(until - timedelta(days=REPORTED - 2), _read, town)
    timeline.add(until - timedelta(days=2), _report, town, 4, MatterKind.GIFT, GIFT, -1)


def _head(town: Town, number: int):
    return town.today(list(town.heads.values())[number])


def _write_template(town: Town) -> None:
    commitments.write_template(town.town, by=town.today(town.staff["first"]), **STARTER)


def _sign(town: Town, number: int) -> None:
    by = _head(town, number)
    made = commitments.draft(by=by, person=by.person, promises=PROMISES[number])
    commitments.sign(made, by=by)


def _show(town: Town) -> None:
    """All but the last, which waits for somebody to press the button."""
    by = town.today(town.staff["second"])
    for made in Commitment.objects.filter(signed_on__isnull=False).order_by("pk")[:2]:
        commitments.publish(made, by=by)


def _report(town: Town, number: int, kind: str, content: str, days: int) -> None:
    by = _head(town, number)
    happens_on = clock.today() + timedelta(days=days)
    matters.report(by=by, person=by.person, kind=kind, happens_on=happens_on, content=content)


def _read(town: Town) -> None:
    by = town.today(town.staff["first"])
    found = waiting_to_be_read(by).order_by("pk").first()
    matters.read(found, by=by, text="已提醒控制规模，不得用公车。")

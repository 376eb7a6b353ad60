"""The bulletins of the demo year: a case that is out and half read, and the last quarter on its way."""

from datetime import timedelta

from core.dates import Quarter
from demo.cast import Town
from demo.timeline import Timeline
from earlywarnings.models import Bulletin
from earlywarnings.queries import bulletins as queries
from earlywarnings.queries import figures
from earlywarnings.rules.bulletins import Case
from earlywarnings.workflow import telling

CASE, SUMMARY = 40, 6  # days ago


def plan(town: Town, timeline: Timeline) -> None:
    timeline.add(timeline.until - timedelta(days=CASE), _tell_a_case, town, timeline)
    timeline.add(timeline.until - timedelta(days=SUMMARY), _sum_up_the_quarter, town, timeline)


def _tell_a_case(town: Town, timeline: Timeline) -> None:
    first = town.today(town.staff["first"])
    warning = queries.cases_to_tell(first).first()
    if warning is None:
        return  # a town that young has closed nothing yet
    bulletin = telling.draft(
        town.town,
        by=first,
        warning=warning,
        title=Case(**figures.said_of_case(warning)).title(),
        story="有群众议论办事不公开。经核实，程序没有走全，公开栏没有按期更新。",
        causes="制度写了要求，没有写谁负责、什么时候检查；负责人把公开当成走过场。",
        next_steps="各单位对照检查，公开事项明确到人，每月由村务监督委员会核对一次。",
        to_heads=True,
    )
    telling.submit(bulletin, by=first)
    timeline.add(timeline.until - timedelta(days=CASE - 1), _issue, town, timeline, bulletin.pk)


def _issue(town: Town, timeline: Timeline, pk: int) -> None:
    telling.approve(Bulletin.objects.get(pk=pk), by=town.today(town.staff["second"]))
    telling.issue(Bulletin.objects.get(pk=pk), by=town.today(town.staff["secretary"]))
    timeline.add(timeline.until - timedelta(days=CASE - 3), _read, town, pk)


def _read(town: Town, pk: int) -> None:
    """Every second one on the list has opened it."""
    bulletin = Bulletin.objects.get(pk=pk)
    for reader in queries.readers_of(bulletin)[::2]:
        telling.open_bulletin(bulletin, by=town.today(reader.user))


def _sum_up_the_quarter(town: Town, timeline: Timeline) -> None:
    first = town.today(town.staff["first"])
    quarter = Quarter.containing(timeline.until).previous()
    bulletin = telling.draft(
        town.town,
        by=first,
        period=quarter.code,
        title=f"{quarter.label}廉政风险预警情况",
        causes="问题多出在公示和审核两个环节，制度执行检查不够。",
        next_steps="下季度集中检查公开栏和审批台账，逾期回告的单位由分管领导约谈。",
        to_heads=True,
    )
    telling.submit(bulletin, by=first)

"""分级处置 in the demo year: a talk for every item that was judged to need one, and an admonition with its plan."""

from datetime import timedelta

from core import clock
from demo.cast import Town
from demo.timeline import Timeline
from earlywarnings.enums.handling import Assessment, Grade
from earlywarnings.models.handling import Handling
from earlywarnings.queries.handling import items_to_talk
from earlywarnings.workflow import handling as workflow

TALKS = (160, 110, 60, 9)  # days ago: what was judged until then is talked about
ADMONISHED = 40
ADMONISHED_UNIT = "河口村"
TALKED = {
    "place": "镇纪委谈话室",
    "said": "指出办事公开不及时的问题，要求对照制度逐项改正。",
    "statement": "接受提醒，今后按制度办。",
}


def plan(town: Town, timeline: Timeline) -> None:
    for ago in TALKS:
        timeline.add(timeline.until - timedelta(days=ago), _open_talks, town, timeline)
    timeline.add(timeline.until - timedelta(days=ADMONISHED), _admonish, town, timeline)


def _open_talks(town: Town, timeline: Timeline) -> None:
    by = town.today(town.staff["first"])
    for item in list(items_to_talk(by)):
        clerk = town.collectors[item.subject_unit.short_name].person
        handling = workflow.open_handling(
            by=by,
            person=clerk,
            grade=Grade.TALK,
            reason=item.summary.replace("，有村民议论", ""),
            planned_on=clock.today() + timedelta(days=3),
            item=item,
        )
        timeline.add(clock.today() + timedelta(days=2), _talk, town, handling)
        timeline.add(clock.today() + timedelta(days=16), _assess, town, handling)


def _talk(town: Town, handling: Handling, milestones=()) -> None:
    by = town.today(town.staff["first"])
    talkers = f"{by.name}、{town.staff['second'].name}"
    workflow.hold(handling, by=by, held_on=clock.today(), talkers=talkers, milestones=milestones, **TALKED)


def _assess(town: Town, handling: Handling) -> None:
    by = town.today(town.staff["second"])
    workflow.assess(
        handling, by=by, outcome=Assessment.SUFFICIENT, assessment="已按要求改正，抽查公开栏内容齐全。"
    )


def _admonish(town: Town, timeline: Timeline) -> None:
    """Told by the secretary; the first step of the plan is kept a day late, the second is still to come."""
    handling = workflow.open_handling(
        by=town.today(town.staff["secretary"]),
        person=town.collectors[ADMONISHED_UNIT].person,
        grade=Grade.ADMONISH,
        reason="经提醒后，村级支出仍有三笔没有附审批单。",
        planned_on=clock.today() + timedelta(days=2),
    )
    today = clock.today()
    milestones = [
        {"text": "补齐三笔支出的审批单", "due_on": today + timedelta(days=12)},
        {"text": "修订支出审批制度并上墙公布", "due_on": today + timedelta(days=ADMONISHED + 5)},
    ]
    timeline.add(today + timedelta(days=1), _talk, town, handling, milestones)
    timeline.add(today + timedelta(days=13), _meet_first, town, handling)


def _meet_first(town: Town, handling: Handling) -> None:
    workflow.meet(
        handling.milestones.first(),
        by=town.today(town.staff["first"]),
        met_on=clock.today(),
        note="三笔支出的审批单已补齐，报账员和村支书签字。",
    )

"""办件 of the demo town (art. 26): most within their days, one finished late, one late now, one waiting for a correction."""

from datetime import timedelta

from core import clock
from demo.cast import Town
from demo.registers import OWN_POWER
from demo.timeline import Timeline
from organisations.models import Person
from powers import workflow
from powers.models import Power, PowerCase

SUBJECTS = {
    "财政所": ("粮食补贴（第一批）", "粮食补贴（第二批）", "粮食补贴（第三批）"),
    "经管站": ("村集体机动地发包", "村集体鱼塘发包", "旧村部出租"),
    "农业站": ("拖拉机购置补贴", "插秧机购置补贴", "烘干机购置补贴"),
}
LIMIT = 20  # working days
# how many days after acceptance each deed comes, and whose it is
STEPS = (
    (2, "handle", "clerk", "现场核查"),
    (5, "review", "head", ""),
    (9, "approve", "mayor", ""),
    (12, "finish", "clerk", "准予"),
)
LATE = "村集体鱼塘发包"  # a month more before it is finished
WAITING = "烘干机购置补贴"
BEFORE_TODAY = (150, 80, 35)


def plan(town: Town, timeline: Timeline) -> None:
    for name in OWN_POWER:
        for subject, ago in zip(SUBJECTS[name], BEFORE_TODAY, strict=True):
            _lives(town, timeline, name, subject, timeline.until - timedelta(days=ago))


def _lives(town: Town, timeline: Timeline, name: str, subject: str, day) -> None:
    timeline.add(day, _accept, town, name, subject)
    if subject == WAITING:
        timeline.add(day + timedelta(days=1), _step, town, name, subject, "pause", "clerk", "补购机发票")
        return
    steps = STEPS[:1] if (subject, name) == (SUBJECTS["经管站"][2], "经管站") else STEPS
    for after, deed, whose, note in steps:
        more = 30 if subject == LATE and deed == "finish" else 0
        timeline.add(day + timedelta(days=after + more), _step, town, name, subject, deed, whose, note)


def _accept(town: Town, name: str, subject: str) -> None:
    clerk = town.today(town.collectors[name])
    power = Power.objects.get(unit=town.units[name], name=OWN_POWER[name][0])
    about = {"days": LIMIT, "day_kind": "working", "subject": subject}
    workflow.accept_case(power, by=clerk, person=clerk.person, on=clock.today(), **about)


def _step(town: Town, name: str, subject: str, deed: str, whose: str, note: str) -> None:
    clerk = town.today(town.collectors[name])
    person = {"clerk": clerk.person, "head": town.heads[name].person}.get(whose) or _mayor(town)
    case = PowerCase.objects.get(unit=town.units[name], subject=subject)
    workflow.take_step(case, by=clerk, deed=deed, person=person, on=clock.today(), note=note)


def _mayor(town: Town) -> Person:
    return Person.objects.filter(appointments__post=town.town.posts.order_by("pk").last()).get()

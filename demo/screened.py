"""A screening half way: five units, from one that has done it all to one that has not begun (art. 12 to 14)."""

from datetime import timedelta

from demo.cast import Town
from demo.timeline import Timeline
from riskpoints import queries
from riskpoints import workflow as riskpoints
from riskpoints.enums import STAGES, Layer
from riskpoints.models import Assignment, Screening

OPENED_BEFORE, DUE_AFTER = timedelta(days=20), timedelta(days=10)
# how many of the stages each unit has behind it, and how long after the opening it took them
AS_FAR_AS = {"西山村": (4, 5), "东沟村": (3, 8), "南岔村": (2, 11), "财政所": (1, 14), "城建办": (0, 0)}
SENT_BACK = "东沟村"
MEASURES = [{"content": "每季度自查一次，结果报单位负责人。"}]
NONE = "岗位不经手人、财、物，没有审批权。"


def plan(town: Town, timeline: Timeline) -> None:
    day = timeline.until - OPENED_BEFORE
    timeline.add(day, _open, town, timeline.until + DUE_AFTER)
    for name, (stages, after) in AS_FAR_AS.items():
        if stages:
            timeline.add(day + timedelta(days=after), _take_on, town, name, stages)
    timeline.add(day + timedelta(days=16), _send_back, town)


def _open(town: Town, due_on) -> None:
    riskpoints.open_screening(
        town.town,
        by=town.today(town.staff["second"]),
        title=f"{due_on.year}年廉政风险排查",
        due_on=due_on,
        units=[town.units[name] for name in AS_FAR_AS],
    )


def _of(town: Town, name: str):
    screening = Screening.objects.latest("pk")
    return Assignment.objects.filter(share__screening=screening, share__unit=town.units[name]).order_by("pk")


def _take_on(town: Town, name: str, stages: int) -> None:
    collector, head = town.today(town.collectors[name]), town.today(town.heads[name])
    for assignment in _of(town, name):
        assignment = _look_through(assignment, collector)
        for by in (collector, head)[: stages - 1]:
            assignment = riskpoints.pass_on_assignment(assignment, by=by)
        if stages == len(STAGES):
            riskpoints.finish_assignment(assignment, by=town.today(town.staff["first"]))


def _look_through(assignment: Assignment, by) -> Assignment:
    """What stands is confirmed; for the unit itself an example is copied; where nothing is, that is said with a reason."""
    standing = list(queries.standing_for(assignment))
    for point in standing:
        riskpoints.confirm_point(assignment, point, by=by)
    found = queries.suggestions(assignment) if assignment.layer == Layer.UNIT else []
    if found:
        point = riskpoints.copy_in(assignment, found[0], by=by)
        riskpoints.change(point, by=by, likelihood=3, harm=3, level="", measures=MEASURES, found_by="group")
    if found or standing:
        return riskpoints.pass_on_assignment(assignment, by=by)
    return riskpoints.report_none(assignment, by=by, reason=NONE)


def _send_back(town: Town) -> None:
    assignment = _of(town, SENT_BACK).get(layer=Layer.UNIT)
    by = town.today(town.staff["first"])
    riskpoints.send_back_assignment(
        assignment, by=by, reason="写得太笼统，请结合本村集体资产发包的实际来写。"
    )

"""The wording of a report's life, and the kinds of its promise."""

from collection import rules
from collection.enums import ReportKind
from collection.letters import forms
from core.dates import cn
from core.gates import DISCIPLINE, Role
from deadlines.queries import rung
from deadlines.rules import Kind
from notifications.outbox import tell_once
from organisations.enums import UnitKind
from organisations.queries import users_reaching, users_with

WORDING = {
    "opened": "{report}可以起草了，请于{due}（含）前报送。",
    "submitted": "{report}已报送，请接收。",
    "typed": "{report}已由{by}代录报送，请核对。",
    "returned": "{report}被退回，请打开查看理由，改好后重新报送。",
    "accepted": "{report}已接收。",
}


def recipients(deadline, stage: int) -> list:
    """A unit's report climbs the ladder of its form; a town's goes 信息员 → 镇纪委书记 → 预警中心."""
    who, unit_id = deadline.directory, deadline.unit_id
    if deadline.unit.kind != UnitKind.TOWN:
        return forms.recipients(deadline, stage)
    rungs = (
        who.holding(Role.INFORMATION_OFFICER, unit_id=unit_id),
        who.holding(Role.DISCIPLINE_SECRETARY, unit_id=unit_id),
        who.reaching(Role.CENTRE_OFFICER, unit_id=unit_id),
    )
    return next((users for users in rungs[min(rung(stage), 2) :] if users), [])


ANALYSIS = Kind(name="collection.analysis", label="半年分析报告", recipients=recipients)
CONSOLIDATED = Kind(name="collection.consolidated", label="镇级季度汇总", recipients=recipients)
KINDS = {ReportKind.ANALYSIS: ANALYSIS, ReportKind.CONSOLIDATED: CONSOLIDATED}


def promise_of(report) -> str:
    """The name of the kind of promise the report is under."""
    return KINDS[ReportKind(report.kind)].name


def tell(report, stage: str, people, **words) -> int:
    """One inbox line per person, report, stage and version."""
    return tell_once(
        people,
        key=f"periodreport:{report.pk}:{stage}:{report.version}",
        text=WORDING[stage].format(report=report, due=cn(report.due_on), **words),
        url=report.get_absolute_url(),
    )


def writers(report) -> list:
    """The unit's collectors, or its head where there is none; for a town 镇纪委; and whoever typed it for them."""
    if report.is_towns:
        return list(users_with(*DISCIPLINE, unit=report.unit))
    found = users_with(Role.COLLECTOR, unit=report.unit) or users_with(Role.UNIT_HEAD, unit=report.unit)
    return [*found, *([report.written_by] if report.on_behalf_of else [])]


def collectors(report) -> list:
    return list(users_with(Role.COLLECTOR, unit=report.unit))


def officers(report, *, but) -> list:
    """Who is told that the report waits, without the one who sent it."""
    found = users_reaching(*rules.officers(direct=report.goes_to_centre), unit=report.unit)
    return [user for user in found if user.pk != but.pk]

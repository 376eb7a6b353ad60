"""What the page of a finding says is next, what waits for whom, and where a finding shows on other pages."""

from datetime import date

from django.urls import reverse

from assessment.access import accountability as access
from assessment.enums import FindingStatus
from assessment.queries import accountability as queries
from core.dates import cn
from core.gates import CENTRE, DISCIPLINE
from core.registries import Action, Link, Todo
from decisions.models import AgendaItem
from decisions.models import Finding as Check
from earlywarnings.models import EarlyWarning

LABEL = "责任追究"
PATHS = {AgendaItem: "item", EarlyWarning: "warning"}


def links(user, thing) -> list[Link]:
    """The findings that rest on a decision or a warning, as far as the reader may open them (art. 47)."""
    field = PATHS.get(type(thing))
    if field is None or not user.holds(*queries.READERS):
        return []
    return [
        Link(LABEL, f"{one} · {one.get_status_display()}", one.get_absolute_url(), on=one.found_on)
        for one in queries.resting_on(user, field, thing)
    ]


def actions(user, thing) -> list[Action]:
    """登记为问题情形, on the page of what a check found in a meeting."""
    if not isinstance(thing, Check) or not user.holds(*DISCIPLINE):
        return []
    unit = thing.meeting.unit
    url = f"{reverse('assessment:draft_finding')}?unit={unit.pk}&kind=one_voice"
    return [Action("登记为问题情形", url, access.may_draft(user, unit))]


def todos(user, today: date) -> list[Todo]:
    """A fixed number of queries, and none for who neither handles findings nor answers for a unit."""
    if not (user.holds(*DISCIPLINE, *CENTRE) or user.headed_units):
        return []
    found = [todo for one in queries.under_way(user) if (todo := _step(user, one))]
    if user.holds(*DISCIPLINE, *CENTRE):
        found += [_untold(row) for row in queries.untold(user) if access.may_tell(user, row)]
    if user.holds(*CENTRE):
        found += [_todo(one, "上报的问题情形待追究责任", "去看") for one in queries.reported_and_open(user)]
    return found


def _step(user, finding) -> Todo | None:
    if finding.status == FindingStatus.DRAFT:
        return _todo(finding, "问题情形待送单位陈述", "去看") if finding.drafted_by_id == user.pk else None
    if finding.status == FindingStatus.HEARING and not access.writes_on_behalf(user, finding):
        return _todo(finding, "对问题情形陈述意见", "去陈述", due_on=finding.statement_due_on)
    return _todo(finding, "认定问题情形", "去认定") if access.may_confirm(user, finding) else None


def _todo(finding, title: str, button: str, due_on=None) -> Todo:
    detail = f"{finding.unit} · {finding}"
    return Todo(LABEL, title, detail, finding.get_absolute_url(), button, due_on=due_on)


def _untold(row) -> Todo:
    return _todo(row.finding, "被追责人还没有告知", "去登记")


def explanation(finding) -> str:
    """Whom the finding waits for, in a sentence."""
    if finding.status == FindingStatus.HEARING:
        return f"{cn(finding.sent_on)}送达，应于{cn(finding.statement_due_on)}（含）前陈述意见。"
    if finding.status == FindingStatus.HEARD:
        return "单位已经陈述意见，由起草人以外的同志认定。"
    if finding.status == FindingStatus.DISMISSED:
        return f"{cn(finding.dismissed_on)}不予认定：{finding.dismissed_reason}"
    return ""


def beyond(finding) -> str:
    """What is done once may be done again, and need not be."""
    return "下一步" if finding.status == FindingStatus.CONFIRMED else "可以继续"

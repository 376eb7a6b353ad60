"""From a 办件 that is late, or from what a check found in a decision, to an item: what is known is written down already
(art. 26, 37)."""

from collection.enums import WRITABLE
from collection.models import CollectionForm
from core import clock
from core.dates import cn
from decisions.models import Finding
from decisions.queries import findings_visible_to
from powers.models import PowerCase
from powers.queries import cases_visible_to, overdue


def open_form_of(unit):
    """The newest form of the unit that can still be written in."""
    forms = CollectionForm.objects.filter(unit=unit, status__in=WRITABLE)
    return forms.select_related("unit", "period").order_by("-period__code").first()


def case_asked_for(request) -> PowerCase | None:
    """The late case that a link came from, as far as its reader may see it."""
    return _among(overdue(cases_visible_to(request.user), clock.today()), request.GET.get("case", ""))


def finding_asked_for(request) -> Finding | None:
    return _among(findings_visible_to(request.user), request.GET.get("finding", ""))


def _among(things, asked: str):
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18):
        return None
    return things.filter(pk=int(asked)).first()


def origin_of(request) -> tuple[str, dict]:
    """What a new item comes from: the piece of its address, and what is written down of it already."""
    if request.GET.get("finding"):
        found = finding_asked_for(request)
        return (f"&finding={found.pk}" if found else ""), said_of_finding(found)
    case = case_asked_for(request)
    return (f"&case={case.pk}" if case else ""), said_of_case(case)


def said_of_case(case: PowerCase | None) -> dict:
    """Without the applicant, whose affair it is."""
    if case is None:
        return {}
    number = f"（编号{case.number}）" if case.number else ""
    summary = f"办件{number}应于{cn(case.due_on)}（含）前办结，至{cn(clock.today())}仍未办结。"
    return {"power": case.power_id, "summary": summary}


def said_of_finding(finding: Finding | None) -> dict:
    """What was found and in which decision, without who was named in it."""
    if finding is None:
        return {}
    about = finding.item or finding.meeting
    on = cn(finding.meeting.held_on)
    return {"summary": f"{on}的决策“{about}”，检查发现：{finding.get_check_kind_display()}。"}

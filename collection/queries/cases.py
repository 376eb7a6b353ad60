"""From a 办件 that is late to an item: what is known is written down already (art. 26, 37)."""

from collection.enums import WRITABLE
from collection.models import CollectionForm
from core import clock
from core.dates import cn
from powers.models import PowerCase
from powers.queries import cases_visible_to, overdue


def form_for_case(case: PowerCase):
    """The newest form of the case's unit that can still be written in."""
    forms = CollectionForm.objects.filter(unit=case.unit, status__in=WRITABLE)
    return forms.select_related("unit", "period").order_by("-period__code").first()


def case_asked_for(request) -> PowerCase | None:
    """The late case that a link came from, as far as its reader may see it."""
    asked = request.GET.get("case", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18):
        return None
    return overdue(cases_visible_to(request.user), clock.today()).filter(pk=int(asked)).first()


def said_of_case(case: PowerCase | None) -> dict:
    """Without the applicant, whose affair it is."""
    if case is None:
        return {}
    number = f"（编号{case.number}）" if case.number else ""
    summary = f"办件{number}应于{cn(case.due_on)}（含）前办结，至{cn(clock.today())}仍未办结。"
    return {"power": case.power_id, "summary": summary}

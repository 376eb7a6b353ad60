"""研判: what is done about an item (art. 39, 40)."""

from audit.log import move, record
from collection import workflow as collection
from core import clock
from core.rows import lock
from core.verdict import Refusal, refused, require
from earlywarnings import access
from earlywarnings.enums import TriageDecision
from earlywarnings.models import Triage

JUDGED_MEANWHILE = "您打开页面以后，别人已经研判过这条信息。请核对最新的研判意见后再定。"


@move
def triage(item, *, by, decision: str, reason: str = "", round: int | None = None) -> Triage:
    """Decide what is done about an item; 发出预警 is decided by drafting one.

    What is watched is decided anew when it is taken up again. `round` is how often it had been judged when the user
    opened the page.
    """
    item = lock(item)
    require(access.may_triage(by, item))
    judged = item.triages.count()
    if round not in (None, judged):
        raise Refusal(refused(JUDGED_MEANWHILE))
    decided = Triage.objects.create(
        item=item,
        round=judged + 1,
        decision=decision,
        reason=reason,
        decided_by=by,
        decided_at=clock.now(),
    )
    collection.mark_triaged(item, handed_over=decision == TriageDecision.HAND_OVER, by=by)
    record("earlywarning.triage", item, by=by, decision=decision)
    return decided

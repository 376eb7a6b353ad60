"""One tier up after a rectification has failed again and again; and what becomes of the former warning (art. 42)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import rules as dates
from deadlines import workflow as deadlines
from earlywarnings import access, letters, rules
from earlywarnings.enums import BEING_RECTIFIED, Status
from earlywarnings.models import EarlyWarning
from earlywarnings.workflow.drafting import write
from earlywarnings.workflow.extending import lapse
from earlywarnings.workflow.moving import set_status
from earlywarnings.workflow.promising import promise_answer
from rulebook.queries import setting


@move
def rewarn(former, *, by, tier: str, measures, problems=(), recused=(), **content) -> EarlyWarning:
    """Draft the next tier on the same matter and the same items. The former one goes on until this is served, so that
    nobody whom it names learns of it before."""
    former = lock(former)
    require(access.may_rewarn(by, former))
    require(rules.one_up(tier, former.tier))
    require(access.may_draft(by, former.unit, content.get("person"), recused))
    warning = EarlyWarning(unit=former.unit, body=former.body, follows=former, handler=by, drafted_by=by)
    warning.drafted_on = clock.today()
    write(warning, tier, measures, problems, recused, content)
    warning.items.set(former.items.all())
    record("earlywarning.rewarn", warning, by=by, tier=warning.tier, former=str(former))
    return warning


def supersede(warning, *, by) -> None:
    """Served, the higher warning takes the place of the one it follows; what that has cost stays counted."""
    former = lock(warning.follows)
    if former.status not in BEING_RECTIFIED:
        return
    set_status(former, Status.SUPERSEDED, superseded_on=clock.today())
    lapse(former)
    deadlines.cancel(letters.RESPONSE.name, former)
    record("earlywarning.supersede", former, by=by, number=str(warning))
    letters.tell(former, "superseded", letters.addressees(former), number=warning)


def resume(warning, *, by) -> None:
    """The higher warning was revoked: the former one goes on, with a due day of its own as after any sending back."""
    former = lock(warning.follows)
    if former.status != Status.SUPERSEDED:
        return
    today = clock.today()
    due = dates.days_due(today, setting("earlywarnings.sent_back_days"), event="恢复", deed="重新回告")
    set_status(former, Status.SENT_BACK, reanswer_due_on=due.on, superseded_on=None)
    promise_answer(former, today, due)
    record("earlywarning.resume", former, by=by, number=str(warning))
    letters.tell(former, "resumed", letters.addressees(former))

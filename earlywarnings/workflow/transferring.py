"""移交: another of the staff takes a warning over; its clock goes on."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from earlywarnings import access, letters
from earlywarnings.models import EarlyWarning, Transfer
from earlywarnings.workflow.moving import touch


@move
def transfer(warning, *, by, to, reason: str) -> EarlyWarning:
    warning = lock(warning)
    require(access.may_transfer(by, warning))
    require(access.may_receive(to, warning))
    was = warning.handler
    Transfer.objects.create(warning=warning, was=was, now=to, by=by, at=clock.now(), reason=reason)
    touch(warning, handler=to)
    record("earlywarning.transfer", warning, by=by, was=was.name, now=to.name)
    letters.tell(warning, "transferred", [to])
    return warning

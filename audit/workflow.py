"""The one deed of an auditor that leaves a trace: taking the audit rows out of the house."""

from audit.log import move, record
from audit.models import AuditHead


@move
def export(*, by, count: int, conditions: str) -> None:
    """Recorded before the first byte leaves: an export that is not in the chain did not happen."""
    record("audit.exported", AuditHead.objects.get(pk=1), by=by, count=count, conditions=conditions)

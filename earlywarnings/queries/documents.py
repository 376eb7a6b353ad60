"""What has become of a document that a warning was served with."""

from datetime import date

from earlywarnings.enums import Status
from earlywarnings.models import EarlyWarning


def revoked_on(document) -> date | None:
    """The day its warning was revoked, for whoever checks the paper; None while it stands."""
    revoked = EarlyWarning.objects.filter(notice=document.pk, status=Status.REVOKED)
    return revoked.values_list("revoked_on", flat=True).first()

"""承办人: who has a warning in hand, and who had it before."""

from django.db import models
from django.db.models import F, Q

from earlywarnings.models.warning import USER, EarlyWarning, foreign


class Transfer(models.Model):
    """One change of the handler. The clock of the warning goes on."""

    warning = models.ForeignKey(EarlyWarning, models.PROTECT, related_name="transfers")
    was = foreign(USER, "原承办人", null=False)
    now = foreign(USER, "现承办人", null=False)
    by = foreign(USER, "经手人", null=False)
    at = models.DateTimeField("移交时间")
    reason = models.CharField("理由", max_length=200)

    class Meta:
        verbose_name = "移交"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="transfer_to_somebody_else",
                condition=~Q(was=F("now")),
                violation_error_message="请移交给另一人。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.warning} {self.was} → {self.now}"

"""研判: what was decided about the items that were reported (art. 39, 40)."""

from django.db import models
from django.db.models import Q

from earlywarnings.enums import TriageDecision
from earlywarnings.models.warning import USER, foreign


class Triage(models.Model):
    """研判: what was decided about one item, by whom and why. Decided anew, the earlier rows stay."""

    item = models.ForeignKey(
        "collection.InformationItem", models.PROTECT, related_name="triages", verbose_name="预警信息"
    )
    round = models.PositiveSmallIntegerField("第几次", default=1)
    decision = models.CharField("处置意见", max_length=10, choices=TriageDecision)
    reason = models.TextField("理由", blank=True)
    decided_by = foreign(USER, "研判人", null=False)
    decided_at = models.DateTimeField("研判时间")

    class Meta:
        verbose_name = "研判"
        ordering = ["-round"]
        constraints = [
            models.UniqueConstraint(fields=["item", "round"], name="triage_round_once"),
            models.CheckConstraint(
                name="triage_no_action_with_reason",
                condition=~Q(decision=TriageDecision.NONE) | ~Q(reason=""),
                violation_error_message="不处置须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_decision_display()}"

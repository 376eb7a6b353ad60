"""延期: asked for before the due day, decided by another (art. 43)."""

from django.db import models
from django.db.models import F, Q

from earlywarnings.enums import ExtensionState
from earlywarnings.models.warning import PERSON, USER, EarlyWarning, foreign


class ExtensionRequest(models.Model):
    """One application for more days. Names and posts are kept as text, as they were on the day."""

    warning = models.ForeignKey(EarlyWarning, models.PROTECT, related_name="extensions")
    from_day = models.DateField("原期限")
    to_day = models.DateField("申请延至")
    reason = models.TextField("理由", max_length=500)
    applicant = foreign(PERSON, "申请人", null=False)
    applicant_text = models.CharField("申请人职务姓名", max_length=200)
    asked_by = foreign(USER, "提交人", null=False)
    asked_on = models.DateField("申请日期")
    state = models.CharField("状态", max_length=8, choices=ExtensionState, default=ExtensionState.PENDING)
    decided_by = foreign(USER, "审批人")
    decided_by_text = models.CharField("审批人职务姓名", max_length=200, blank=True)
    decided_on = models.DateField("审批日期", null=True, blank=True)
    comment = models.TextField("审批意见", max_length=500, blank=True)

    class Meta:
        verbose_name = "延期申请"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["warning"],
                condition=Q(state=ExtensionState.PENDING),
                name="extension_one_pending",
                violation_error_message="已有一份延期申请等待批准。",
            ),
            models.UniqueConstraint(
                fields=["warning"],
                condition=Q(state=ExtensionState.GRANTED),
                name="extension_granted_once",
                violation_error_message="一件预警只能延期一次。",
            ),
            models.CheckConstraint(
                name="extensionrequest_to_a_later_day",
                condition=Q(to_day__gt=F("from_day")),
                violation_error_message="延长后的日期应晚于原期限。",
            ),
            models.CheckConstraint(
                name="extensionrequest_decided_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                violation_error_message="延期不能由申请人本人批准。",
            ),
            models.CheckConstraint(
                name="extensionrequest_decided_by_somebody",
                condition=~Q(state__in=[ExtensionState.GRANTED, ExtensionState.REFUSED])
                | Q(decided_by__isnull=False, decided_on__isnull=False),
                violation_error_message="批准或不批准延期须有审批人和日期。",
            ),
            models.CheckConstraint(
                name="extensionrequest_refused_with_reason",
                condition=~Q(state=ExtensionState.REFUSED) | ~Q(comment=""),
                violation_error_message="不批准延期须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.warning} 延期申请"

    @property
    def is_pending(self) -> bool:
        return self.state == ExtensionState.PENDING

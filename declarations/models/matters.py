"""重大事项报告: in confidence between whoever reports and 镇纪委 (art. 24).

What is told stands in encrypted columns only, and no history table copies it.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.secrets import EncryptedTextField
from declarations.enums import OPEN, Addressee, MatterKind, MatterStatus, NoteKind
from declarations.models.commitments import PERSON, UNIT, USER
from declarations.rules import matters as rules

TEXT = 1000


class MatterReport(models.Model):
    """One matter as it was reported. Only workflow writes `status`."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="matter_reports", verbose_name="报告人")
    unit = models.ForeignKey(UNIT, models.PROTECT, related_name="+", verbose_name="报告人单位")
    addressee = models.CharField("报送", max_length=10, choices=Addressee)
    kind = models.CharField("事项", max_length=12, choices=MatterKind)
    happens_on = models.DateField("发生日期")
    content = EncryptedTextField("报告内容")
    status = models.CharField("状态", max_length=14, choices=MatterStatus, default=MatterStatus.REPORTED)
    reported_on = models.DateField("报告日期")
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="录入人")
    on_behalf = models.BooleanField("代录", default=False)
    read_on = models.DateField("阅知日期", null=True, blank=True)
    filed_on = models.DateField("归档日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "重大事项报告"
        ordering = ["-reported_on", "-pk"]
        permissions = [("handle_matterreport", "经办该重大事项报告")]
        constraints = [
            models.CheckConstraint(
                name="matterreport_says_something",
                condition=~Q(content=""),
                violation_error_message="请写明报告的事项。",
            ),
            models.CheckConstraint(
                name="matterreport_read_before_filed",
                condition=Q(status__in=OPEN, filed_on__isnull=True)
                | Q(status=MatterStatus.FILED, filed_on__isnull=False, read_on__isnull=False),
                violation_error_message="报告先阅知，后归档。",
            ),
            models.CheckConstraint(
                name="matterreport_read_on_a_day",
                condition=~Q(status=MatterStatus.READ) | Q(read_on__isnull=False),
                violation_error_message="已阅的报告须有阅知日期。",
            ),
        ]

    def __str__(self) -> str:
        """What may stand in the audit, a title or a mail: neither who reports nor what."""
        return f"重大事项报告第{self.pk}号"

    def get_absolute_url(self) -> str:
        return reverse("declarations:matter", args=[self.pk])

    @property
    def timing(self) -> str:
        return rules.timing(self.happens_on, self.reported_on)

    @property
    def writer_text(self) -> str:
        return f"{self.person.name}（{self.entered_by.name}代录）" if self.on_behalf else self.person.name


class MatterNote(models.Model):
    """What was asked, added or remarked afterwards; a line is never changed."""

    report = models.ForeignKey(MatterReport, models.PROTECT, related_name="notes", verbose_name="报告")
    kind = models.CharField("类别", max_length=10, choices=NoteKind)
    text = EncryptedTextField("内容")
    written_on = models.DateField("日期")
    written_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="填写人")
    on_behalf = models.BooleanField("代录", default=False)

    class Meta:
        verbose_name = "补充和意见"
        ordering = ["report", "pk"]
        constraints = [
            models.CheckConstraint(
                name="matternote_says_something",
                condition=~Q(text=""),
                violation_error_message="内容不能空。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}{self.get_kind_display()}"

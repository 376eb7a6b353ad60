"""What a form brings (art. 37, 39)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from collection.enums import (
    HandedTo,
    ItemStatus,
    Source,
    SubjectKind,
)
from collection.models.form import CollectionForm

SUMMARY_LENGTH = 300


class InformationItem(models.Model):
    """预警信息: one thing seen that may call for a warning. Who reported it to the collector is never asked."""

    form = models.ForeignKey(
        CollectionForm, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="采集表"
    )
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="items", verbose_name="采集点"
    )
    found_on = models.DateField("发现日期")
    source = models.CharField("信息来源", max_length=20, choices=Source, default=Source.DAILY)
    subject_kind = models.CharField(
        "反映对象类型", max_length=6, choices=SubjectKind, default=SubjectKind.UNIT
    )
    subject_unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="items_about", verbose_name="反映对象单位"
    )
    subject_post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items_about",
        verbose_name="岗位",
    )
    subject_person = models.ForeignKey(
        "organisations.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items_about",
        verbose_name="个人",
    )
    summary = models.TextField("情况摘要", max_length=SUMMARY_LENGTH)
    power = models.ForeignKey(
        "powers.Power", models.PROTECT, null=True, blank=True, related_name="items", verbose_name="关联职权"
    )
    risk_point = models.ForeignKey(
        "riskpoints.RiskPoint",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name="关联风险点",
    )
    amount = models.DecimalField(
        "涉及金额（元）",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数。")],
    )
    measures_taken = models.TextField("已采取措施", max_length=SUMMARY_LENGTH, blank=True)
    attachments = models.ManyToManyField(
        "documents.Attachment",
        blank=True,
        related_name="items",
        verbose_name="附件",
        help_text="现在带着的。去掉的只从这里取下，其本身和办理记录一样不删。",
    )
    status = models.CharField("状态", max_length=12, choices=ItemStatus, default=ItemStatus.DRAFT)
    entered_by = models.ForeignKey(
        "organisations.User", models.PROTECT, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间")
    on_behalf_of = models.CharField("代录", max_length=50, blank=True, help_text="代为录入时，原填写人姓名。")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "预警信息"
        ordering = ["-entered_at", "-pk"]
        indexes = [models.Index(fields=["found_on", "id"], name="item_by_day")]
        constraints = [
            models.CheckConstraint(
                name="item_subject_matches_its_kind",
                condition=Q(
                    subject_kind=SubjectKind.UNIT, subject_post__isnull=True, subject_person__isnull=True
                )
                | Q(subject_kind=SubjectKind.POST, subject_post__isnull=False, subject_person__isnull=True)
                | Q(subject_kind=SubjectKind.PERSON, subject_person__isnull=False),
                violation_error_message="请按对象类型选择单位、岗位或个人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}预警信息第{self.pk}号"

    def get_absolute_url(self) -> str:
        return reverse("collection:item", args=[self.pk])

    @property
    def subject_text(self) -> str:
        """The person, the post or the unit it is about."""
        return str(self.subject_person or self.subject_post or self.subject_unit)


class HandOver(models.Model):
    """已转办: an accusation met while collecting. Nothing of its content is kept, only the day and to whom."""

    form = models.ForeignKey(CollectionForm, models.PROTECT, related_name="hand_overs", verbose_name="采集表")
    handed_on = models.DateField("转办日期")
    handed_to = models.CharField("转给", max_length=8, choices=HandedTo)
    by = models.ForeignKey("organisations.User", models.PROTECT, related_name="+", verbose_name="经手人")

    class Meta:
        verbose_name = "转办记录"
        ordering = ["-handed_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.form}转办记录"

    @property
    def unit(self):
        return self.form.unit

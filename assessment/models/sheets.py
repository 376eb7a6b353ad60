"""考核表: one unit's year, item by item, and what it says against the result."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from assessment.enums import FROZEN, SheetStatus
from assessment.models.schemes import Scheme, SchemeItem


class Sheet(models.Model):
    """One unit's sheet of a year. The score itself is never stored: it is worked out from the lines and the warnings."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="sheets", verbose_name="评分细则")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="sheets", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    status = models.CharField("状态", max_length=14, choices=SheetStatus, default=SheetStatus.OPEN)
    opened_on = models.DateField("开启日期")
    self_assessed_on = models.DateField("自评日期", null=True, blank=True)
    self_assessed_by = models.CharField("自评人", max_length=250, blank=True)
    checked_on = models.DateField("核查日期", null=True, blank=True)
    checked_by = models.ForeignKey(
        "organisations.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核查人"
    )
    seen_on = models.DateField("阅知日期", null=True, blank=True)
    seen_by = models.CharField("阅知人", max_length=250, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)
    approved_by = models.CharField("审定人", max_length=250, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    frozen = models.JSONField("审定时的全部事实", null=True, blank=True, editable=False)
    sha256 = models.CharField("校验值", max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "考核表"
        ordering = ["-year", "unit__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="sheet_once_a_year"),
            models.CheckConstraint(
                name="sheet_approved_with_seal",
                condition=Q(status__in=FROZEN, approved_on__isnull=False, frozen__isnull=False)
                & ~Q(sha256="")
                & ~Q(approved_by="")
                | ~Q(status__in=FROZEN) & Q(approved_on__isnull=True, sha256=""),
                violation_error_message="审定的考核表须有审定人、日期和校验值。",
            ),
            models.CheckConstraint(
                name="sheet_published_with_date",
                condition=Q(status=SheetStatus.PUBLISHED, published_on__isnull=False)
                | ~Q(status=SheetStatus.PUBLISHED) & Q(published_on__isnull=True),
                violation_error_message="公布的考核表须有公布日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年度百分考核表"

    def get_absolute_url(self) -> str:
        return reverse("assessment:sheet", args=[self.pk])

    @property
    def is_frozen(self) -> bool:
        return self.status in FROZEN


class SheetLine(models.Model):
    """What a unit says of itself and what 镇纪委 found, for one item."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="lines", verbose_name="考核表")
    item = models.ForeignKey(SchemeItem, models.PROTECT, related_name="lines", verbose_name="评分项")
    applies = models.BooleanField("适用", default=True)
    self_score = models.DecimalField("自评", max_digits=5, decimal_places=2, null=True, blank=True)
    checked_score = models.DecimalField("核查", max_digits=5, decimal_places=2, null=True, blank=True)
    points = models.DecimalField(
        "分值", max_digits=5, decimal_places=2, help_text="评分项的分值，建表时抄录。"
    )
    note = models.CharField("自评说明", max_length=300, blank=True)
    checked_note = models.CharField("核查说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "考核项"
        ordering = ["item__position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="sheetline_item_once"),
            models.CheckConstraint(
                name="sheetline_scores_within_points",
                condition=(Q(self_score__isnull=True) | Q(self_score__gte=0, self_score__lte=F("points")))
                & (Q(checked_score__isnull=True) | Q(checked_score__gte=0, checked_score__lte=F("points"))),
                violation_error_message="得分应在0分和该项分值之间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.item}"


class Appeal(models.Model):
    """申诉 of one item by the unit, and its answer."""

    line = models.ForeignKey(SheetLine, models.PROTECT, related_name="appeals", verbose_name="考核项")
    reason = models.CharField("申诉理由", max_length=300)
    made_by = models.CharField("申诉人", max_length=250)
    made_on = models.DateField("申诉日期")
    score_before = models.DecimalField("原核查得分", max_digits=5, decimal_places=2)
    answer = models.CharField("答复", max_length=300, blank=True)
    answered_by = models.CharField("答复人", max_length=250, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)

    class Meta:
        verbose_name = "考核申诉"
        ordering = ["line__item__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"], name="appeal_once_a_line", violation_error_message="这一项已经申诉过。"
            ),
            models.CheckConstraint(
                name="appeal_answered_with_words",
                condition=Q(answered_on__isnull=True, answer="")
                | Q(answered_on__isnull=False) & ~Q(answer=""),
                violation_error_message="答复申诉须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.item}申诉"

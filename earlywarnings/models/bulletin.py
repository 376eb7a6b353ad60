"""参阅: what a closed case or a whole period teaches, sent to the leaders and the level above, and circulated (art. 45)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core import clock
from core.dates import HalfYear, Quarter
from earlywarnings.enums import GIVEN_UP, OUT, BulletinKind, BulletinStatus
from earlywarnings.models.warning import USER, EarlyWarning, foreign
from earlywarnings.rules.bulletins import span_of

TEXT_LENGTH = 2000


class Bulletin(models.Model):
    """One bulletin, from its draft to its readers. Only workflow.py writes `status`.

    `said` is what the system itself says: the typed facts of the case, or the counted numbers of the period. A person
    writes beside it and never in it, so that no name can get there.
    """

    kind = models.CharField("类型", max_length=8, choices=BulletinKind)
    status = models.CharField("状态", max_length=10, choices=BulletinStatus, default=BulletinStatus.DRAFT)
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="bulletins", verbose_name="编写单位"
    )
    warning = foreign(EarlyWarning, "预警", "bulletins")
    period = models.CharField("报送期", max_length=6, blank=True, help_text="2026Q3 或 2026H1。")
    title = models.CharField("标题", max_length=100)
    said = models.JSONField("系统起草的内容", default=dict, editable=False)
    said_on = models.DateField("取数日期", editable=False)
    story = models.TextField(
        "案情简述",
        max_length=TEXT_LENGTH,
        blank=True,
        help_text="不写单位、村、人员的名称，也不写具体日期和金额。",
    )
    causes = models.TextField("成因剖析", max_length=TEXT_LENGTH, blank=True)
    next_steps = models.TextField("下步要求", max_length=TEXT_LENGTH, blank=True)
    to_heads = models.BooleanField("各单位负责人", default=False)
    to_collectors = models.BooleanField("各信息采集员", default=False)
    units = models.ManyToManyField(
        "organisations.Unit", related_name="+", blank=True, verbose_name="指定单位的负责人"
    )
    people = models.ManyToManyField(USER, related_name="+", blank=True, verbose_name="指定人员")

    drafted_by = foreign(USER, "起草人", null=False)
    drafted_on = models.DateField("起草日期")
    returned_reason = models.CharField("退回理由", max_length=500, blank=True)
    approved_by = foreign(USER, "审批人")
    approved_by_text = models.CharField("审批人职务姓名", max_length=200, blank=True)
    approved_on = models.DateField("审批日期", null=True, blank=True)
    issued_by = foreign(USER, "印发人")
    issued_on = models.DateField("印发日期", null=True, blank=True)
    named_reason = models.CharField("保留名称的理由", max_length=500, blank=True)
    number = models.OneToOneField(
        "documents.RegisteredNumber", models.PROTECT, null=True, blank=True, related_name="bulletin"
    )
    document = models.OneToOneField(
        "documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="bulletin"
    )
    given_up_on = models.DateField("撤回或作废日期", null=True, blank=True)
    given_up_reason = models.CharField("撤回或作废理由", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "参阅"
        ordering = ["-drafted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="bulletin_of_a_case_or_a_period",
                condition=Q(kind=BulletinKind.CASE, warning__isnull=False, period="")
                | Q(kind=BulletinKind.SUMMARY, warning__isnull=True) & ~Q(period=""),
                violation_error_message="个案参阅须有预警，综合参阅须有报送期。",
            ),
            models.UniqueConstraint(
                name="bulletin_once_per_case",
                fields=["warning"],
                condition=~Q(status__in=GIVEN_UP),
                violation_error_message="这件预警已经编写了参阅。",
            ),
            models.CheckConstraint(
                name="bulletin_approver_is_not_drafter",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                violation_error_message="起草人不能审批自己起草的参阅。",
            ),
            models.CheckConstraint(
                name="bulletin_out_with_number",
                condition=~Q(status__in=OUT)
                | Q(
                    approved_by__isnull=False,
                    issued_by__isnull=False,
                    issued_on__isnull=False,
                    number__isnull=False,
                    document__isnull=False,
                ),
                violation_error_message="已印发的参阅须有审批人、印发人、日期、文号和原件。",
            ),
            models.CheckConstraint(
                name="bulletin_given_up_with_reason",
                condition=~Q(status__in=GIVEN_UP) | Q(given_up_on__isnull=False) & ~Q(given_up_reason=""),
                violation_error_message="撤回、作废参阅须写明理由和日期。",
            ),
        ]

    def __str__(self) -> str:
        """What anybody may read in a register, a mail or the audit: never what it is about."""
        return str(self.number) if self.number_id else f"{self.get_kind_display()}第{self.pk}号草稿"

    def get_absolute_url(self) -> str:
        return reverse("earlywarnings:bulletin", args=[self.pk])

    @property
    def is_case(self) -> bool:
        return self.kind == BulletinKind.CASE

    @property
    def is_out(self) -> bool:
        return self.status in OUT

    @property
    def span(self) -> Quarter | HalfYear:
        return span_of(self.period)


class BulletinReader(models.Model):
    """One line of the circulation list, frozen at issuing: who was to read it, as what, and when it was first opened."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="readers")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="传阅对象")
    as_text = models.CharField("身份", max_length=200)
    added_at = models.DateTimeField("列入时间", default=clock.now)
    opened_at = models.DateTimeField("首次打开", null=True, blank=True)

    class Meta:
        verbose_name = "传阅"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "user"], name="bulletin_reader_once")]

    def __str__(self) -> str:
        return f"{self.bulletin} {self.as_text}"

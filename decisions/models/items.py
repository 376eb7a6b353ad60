"""议题: what is proposed, what has to come before it, and what the meeting made of it (art. 31–34)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from core.disclosable import Disclosable
from decisions.enums import SECRET, Category, Conclusion, Outcome, Preparing, Prerequisite, Status, Way

PERSON, USER, UNIT = "organisations.Person", "organisations.User", "organisations.Unit"
TEXT = 3000


class AgendaItem(Disclosable):
    """An item from proposal to resolution. Only workflow writes `status` and `outcome`."""

    unit = models.ForeignKey(UNIT, models.PROTECT, related_name="agenda_items", verbose_name="提交单位")
    meeting = models.ForeignKey(
        "decisions.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name="会议",
    )
    position = models.PositiveSmallIntegerField("顺序", default=1)
    matter = models.ForeignKey(
        "decisions.Matter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name="清单事项",
    )
    category = models.CharField("类别", max_length=10, choices=Category)
    title = models.CharField("议题", max_length=200)
    proposal = models.TextField("决策建议", max_length=TEXT)
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    fund_source = models.CharField("资金来源", max_length=100, blank=True)
    payee = models.CharField("收款方或承办方", max_length=100, blank=True)
    leader = models.ForeignKey(
        PERSON, models.PROTECT, related_name="+", verbose_name="分管领导", null=True, blank=True
    )
    is_technical = models.BooleanField("专业性、技术性较强", default=False)
    touches_public = models.BooleanField("与群众利益密切相关", default=False)
    needs_assessment = models.BooleanField("要求廉政风险评估", default=False)
    way = models.CharField("决定方式", max_length=8, choices=Way, default=Way.ORAL)
    seats = models.PositiveSmallIntegerField("应选人数", null=True, blank=True)
    emergency_reason = models.CharField("紧急理由", max_length=300, blank=True)
    confirms = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="confirmations", verbose_name="追认的议题"
    )
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next", verbose_name="原议题"
    )
    proposed_by = models.CharField("提出人", max_length=250, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.PROPOSED)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    arithmetic = models.TextField("计票", blank=True)
    counted = models.JSONField("计票数字", null=True, blank=True)
    ruling_reason = models.CharField("主持人裁定理由", max_length=300, blank=True)
    is_overruled = models.BooleanField("分歧较大而未暂缓", default=False)
    is_against_advice = models.BooleanField("与评估结论相反", default=False)
    resolution = models.TextField("决议", max_length=TEXT, blank=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "议题"
        ordering = ["-meeting__held_on", "position", "-pk"]
        constraints = [
            *Disclosable.Meta.constraints,
            models.CheckConstraint(
                name="agendaitem_decided_in_a_meeting",
                condition=~Q(status=Status.DECIDED) | (Q(meeting__isnull=False) & ~Q(outcome="")),
                violation_error_message="议题须经会议集体讨论决定，不得以传阅会签或个别征求意见代替（第二十九条）。",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(status=Status.UNDER_WAY),
                name="agendaitem_one_at_a_time",
                violation_error_message="会议一次只审议一个议题。",
            ),
            models.CheckConstraint(
                name="agendaitem_overruled_with_reason",
                condition=Q(is_overruled=False) | ~Q(ruling_reason=""),
                violation_error_message="分歧较大而不暂缓的，主持人须说明理由（第三十条）。",
            ),
            models.CheckConstraint(
                name="agendaitem_contest_with_seats",
                condition=Q(way=Way.CONTEST, seats__gt=0) | ~Q(way=Way.CONTEST) & Q(seats__isnull=True),
                violation_error_message="差额票决须写明应选人数，其他方式不写。",
            ),
            models.CheckConstraint(
                name="agendaitem_withdrawn_with_reason",
                condition=~Q(status=Status.WITHDRAWN) | ~Q(withdrawn_reason=""),
                violation_error_message="撤回议题须写明理由。",
            ),
            models.CheckConstraint(
                name="agendaitem_amount_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message="金额不能是负数。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:item", args=[self.pk])

    @property
    def is_secret(self) -> bool:
        return self.way in SECRET

    @property
    def is_emergency(self) -> bool:
        return bool(self.emergency_reason)


class Fulfilment(models.Model):
    """One prerequisite that was met: when, by whom, on which paper."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="fulfilments", verbose_name="议题")
    kind = models.CharField("会前程序", max_length=16, choices=Prerequisite)
    done_on = models.DateField("完成日期")
    given_by = models.CharField("由谁作出", max_length=100)
    document = models.CharField("材料", max_length=200)
    entered_by = models.CharField("录入人", max_length=250)

    class Meta:
        verbose_name = "会前程序"
        ordering = ["item", "done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "kind"],
                name="fulfilment_once",
                violation_error_message="这一项会前程序已经登记。",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class RiskAssessment(models.Model):
    """廉政风险评估报告 (art. 33): the risk points the project touches, what is done about them, and the advice."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="assessment", verbose_name="议题")
    powers = models.TextField("涉及的职权", max_length=TEXT, blank=True)
    points = models.TextField("风险点", max_length=TEXT)
    measures = models.TextField("防控措施", max_length=TEXT)
    analysis = models.TextField("分析意见", max_length=TEXT)
    conclusion = models.CharField("评估结论", max_length=10, choices=Conclusion)
    assessed_by = models.CharField("评估人", max_length=100)
    assessed_on = models.DateField("评估日期")
    entered_by = models.CharField("录入人", max_length=250)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "廉政风险评估报告"

    def __str__(self) -> str:
        return f"{self.item}廉政风险评估报告"


class Preparation(models.Model):
    """酝酿 by the leader in charge: a talk, never a decision (art. 30)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="preparations", verbose_name="议题")
    kind = models.CharField("方式", max_length=12, choices=Preparing)
    on = models.DateField("日期")
    participants = models.CharField("参加人", max_length=200)
    gist = models.CharField("主要内容", max_length=300)
    entered_by = models.CharField("录入人", max_length=250)

    class Meta:
        verbose_name = "酝酿"
        ordering = ["item", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.gist}"

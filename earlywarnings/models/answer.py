"""What happens to a notice after it is signed: served, answered, checked (art. 43, 44)."""

from django.db import models
from django.db.models import F, Q

from earlywarnings.enums import Cause, DeliveryWay
from earlywarnings.models.content import Problem
from earlywarnings.models.warning import USER, EarlyWarning, foreign


class Delivery(models.Model):
    """送达回执: who brought it, when, how, and who signed; a refusal to sign needs two deliverers."""

    warning = models.OneToOneField(EarlyWarning, models.PROTECT, related_name="delivery")
    delivered_by = models.CharField("送达人", max_length=50)
    second_deliverer = models.CharField("第二送达人", max_length=50, blank=True)
    delivered_on = models.DateField("送达日期")
    way = models.CharField("送达方式", max_length=10, choices=DeliveryWay, default=DeliveryWay.IN_PERSON)
    remark = models.CharField("备注", max_length=200, blank=True)
    refused_to_sign = models.BooleanField("拒签", default=False)
    signed_for_by = models.CharField("签收人", max_length=50, blank=True)
    signed_for_at = models.DateTimeField("签收时间", null=True, blank=True)
    deemed = models.BooleanField("视为签收", default=False)

    class Meta:
        verbose_name = "送达回执"
        constraints = [
            models.CheckConstraint(
                name="delivery_refusal_needs_two",
                condition=Q(refused_to_sign=False) | ~Q(second_deliverer=""),
                violation_error_message="拒签须由两名送达人记录。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.warning} 送达回执"


class Response(models.Model):
    """回告: one round of the unit's written answer (art. 43)."""

    warning = models.ForeignKey(EarlyWarning, models.PROTECT, related_name="responses")
    round = models.PositiveSmallIntegerField("第几次")
    explanation = models.TextField("情况说明", blank=True)
    causes = models.JSONField("成因剖析", default=dict, help_text="按四类风险分写。")
    rules_improved = models.TextField("完善的制度", blank=True)
    remaining = models.TextField("仍未完成及原因", blank=True)
    answered_by = foreign(USER, "填写人", null=False)
    on_behalf_of = models.CharField("代录，原填写人", max_length=50, blank=True)
    head_name = models.CharField("单位主要负责人", max_length=50, blank=True)
    head_opinion = models.TextField("主要负责人意见", blank=True)
    answered_at = models.DateTimeField("回告时间")
    comment = models.TextField("复核意见", blank=True)
    verified_by = foreign(USER, "复核人")
    verified_at = models.DateTimeField("复核时间", null=True, blank=True)
    passed = models.BooleanField("复核通过", null=True)
    second_by = foreign(USER, "二次复核人")
    second_at = models.DateTimeField("二次复核时间", null=True, blank=True)
    second_comment = models.TextField("二次复核意见", blank=True)

    class Meta:
        verbose_name = "回告"
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["warning", "round"], name="response_round_once"),
            models.CheckConstraint(
                name="response_second_look_by_another",
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("verified_by")),
                violation_error_message="二次复核须由另一人进行。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.warning} 第{self.round}次回告"

    @property
    def heading(self) -> str:
        return f"第{self.round}次回告"

    @property
    def result_text(self) -> str:
        return {None: "待复核", True: "复核通过", False: "退回重改"}[self.passed]

    @property
    def cause_lines(self) -> list[tuple[str, str]]:
        """The causes under the names of the four risk types (art. 43)."""
        return [(f"{cause.label}方面", self.causes[cause]) for cause in Cause if self.causes.get(cause)]

    @property
    def opinion_text(self) -> str:
        return f"{self.head_opinion}（{self.head_name}）"

    @property
    def writer_text(self) -> str:
        """Who wrote it; when it was typed for somebody without an account, who typed it too."""
        if self.on_behalf_of:
            return f"{self.on_behalf_of}（{self.answered_by.name}代录）"
        return self.answered_by.name


class ProblemAnswer(models.Model):
    """What was done about one problem, and whether that was enough."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="answers")
    measure = models.TextField("整改措施", max_length=500)
    person = models.CharField("责任人", max_length=50)
    done_on = models.DateField("完成日期", null=True, blank=True)
    evidence = models.CharField("佐证", max_length=200, blank=True)
    passed = models.BooleanField("通过", null=True)
    comment = models.CharField("复核意见", max_length=300, blank=True)

    class Meta:
        verbose_name = "逐条整改"
        ordering = ["problem__number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "problem"], name="problem_answered_once_a_round")
        ]

    def __str__(self) -> str:
        return self.measure

    @property
    def result_text(self) -> str:
        return {None: "待复核", True: "通过", False: "退回"}[self.passed]

    @property
    def tone(self) -> str:
        """How its mark looks."""
        return "verified" if self.passed else "returned"

"""表决: spoken views one by one, or one tally of a secret ballot. No row per ballot exists (art. 28, 30)."""

from django.db import models
from django.db.models import F, Q

from decisions.enums import View
from decisions.models.items import AgendaItem
from decisions.rules.voting import NAME

PERSON = "organisations.Person"


class Opinion(models.Model):
    """One member's view with its reason; the chair speaks last. One sent in writing is kept beside the vote."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="opinions", verbose_name="议题")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="成员")
    position = models.PositiveSmallIntegerField("发言顺序")
    view = models.CharField("意见", max_length=10, choices=View)
    reason = models.CharField("理由", max_length=300)
    is_written = models.BooleanField("缺席书面意见", default=False)

    class Meta:
        verbose_name = "成员意见"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="opinion_once_a_member"),
            models.UniqueConstraint(fields=["item", "position"], name="opinion_position_once"),
            models.CheckConstraint(
                name="opinion_with_reason",
                condition=~Q(reason=""),
                violation_error_message="发表意见须说明理由（第三十条）。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_view_display()}"


class Recusal(models.Model):
    """回避: an interested member steps back from one item."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recusals", verbose_name="议题")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="成员")
    reason = models.CharField("回避原因", max_length=200)

    class Meta:
        verbose_name = "回避"
        ordering = ["item", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="recusal_once_a_member")]

    def __str__(self) -> str:
        return f"{self.person}回避"


class Candidate(models.Model):
    """Somebody who stands in a 差额票决, and what they got."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="candidates", verbose_name="议题")
    name = models.CharField("候选人", max_length=NAME)
    votes = models.PositiveSmallIntegerField("得票", null=True, blank=True)
    is_elected = models.BooleanField("当选", default=False)

    class Meta:
        verbose_name = "候选人"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "name"],
                name="candidate_once",
                violation_error_message="候选人不能重复。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """What two tellers counted after a secret ballot closed."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="tally", verbose_name="议题")
    voters = models.ManyToManyField(PERSON, related_name="+", verbose_name="投票人")
    agree = models.PositiveSmallIntegerField("同意", default=0)
    disagree = models.PositiveSmallIntegerField("不同意", default=0)
    abstain = models.PositiveSmallIntegerField("弃权", default=0)
    valid = models.PositiveSmallIntegerField("有效票")
    invalid = models.PositiveSmallIntegerField("废票", default=0)
    teller = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="计票人")
    scrutineer = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="监票人")
    entered_by = models.CharField("录入人", max_length=250)

    class Meta:
        verbose_name = "计票"
        constraints = [
            models.CheckConstraint(
                name="tally_by_two_tellers",
                condition=~Q(teller=F("scrutineer")),
                violation_error_message="计票人和监票人须是两个人。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}计票"

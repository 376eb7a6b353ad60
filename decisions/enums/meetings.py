"""The words of meetings and their items."""

from django.db.models import TextChoices


class Category(TextChoices):
    """重大事项、重要人事、重大项目、大额资金 (art. 28, 31–34)."""

    MATTER = "matter", "重大事项决策"
    PERSONNEL = "personnel", "重要人事任免"
    PROJECT = "project", "重大项目安排"
    FUNDS = "funds", "大额资金使用"


class Status(TextChoices):
    PROPOSED = "proposed", "已提出"
    SCHEDULED = "scheduled", "已列入会议"
    DECIDED = "decided", "已议决"
    DEFERRED = "deferred", "暂缓"


class View(TextChoices):
    """What every member says, with reasons (art. 30)."""

    AGREE = "agree", "同意"
    DISAGREE = "disagree", "不同意"
    DEFER = "defer", "缓议"


class Outcome(TextChoices):
    PASSED = "passed", "通过"
    REJECTED = "rejected", "不通过"
    DEFERRED = "deferred", "暂缓决策"

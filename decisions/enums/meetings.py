"""The words of matters, meetings and their items."""

from django.db.models import TextChoices


class Category(TextChoices):
    """What goes to a meeting: the four of 三重一大, and the three that art. 28 sets beside them (art. 28, 31–34)."""

    MATTER = "matter", "重大事项决策"
    PERSONNEL = "personnel", "重要人事任免"
    PROJECT = "project", "重大项目安排"
    FUNDS = "funds", "大额资金使用"
    PROMOTION = "promotion", "提拔重用"
    HONOUR = "honour", "评先表模"
    REWARD = "reward", "奖励处罚"


ABOUT_PEOPLE = frozenset({Category.PERSONNEL, Category.PROMOTION, Category.HONOUR, Category.REWARD})
OF_MONEY = frozenset({Category.PROJECT, Category.FUNDS})


class MeetingKind(TextChoices):
    PARTY = "party", "党委（党组）会"
    GROUP = "group", "领导班子会"
    OFFICE = "office", "行政办公会"


DECIDING = frozenset({MeetingKind.PARTY, MeetingKind.GROUP})  # the office meeting only prepares (art. 33, 34)


class MeetingStatus(TextChoices):
    PLANNED = "planned", "筹备中"
    OPEN = "open", "会议中"
    CLOSED = "closed", "已散会"
    FROZEN = "frozen", "记录已定稿"
    ARCHIVED = "archived", "已归档"
    CANCELLED = "cancelled", "已取消"


HELD = frozenset({MeetingStatus.CLOSED, MeetingStatus.FROZEN, MeetingStatus.ARCHIVED})


class Status(TextChoices):
    PROPOSED = "proposed", "已提出"
    SCHEDULED = "scheduled", "已列入会议"
    UNDER_WAY = "under_way", "审议中"
    DECIDED = "decided", "已议决"
    DEFERRED = "deferred", "暂缓"
    WITHDRAWN = "withdrawn", "已撤回"


class Seat(TextChoices):
    """As what somebody sits in a meeting."""

    MEMBER = "member", "班子成员"
    SUPERVISOR = "supervisor", "纪委监督"
    ATTENDEE = "attendee", "列席"


class Presence(TextChoices):
    EXPECTED = "expected", "未签到"
    PRESENT = "present", "到会"
    ABSENT = "absent", "请假"

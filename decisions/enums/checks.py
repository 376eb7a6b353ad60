"""What can be wrong with a decision that was taken, and what was said about it."""

from django.db.models import TextChoices


class Check(TextChoices):
    NO_DISCIPLINE = "no_discipline", "纪委没有到会"
    CHAIR_NOT_LAST = "chair_not_last", "主持人没有最后发表意见"
    LATE_MATERIALS = "late_materials", "会议材料送达不足规定时间"
    NO_PREREQUISITE = "no_prerequisite", "缺少会前程序"
    WRONG_MEETING = "wrong_meeting", "决策会议不符合事项清单"
    MEETING_ORDER = "meeting_order", "决策会议顺序不当"
    QUORUM = "quorum", "到会人数不足"
    ARITHMETIC = "arithmetic", "表决结果与票数不一致"
    UNCONFIRMED = "unconfirmed", "紧急决策逾期未追认"
    SPLIT = "split", "金额可能化整为零"
    AGAINST_ADVICE = "against_advice", "评估建议暂缓或不宜而仍通过"
    OVERRULED = "overruled", "分歧较大而没有暂缓"
    NOT_ARCHIVED = "not_archived", "会议材料逾期未归档"


class Severity(TextChoices):
    """Ink, never a colour: a check is no warning."""

    HIGH = "high", "严重"
    MEDIUM = "medium", "一般"
    LOW = "low", "提示"


class FindingStatus(TextChoices):
    OPEN = "open", "待说明"
    EXPLAINED = "explained", "已说明"
    RECTIFIED = "rectified", "已整改"

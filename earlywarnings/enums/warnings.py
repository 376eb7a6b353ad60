"""The words of 预警, and the table of art. 42. Tiers are colours and never risk levels."""

from django.db.models import TextChoices


class Tier(TextChoices):
    RED = "red", "红色"
    YELLOW = "yellow", "黄色"
    BLUE = "blue", "蓝色"


class Status(TextChoices):
    """A warning's life; only workflow.py writes it."""

    DRAFT = "draft", "起草"
    REVIEW = "review", "待审核"
    TO_SIGN = "to_sign", "待签批"
    SIGNED = "signed", "待送达"
    DELIVERED = "delivered", "待签收"
    RECEIVED = "received", "待回告"
    ANSWERED = "answered", "待复核"
    SECOND_LOOK = "second_look", "待二次复核"
    SENT_BACK = "sent_back", "退回重改"
    VERIFIED = "verified", "待销号"
    CLOSED = "closed", "已销号"
    SUPERSEDED = "superseded", "已升级"
    REVOKED = "revoked", "已撤销"
    REPORTED_UP = "reported_up", "已报上级"
    DISCARDED = "discarded", "已作废"


class Body(TextChoices):
    """Which discipline body handles a warning and signs it (art. 41)."""

    TOWN = "town", "镇纪委"
    UPPER = "upper", "上级纪检监察机关"


class Measure(TextChoices):
    """处置措施 of art. 42."""

    SPECIAL_INQUIRY = "special_inquiry", "专项调查"
    SUPERVISED = "supervised", "督导整改"
    GROUP_TALK = "group_talk", "集体谈话"
    ORGANISATIONAL = "organisational", "组织处理"
    ADMONITION = "admonition", "诫勉谈话"
    LETTER = "letter", "函询整改"
    REMINDER = "reminder", "谈话提醒"
    EXPLAIN = "explain", "责令说明"
    CORRECT = "correct", "纠正偏差"


class TriageDecision(TextChoices):
    NONE = "none", "不处置"
    WATCH = "watch", "持续关注"
    TALK = "talk", "谈话提醒"
    WARN = "warn", "发出预警"
    HAND_OVER = "hand_over", "转问题线索"


class DeliveryWay(TextChoices):
    IN_PERSON = "in_person", "当面送达"
    BY_UNIT = "by_unit", "单位转交"


class ExtensionState(TextChoices):
    PENDING = "pending", "待批准"
    GRANTED = "granted", "已批准"
    REFUSED = "refused", "未批准"
    LAPSED = "lapsed", "已不需要"


class Cause(TextChoices):
    """成因剖析 by the four risk types (art. 43)."""

    MORAL = "moral", "思想道德"
    DUTY = "duty", "岗位职责"
    PROCESS = "process", "业务流程"
    SYSTEM = "system", "制度机制"


UNSIGNED = (Status.DRAFT, Status.REVIEW, Status.TO_SIGN, Status.REPORTED_UP, Status.DISCARDED)
IN_HAND = (
    Status.SIGNED,
    Status.DELIVERED,
    Status.RECEIVED,
    Status.ANSWERED,
    Status.SECOND_LOOK,
    Status.SENT_BACK,
    Status.VERIFIED,
)
ISSUED = (*IN_HAND, Status.CLOSED, Status.SUPERSEDED)  # signed and not revoked
# Takes points (art. 48): not before it is served, or the score would tell what nobody may know yet.
COUNTED = tuple(status for status in ISSUED if status != Status.SIGNED)
RECTIFIED = tuple(status for status in COUNTED if status != Status.DELIVERED)  # or being rectified
BEING_RECTIFIED = (Status.SENT_BACK, Status.ANSWERED, Status.SECOND_LOOK)
AWAITING_ANSWER = (Status.RECEIVED, Status.SENT_BACK)
ENDED = (Status.CLOSED, Status.SUPERSEDED, Status.REVOKED, Status.DISCARDED)

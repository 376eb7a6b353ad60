"""The words for powers: their life, their basis, their key fields."""

from django.db.models import TextChoices

from core.gates import DISCIPLINE, Role
from organisations.enums import UnitKind

REGISTER = "powers"  # under which this list keeps what was said about it


class Status(TextChoices):
    """Legality review of art. 8: only a confirmed power enters the catalogue."""

    DRAFT = "draft", "草稿"
    REVIEWED = "reviewed", "已审核"
    CONFIRMED = "confirmed", "已确认"
    TO_REGULARISE = "to_regularise", "待规范"
    CANCELLED = "cancelled", "已取消"


class KeyPower(TextChoices):
    """The four key powers of art. 4."""

    APPROVAL = "approval", "行政审批权"
    PROJECTS = "projects", "项目决策权"
    RESOURCES = "resources", "资源调配权"
    PERSONNEL = "personnel", "组织人事权"


class BasisKind(TextChoices):
    LAW = "law", "法律"
    REGULATION = "regulation", "行政法规"
    LOCAL = "local", "地方性法规"
    RULE = "rule", "规章"
    DOCUMENT = "document", "规范性文件"
    PORTFOLIO = "portfolio", "分工文件"
    VILLAGE = "village", "村民自治规定"


class ListCategory(TextChoices):
    """Which list a power stands on (乡镇履职清单, 2025)."""

    BASIC = "basic", "基本履职事项"
    SUPPORT = "support", "配合履职事项"
    GRANTED = "granted", "赋权事项"
    VILLAGE = "village", "村级事项"
    INTERNAL = "internal", "内部管理事项"


class AdjustmentKind(TextChoices):
    """Art. 7: how a power is reduced."""

    CANCEL = "cancel", "取消"
    DELEGATE = "delegate", "下放"
    FEWER_LEVELS = "levels", "减少审批层次"
    SERVICE_CENTRE = "centre", "进入政务服务中心"
    TRANSFER = "transfer", "转移"


class DayKind(TextChoices):
    WORKING = "working", "工作日"
    CALENDAR = "calendar", "自然日"


class StepDuty(TextChoices):
    """What a step does; rules of separation (art. 9, 19, 20) speak of these."""

    ACCEPT = "accept", "受理"
    EXAMINE = "examine", "审查"
    APPROVE = "approve", "批准"
    DECIDE = "decide", "决策"
    EXECUTE = "execute", "执行"
    HANDLE = "handle", "承办"
    REVIEW = "review", "审核"
    REPLY = "reply", "批复"
    ALLOCATE = "allocate", "调配"
    USE = "use", "使用"
    INVESTIGATE = "investigate", "调查"
    PUNISH = "punish", "处理"
    SUPERVISE = "supervise", "监督"
    OTHER = "other", "其他"


class CaseStatus(TextChoices):
    """办件: how far one exercise of a power has come (art. 26)."""

    ACCEPTED = "accepted", "已受理"
    HANDLED = "handled", "已承办"
    REVIEWED = "reviewed", "已审核"
    APPROVED = "approved", "已批准"
    FINISHED = "finished", "已办结"
    REFUSED = "refused", "不予办理"
    WITHDRAWN = "withdrawn", "已撤回"


class CaseDeed(TextChoices):
    ACCEPT = "accept", "受理"
    HANDLE = "handle", "承办"
    REVIEW = "review", "审核"
    APPROVE = "approve", "批准"
    FINISH = "finish", "办结"
    REFUSE = "refuse", "不予办理"
    WITHDRAW = "withdraw", "申请人撤回"
    PAUSE = "pause", "要求补正"
    RESUME = "resume", "补正收到"


CASE_ENDED = (CaseStatus.FINISHED, CaseStatus.REFUSED, CaseStatus.WITHDRAWN)
IN_CATALOGUE = (Status.CONFIRMED,)
OPEN = (Status.DRAFT, Status.REVIEWED, Status.TO_REGULARISE)
# Bases of these kinds are enough only for a kind of power that says so (art. 13; DOMAIN.md).
SPECIAL_BASES = (BasisKind.PORTFOLIO, BasisKind.VILLAGE)
# Who writes, and which units have no catalogue: they only report or receive.
EDITORS = (Role.COLLECTOR, Role.UNIT_HEAD, *DISCIPLINE)
WITHOUT_POWERS = (UnitKind.ENTERPRISE, UnitKind.CENTRE)

"""The words for risk points. Levels are ink and never warning tiers."""

from django.db.models import IntegerChoices, TextChoices

from core.gates import DISCIPLINE, Role

REGISTER = "riskpoints"  # under which this list keeps what was said about it


class Layer(TextChoices):
    """The three layers of art. 14."""

    POST = "post", "个人岗位"
    SECTION = "section", "科室职责"
    UNIT = "unit", "单位职能"


class RiskType(TextChoices):
    """The four types of art. 12 and 13."""

    MORAL = "moral", "思想道德风险"
    DUTY = "duty", "岗位职责风险"
    PROCESS = "process", "业务流程风险"
    SYSTEM = "system", "制度机制风险"


class Level(TextChoices):
    """风险等级 of art. 18: about a risk point, never derived from or into a warning tier."""

    HIGH = "high", "高"
    MEDIUM = "medium", "中"
    LOW = "low", "低"


class Likelihood(IntegerChoices):
    """How easily it happens: discretion, one pair of hands, openness, the last three years (DOMAIN.md)."""

    HARDLY = 1, "1 几乎不会"
    SELDOM = 2, "2 不大会"
    MAYBE = 3, "3 有可能"
    EASILY = 4, "4 比较容易"
    VERY_EASILY = 5, "5 很容易"


class Harm(IntegerChoices):
    """What it would come to: from a word of criticism to a crime (DOMAIN.md)."""

    CRITICISM = 1, "1 批评教育"
    LIGHT = 2, "2 组织处理（较轻）"
    SERIOUS = 3, "3 组织处理（较重）"
    DISCIPLINE = 4, "4 纪律处分"
    CRIME = 5, "5 涉嫌犯罪"


class Line(TextChoices):
    """The four lines of art. 5."""

    LAW = "law", "高压线"
    DISCRETION = "discretion", "警戒线"
    CORRUPTION = "corruption", "地雷区"
    DAILY = "daily", "斑马线"


class Status(TextChoices):
    """Screening in four stages (art. 14); an imported point waits to be checked as 在册待核."""

    DRAFT = "draft", "个人自查"
    SECTION = "section", "科室帮查"
    LEADER = "leader", "领导核查"
    ORGANISATION = "organisation", "组织审查"
    REGISTERED = "registered", "在册"
    UNCHECKED = "unchecked", "在册待核"
    RETIRED = "retired", "已退出"


class Found(TextChoices):
    """The five ways of art. 14."""

    SELF = "self", "自身找"
    MUTUAL = "mutual", "相互帮"
    LEADER = "leader", "领导提"
    GROUP = "group", "集中评"
    ORGANISATION = "organisation", "组织审"


class MeasureKind(TextChoices):
    """岗位定措施、部门定流程、单位定制度 (art. 16)."""

    MEASURE = "measure", "措施"
    PROCEDURE = "procedure", "流程"
    SYSTEM = "system", "制度"


class MeasureSort(TextChoices):
    """What kind of control follows the risk type (art. 17)."""

    EDUCATION = "education", "教育"
    BALANCE = "balance", "分权制衡"
    PROCEDURE = "procedure", "规范流程"
    SYSTEM = "system", "健全制度"


class Cadence(TextChoices):
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    HALF_YEARLY = "half_yearly", "每半年"
    YEARLY = "yearly", "每年"
    ONCE = "once", "一次性"


class CatalogueStatus(TextChoices):
    """分级目录: the level above approves it before it is disclosed (art. 25)."""

    SUBMITTED = "submitted", "待批准"
    APPROVED = "approved", "已批准"
    RETURNED = "returned", "已退回"


class ScreeningStatus(TextChoices):
    OPEN = "open", "进行中"
    CLOSED = "closed", "已结束"


class Stage(TextChoices):
    """Where an assignment of a screening stands (art. 14); the first four are those of its points."""

    DRAFT = Status.DRAFT.value, "个人自查"
    SECTION = Status.SECTION.value, "科室帮查"
    LEADER = Status.LEADER.value, "领导核查"
    ORGANISATION = Status.ORGANISATION.value, "组织审查"
    DONE = "done", "已完成"
    NOT_DONE = "not_done", "未完成"


class Outcome(TextChoices):
    """What a self-check came to."""

    POINTS = "points", "有风险点"
    NONE = "none", "无风险点"


REVIEW_KIND = "riskpoint_review"  # the promise of art. 15
IN_REGISTER = (Status.REGISTERED, Status.UNCHECKED)
SCREENING_KIND = "screening"  # the promise of a unit's share in a screening (art. 14)
# The stages of art. 14 in their order: none is skipped, each may send back to the first.
STAGES = (Status.DRAFT, Status.SECTION, Status.LEADER, Status.ORGANISATION)
EDITORS = (Role.COLLECTOR, Role.UNIT_HEAD, *DISCIPLINE)

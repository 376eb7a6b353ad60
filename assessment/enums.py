"""The words of 百分考核."""

from django.db.models import TextChoices


class SchemeStatus(TextChoices):
    DRAFT = "draft", "起草"
    SAMPLE = "sample", "示例"
    IN_FORCE = "in_force", "施行"
    RETIRED = "retired", "停用"


class AppliesTo(TextChoices):
    """Whom a scheme scores; the values of a group are those of the kind of unit. Enterprises are not scored."""

    EVERY = "every", "全部被考核单位"
    DEPARTMENT = "department", "站办所"
    VILLAGE = "village", "村"


class RuleKind(TextChoices):
    """How an item is scored: three kinds follow from what was counted, two from what somebody finds."""

    MANUAL = "manual", "人工评定"
    HAVE = "have", "有无"
    PER_OCCURRENCE = "per_occurrence", "按次计分到上限"
    PER_CASE = "per_case", "按件扣减到零"
    GRADED = "graded", "分档"


PRICED = frozenset({RuleKind.PER_OCCURRENCE, RuleKind.PER_CASE})


class SheetStatus(TextChoices):
    OPEN = "open", "待自评"
    SELF_ASSESSED = "self_assessed", "待核查"
    CHECKED = "checked", "待单位阅知"
    APPEALED = "appealed", "申诉中"
    SEEN = "seen", "待审定"
    APPROVED = "approved", "已审定"
    PUBLISHED = "published", "已公布"


# What is promised while a sheet stands where it stands: the kinds of deadline, each named after its move.
PROMISED = {
    SheetStatus.OPEN: "assessment.self_assess",
    SheetStatus.SELF_ASSESSED: "assessment.check",
    SheetStatus.CHECKED: "assessment.accept",
    SheetStatus.APPEALED: "assessment.answer",
    SheetStatus.SEEN: "assessment.approve",
}
# From here on every item has been checked, so that a score says something.
SCORED = frozenset(
    {
        SheetStatus.CHECKED,
        SheetStatus.APPEALED,
        SheetStatus.SEEN,
        SheetStatus.APPROVED,
        SheetStatus.PUBLISHED,
    }
)
FROZEN = frozenset({SheetStatus.APPROVED, SheetStatus.PUBLISHED})


class Known(TextChoices):
    """What the system knows of a unit's year, as evidence of an item: proposed, never imposed."""

    FORMS = "forms", "季度采集表"
    ANALYSES = "analyses", "半年分析报告"
    ANSWERS = "answers", "按期回告"
    VERIFICATIONS = "verifications", "整改复核"
    CASES = "cases", "办件按期办结"
    BASES = "bases", "职权目录要素"
    PROCEDURES = "procedures", "权力运行流程"
    MEASURES = "measures", "防控措施"
    REVIEWS = "reviews", "变动后复核"
    COMMITMENTS = "commitments", "公开承诺"
    ASSESSMENTS = "assessments", "廉政风险评估"
    FOUR_AREAS = "four_areas", "四个不直接管"
    COVERAGE = "coverage", "岗位排查覆盖"
    CATALOGUE = "catalogue", "分级目录公开"
    DISCLOSURE = "disclosure", "决议按期公开"
    DECISIONS = "decisions", "决策检查"
    SPOT_CHECKS = "spot_checks", "抽查问题整改"
    POLLS = "polls", "民调测评"


class DeductFrom(TextChoices):
    """Art. 48 does not say which score the warnings are taken from; the scheme chooses."""

    SCORE = "score", "从百分考核得分中扣"
    RESPONSIBILITY = "responsibility", "从责任制考核得分中扣"
    APART = "apart", "单列显示，不并入得分"


class Count(TextChoices):
    EACH = "each", "每次都扣"
    HIGHEST = "highest", "只按最高一级扣一次"


class BonusLookedAt(TextChoices):
    AFTER = "after", "看扣除预警分之后的得分"
    BEFORE = "before", "看扣除预警分之前的得分"

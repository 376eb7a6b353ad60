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


class Failing(TextChoices):
    """问题情形: the eight of art. 49 in its order, and the two of art. 47 about decisions."""

    LEADERSHIP = "leadership", "领导不重视，组织落实机制不顺畅"
    SCREENING = "screening", "宣传教育不力，风险点排查不准确，防控措施不严密"
    PROCEDURE = "procedure", "权力流程未网上公开，未实现同步监控"
    CATALOGUE = "catalogue", "风险等级目录文字材料不齐全，未及时备案备查"
    OPENNESS = "openness", "政务公开推进不扎实，权力存在暗箱操作"
    REFORM = "reform", "体制机制制度改革政策落实不到位"
    ONE_VOICE = "one_voice", "未建立运行民主决策的权力运行模式，存在个人说了算问题"
    DUTY = "duty", "党风廉政建设责任制未有效落实，责任意识不强"
    NO_ASSESSMENT = "no_assessment", "未按要求进行重大决策廉政风险评估"
    ADVICE_IGNORED = "advice_ignored", "评估建议暂缓或不宜，会议未采纳"


class FindingStatus(TextChoices):
    """Only workflow writes it."""

    DRAFT = "draft", "起草"
    HEARING = "hearing", "待单位陈述"
    HEARD = "heard", "待认定"
    CONFIRMED = "confirmed", "已认定"
    RECTIFIED = "rectified", "已整改"
    HELD = "held", "已追责"
    DISMISSED = "dismissed", "不予认定"


PENDING = frozenset({FindingStatus.DRAFT, FindingStatus.HEARING, FindingStatus.HEARD})
ESTABLISHED = frozenset({FindingStatus.CONFIRMED, FindingStatus.RECTIFIED, FindingStatus.HELD})


class Capacity(TextChoices):
    """As what somebody answers: people by art. 49, the organisation itself by art. 47."""

    MAIN_LEADER = "main_leader", "主要领导"
    LEADER_IN_CHARGE = "leader_in_charge", "主管领导"
    OTHER = "other", "相关人员"
    MAINLY = "mainly", "单位负主要责任"
    DIRECTLY = "directly", "单位负直接责任"


OF_THE_UNIT = frozenset({Capacity.MAINLY, Capacity.DIRECTLY})


class Consequence(TextChoices):
    """What was decided (ADR 0019): the last three only say that it was handed on."""

    RECTIFY = "rectify", "责令整改"
    INTERVIEW = "interview", "约谈"
    CRITICISM = "criticism", "通报批评"
    NO_HONOURS = "no_honours", "取消评优资格"
    TO_DISCIPLINE = "to_discipline", "已移交执纪机关（纪律处分）"
    TO_ORGANISATION = "to_organisation", "已移交组织部门（组织处理）"
    TO_JUSTICE = "to_justice", "已移交司法机关"


HANDED_ON = frozenset({Consequence.TO_DISCIPLINE, Consequence.TO_ORGANISATION, Consequence.TO_JUSTICE})

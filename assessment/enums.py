"""The words of 百分考核."""

from django.db.models import TextChoices


class SchemeStatus(TextChoices):
    SAMPLE = "sample", "示例"
    IN_FORCE = "in_force", "施行"
    RETIRED = "retired", "停用"


class SheetStatus(TextChoices):
    OPEN = "open", "待自评"
    SELF_ASSESSED = "self_assessed", "待核查"
    CHECKED = "checked", "已核查"


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

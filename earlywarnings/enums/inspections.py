"""The words of 督查 (art. 44)."""

from django.db.models import TextChoices


class InspectionKind(TextChoices):
    PLANNED = "planned", "计划抽查"
    ON_THE_SPOT = "on_the_spot", "现场督查"


class InspectionSubject(TextChoices):
    """What is looked at: how a warning was rectified, or how the measures of a unit, a post, a risk point are kept."""

    WARNING = "warning", "预警整改"
    UNIT = "unit", "整个单位"
    POST = "post", "岗位"
    RISK_POINT = "risk_point", "风险点防控措施"


class InspectionStatus(TextChoices):
    PLANNED = "planned", "待督查"
    FOLLOWED_UP = "followed_up", "整改中"
    CLOSED = "closed", "已办结"
    CANCELLED = "cancelled", "已取消"


class Outcome(TextChoices):
    """How far the measures are carried out (落实)."""

    IN_PLACE = "in_place", "落实到位"
    PARTLY = "partly", "部分落实"
    NOT_IN_PLACE = "not_in_place", "落实不到位"


CARRIED_OUT = (InspectionStatus.FOLLOWED_UP, InspectionStatus.CLOSED)

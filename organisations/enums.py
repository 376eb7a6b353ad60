"""The words for units, people and who is in charge of what."""

from django.db.models import TextChoices


class UnitKind(TextChoices):
    CENTRE = "centre", "预警中心"
    TOWN = "town", "镇"
    VILLAGE = "village", "村"
    DEPARTMENT = "department", "站办所"
    ENTERPRISE = "enterprise", "企业"


class ManagedBy(TextChoices):
    """管理权限: who may discipline a person."""

    TOWN = "town", "镇管"
    UPPER = "upper", "上级管理"


class PortfolioField(TextChoices):
    """What a member of a leading group is in charge of; the first four are 四个不直接管 (art. 27)."""

    FINANCE = "finance", "财务"
    PERSONNEL = "personnel", "人事"
    PROCUREMENT = "procurement", "物资采购"
    PROJECTS = "projects", "工程项目"
    DEPARTMENT = "department", "联系站办所"
    OTHER = "other", "其他工作"


NOT_DIRECTLY_MANAGED = frozenset(
    {PortfolioField.FINANCE, PortfolioField.PERSONNEL, PortfolioField.PROCUREMENT, PortfolioField.PROJECTS}
)

"""The cast, built by factory-boy. One module per app; every factory is imported here, so tests write
`from tests.factories import UnitFactory`."""

from tests.factories.bulletins import BulletinFactory
from tests.factories.collection import FormFactory, ItemFactory, PeriodFactory
from tests.factories.deadlines import DeadlineFactory
from tests.factories.earlywarnings import EarlyWarningFactory, ResponseFactory
from tests.factories.inspections import FindingFactory, InspectionFactory
from tests.factories.organisations import (
    PASSWORD,
    AppointmentFactory,
    PersonFactory,
    PortfolioFactory,
    PostFactory,
    RoleAssignmentFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.powers import BasisFactory, CaseFactory, PowerFactory, StepFactory, TableFactory
from tests.factories.reports import PollFactory, ReportFactory
from tests.factories.riskpoints import (
    AssignmentFactory,
    MeasureFactory,
    RiskPointFactory,
    ScreeningFactory,
    ShareFactory,
)

__all__ = [
    "PASSWORD",
    "AppointmentFactory",
    "AssignmentFactory",
    "BasisFactory",
    "BulletinFactory",
    "CaseFactory",
    "DeadlineFactory",
    "EarlyWarningFactory",
    "FindingFactory",
    "FormFactory",
    "InspectionFactory",
    "ItemFactory",
    "MeasureFactory",
    "PeriodFactory",
    "PersonFactory",
    "PollFactory",
    "PortfolioFactory",
    "PostFactory",
    "PowerFactory",
    "ReportFactory",
    "ResponseFactory",
    "RiskPointFactory",
    "RoleAssignmentFactory",
    "ScreeningFactory",
    "ShareFactory",
    "StepFactory",
    "TableFactory",
    "UnitFactory",
    "UserFactory",
]

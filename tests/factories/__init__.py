"""The cast, built by factory-boy. One module per app; every factory is imported here, so tests write
`from tests.factories import UnitFactory`."""

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

__all__ = [
    "PASSWORD",
    "AppointmentFactory",
    "PersonFactory",
    "PortfolioFactory",
    "PostFactory",
    "RoleAssignmentFactory",
    "UnitFactory",
    "UserFactory",
]

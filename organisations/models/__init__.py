"""Units, people, posts, accounts, and who holds which role where."""

from organisations.models.accounts import Loan, PasswordRecord, RoleAssignment, User
from organisations.models.people import Appointment, Person, Portfolio, Post
from organisations.models.periods import in_force
from organisations.models.units import Unit

__all__ = [
    "Appointment",
    "Loan",
    "PasswordRecord",
    "Person",
    "Portfolio",
    "Post",
    "RoleAssignment",
    "Unit",
    "User",
    "in_force",
]

"""Units, people, posts and accounts."""

from datetime import date

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from organisations.enums import PortfolioField, UnitKind
from organisations.models import Appointment, Person, Portfolio, Post, RoleAssignment, Unit, User

LONG_AGO = date(2020, 1, 1)
PASSWORD = "Bamboo-2026-grove"
_hashed = []


def hashed_password() -> str:
    """PASSWORD hashed once per run: hashing is the slowest thing an account needs."""
    if not _hashed:
        _hashed.append(make_password(PASSWORD))
    return _hashed[0]


class UnitFactory(DjangoModelFactory):
    """A department by default: UnitFactory(town=True), UnitFactory(village=True, parent=town) …"""

    class Meta:
        model = Unit

    class Params:
        centre = factory.Trait(kind=UnitKind.CENTRE)
        town = factory.Trait(kind=UnitKind.TOWN, has_leading_group=True)
        village = factory.Trait(kind=UnitKind.VILLAGE, is_reporting_point=True)
        enterprise = factory.Trait(kind=UnitKind.ENTERPRISE, is_reporting_point=True, is_direct_point=True)

    name = factory.Sequence(lambda n: f"第{n}单位")
    short_name = factory.SelfAttribute("name")
    kind = UnitKind.DEPARTMENT
    active_from = LONG_AGO


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"居民{n}")
    unit = factory.SubFactory(UnitFactory)
    sort_key = factory.SelfAttribute("name")


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"第{n}岗位")


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(PersonFactory)
    post = factory.SubFactory(PostFactory, unit=factory.SelfAttribute("..person.unit"))
    starts_on = LONG_AGO


class PortfolioFactory(DjangoModelFactory):
    class Meta:
        model = Portfolio

    person = factory.SubFactory(PersonFactory)
    unit = factory.SelfAttribute("person.unit")
    field = PortfolioField.OTHER
    starts_on = LONG_AGO


class RoleAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    starts_on = LONG_AGO


class UserFactory(DjangoModelFactory):
    """An account with PASSWORD: UserFactory(role=Role.UNIT_HEAD, unit=village), or person= and roles=[…]."""

    class Meta:
        model = User

    class Params:
        unit = None
        name = None

    username = factory.Sequence(lambda n: f"user{n}")
    password = factory.LazyFunction(hashed_password)
    must_change_password = False

    @factory.lazy_attribute
    def person(self):
        wanted = {"unit": self.unit, "name": self.name}
        return PersonFactory(**{field: value for field, value in wanted.items() if value is not None})

    @classmethod
    def _create(cls, model_class, *args, role=None, roles=(), **kwargs):
        user = super()._create(model_class, *args, **kwargs)
        for given in [role] if role else roles:
            RoleAssignmentFactory(user=user, role=given, unit=user.person.unit)
        return user

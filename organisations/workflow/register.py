"""The register: units, people, posts, who holds them and who is in charge of what.

Whatever could contradict something else of the same unit — two holders of a main post, a main leader in charge of the
money — is judged and written under that unit's row lock.
"""

from datetime import date, timedelta

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from organisations import access, grants
from organisations.enums import PortfolioField
from organisations.models import Appointment, Person, Portfolio, Post, Unit
from organisations.rules import sort_key


@move
def create_unit(*, by, parent: Unit, **fields) -> Unit:
    require(access.may_add_unit(by, parent))
    unit = Unit.objects.create(parent=parent, **({"active_from": clock.today()} | fields))
    record("organisations.unit_created", unit, by=by, unit=unit)
    return unit


@move
def change_unit(unit: Unit, *, by, version: int | None = None, **fields) -> Unit:
    unit = lock(unit, version)
    wanted = {name: fields.get(name, getattr(unit, name)) for name in ("parent", "kind", "has_leading_group")}
    require(access.may_change_unit(by, unit, **wanted))

    changed = write(unit, fields)
    record("organisations.unit_changed", unit, by=by, unit=unit, fields=changed)
    return unit


@move
def add_person(unit: Unit, *, by, name: str, **fields) -> Person:
    require(access.may_add_person(by, unit))
    person = Person.objects.create(unit=unit, name=name, sort_key=sort_key(name), **fields)
    record("organisations.person_added", person, by=by)
    return person


@move
def change_person(person: Person, *, by, version: int | None = None, **fields) -> Person:
    person = lock(person, version)
    require(access.may_move_person(by, person, fields.get("unit", person.unit)))

    if "name" in fields:
        person.sort_key = sort_key(fields["name"])
    changed = write(person, fields)
    record("organisations.person_changed", person, by=by, fields=changed)
    return person


@move
def create_post(unit: Unit, *, by, name: str, **fields) -> Post:
    require(access.may_maintain(by, unit))
    post = Post.objects.create(unit=unit, name=name, **fields)
    record("organisations.post_created", post, by=by)
    return post


@move
def change_post(post: Post, *, by, version: int | None = None, **fields) -> Post:
    lock(post.unit)
    post = lock(post, version)
    require(access.may_change_post(by, post, is_head=fields.get("is_head", post.is_head)))

    changed = write(post, fields)
    record("organisations.post_changed", post, by=by, fields=changed)
    return post


@move
def appoint(person: Person, post: Post, *, by, on: date, until: date | None = None) -> Appointment:
    """The post's `changed_on` moves with it: the risk points that hang on the post are due for review (art. 15)."""
    lock(post.unit)
    post = lock(post)
    require(access.may_appoint(by, person, post, on=on, until=until))

    appointment = Appointment.objects.create(person=person, post=post, starts_on=on, ends_on=until)
    write(post, {"changed_on": on})
    record("organisations.appointed", appointment, by=by, unit=post.unit, person=person.name, post=str(post))
    return appointment


@move
def dismiss(appointment: Appointment, *, by, on: date) -> Appointment:
    """`on` is the last day in the post."""
    lock(appointment.post.unit)
    appointment = lock(appointment)
    require(access.may_dismiss(by, appointment, on=on))

    appointment.ends_on = on
    appointment.save(update_fields=["ends_on"])
    post = lock(appointment.post)
    write(post, {"changed_on": on})
    person = appointment.person.name
    record("organisations.dismissed", appointment, by=by, unit=post.unit, person=person, post=str(post))
    return appointment


@move
def put_in_charge(
    person: Person,
    unit: Unit,
    *,
    by,
    field: PortfolioField,
    department: Unit | None = None,
    on: date,
    until: date | None = None,
    note: str = "",
) -> Portfolio:
    """Art. 27 is asked under the unit's lock, where appoint() asks it from the other side."""
    unit = lock(unit)
    period = {"on": on, "until": until}
    require(access.may_put_in_charge(by, person, unit, field=field, department=department, **period))

    portfolio = Portfolio.objects.create(
        person=person,
        unit=unit,
        field=field,
        department=department,
        starts_on=on,
        ends_on=until,
        note=note,
    )
    details = {"person": person.name, "field": portfolio.get_field_display()}
    record("organisations.put_in_charge", portfolio, by=by, **details)
    return portfolio


@move
def relieve(portfolio: Portfolio, *, by, on: date) -> Portfolio:
    """`on` is the last day in charge; what had not begun by then is struck off."""
    lock(portfolio.unit)
    portfolio = lock(portfolio)
    require(access.may_maintain(by, portfolio.unit))

    details = {"person": portfolio.person.name, "field": portfolio.get_field_display()}
    record("organisations.relieved", portfolio, by=by, **details)
    end_or_strike(portfolio, on)
    return portfolio


@move
def lend_unit(unit: Unit, user, *, by, until: date) -> None:
    """An inspection group sees the unit's people and posts until a day; the roles stay as they are."""
    require(access.may_lend(by, unit))
    grants.lend(user, "inspect_unit", unit, by=by, until=until)
    record("organisations.unit_lent", unit, by=by, unit=unit, person=user.name, until=until)


@move
def take_back_unit(unit: Unit, user, *, by) -> None:
    require(access.may_lend(by, unit))
    grants.take_back(user, "inspect_unit", unit)
    record("organisations.unit_taken_back", unit, by=by, unit=unit, person=user.name)


def write(thing, fields: dict) -> list[str]:
    """Set the fields and the next version; return the names of what changed, never the values."""
    changed = [name for name, value in fields.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, fields[name])
    thing.version += 1
    thing.save()
    return [thing._meta.get_field(name).verbose_name for name in changed]


def end_or_strike(row, on: date) -> None:
    """End a dated row; one that would end before it begins never held and goes. Its audit row stays."""
    if row.starts_on > on:
        row.delete()
        return
    row.ends_on = on
    row.save(update_fields=["ends_on"])


def yesterday() -> date:
    return clock.today() - timedelta(days=1)

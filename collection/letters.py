"""The wording of 采集, and the kind of its promise."""

from core.dates import cn
from core.gates import DISCIPLINE, Role
from deadlines.rules import Kind
from notifications.outbox import tell_once
from organisations.queries import users_reaching, users_with

FORM = Kind(name="collection.form", label="采集表")  # recipients: the ladder of deadlines.queries

WORDING = {
    "opened": "{form}可以填报了，请于{due}（含）前报送。",
    "submitted": "{form}已报送，请接收。",
    "returned": "{form}被退回，请修改后重新报送。退回理由：{reason}",
    "accepted": "{form}已接收。",
}


def tell(form, stage: str, people, **words) -> int:
    """One inbox line per person, form, stage and version."""
    return tell_once(
        people,
        key=f"collectionform:{form.pk}:{stage}:{form.version}",
        text=WORDING[stage].format(form=form, due=cn(form.period.due_on), **words),
        url=form.get_absolute_url(),
    )


def collectors(form):
    return users_with(Role.COLLECTOR, unit=form.unit)


def receivers(form):
    roles = (Role.CENTRE_OFFICER,) if form.unit.is_direct_point else DISCIPLINE
    return users_reaching(*roles, unit=form.unit)

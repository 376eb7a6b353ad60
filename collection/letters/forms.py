"""The wording of a form's life, and the kind of its promise."""

from collection import rules
from core.dates import cn
from core.gates import Role
from deadlines.queries import ladder, rung
from deadlines.rules import Kind
from notifications.outbox import tell_once
from organisations.queries import users_reaching, users_with

WORDING = {
    "opened": "{form}可以填报了，请于{due}（含）前报送。",
    "submitted": "{form}已报送，请接收。",
    "withdrawn": "{form}已被撤回，改好后会重新报送。",
    "correcting": "{form}正在更正，改好后会重新报送。",
    "corrected": "{form}的更正已报送，请核对改了什么，再接收。",
    "typed": "{form}已由{by}代录报送，请核对。",
    "returned": "{form}被退回，请打开查看理由，改好后重新报送。",
    "accepted": "{form}已接收。",
}


def recipients(deadline, stage: int) -> list:
    """The ladder of every promise; above a direct point's own head stands the centre, not the town (art. 36).

    It ends at the secretary; an information officer is not on it, but finds every overdue form among what waits for him.
    """
    who, unit_id = deadline.directory, deadline.unit_id
    if not deadline.unit.is_direct_point:
        return ladder(deadline, stage)
    own = (
        who.holding(Role.COLLECTOR, unit_id=unit_id),
        who.holding(Role.UNIT_HEAD, unit_id=unit_id),
    )
    centre = who.reaching(*rules.receivers(direct=True), unit_id=unit_id)
    return next((users for users in own[rung(stage) :] if users), centre)


FORM = Kind(name="collection.form", label="采集表", recipients=recipients)


def tell(form, stage: str, people, **words) -> int:
    """One inbox line per person, form, stage and version."""
    return tell_once(
        people,
        key=f"collectionform:{form.pk}:{stage}:{form.version}",
        text=WORDING[stage].format(form=form, due=cn(form.period.due_on), **words),
        url=form.get_absolute_url(),
    )


def collectors(form) -> list:
    return list(users_with(Role.COLLECTOR, unit=form.unit))


def fillers(form) -> list:
    """The unit's collectors, or its head where there is none; and whoever typed the form for them."""
    found = collectors(form) or users_with(Role.UNIT_HEAD, unit=form.unit)
    return [*found, *([form.filled_by] if form.on_behalf_of else [])]


def officers(form, *, but) -> list:
    """Who is told that the form waits, without the one who sent it: not everybody who may accept it."""
    found = users_reaching(*rules.officers(direct=form.unit.is_direct_point), unit=form.unit)
    return [user for user in found if user.pk != but.pk]


def concerned(form, *, but) -> list:
    """Both sides of a form, without the one who acts."""
    return [user for user in {*collectors(form), *officers(form, but=but)} if user.pk != but.pk]

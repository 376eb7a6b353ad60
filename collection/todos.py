"""What waits for whom in collection."""

from django.urls import reverse

from collection import queries
from core.gates import DISCIPLINE, Role
from core.registries import Todo


def todos(user, today) -> list[Todo]:
    """Three queries, however much there is."""
    return [*_to_fill(user), *_to_chase(user, today), *_to_receive(user)]


def _to_fill(user) -> list[Todo]:
    forms = queries.unfiled(queries.forms_visible_to(user), user.own_units(Role.COLLECTOR))
    return [
        Todo(
            kind="采集表",
            title=f"{form.period.label}采集表",
            detail=form.returned_reason and f"被退回：{form.returned_reason}" or str(form.unit),
            url=form.get_absolute_url(),
            button="填报",
            due_on=form.period.due_on,
        )
        for form in forms
    ]


def _to_chase(user, today) -> list[Todo]:
    """Overdue forms of the units 镇纪委 looks after: an officer may type what the village says by telephone."""
    forms = queries.overdue(queries.forms_visible_to(user), user.reach(*DISCIPLINE), today)
    return [
        Todo(
            kind="采集表",
            title=f"{form.period.label}采集表未报送",
            detail=str(form.unit),
            url=form.get_absolute_url(),
            button="代为填报",
            due_on=form.period.due_on,
            primary=False,
        )
        for form in forms
    ]


def _to_receive(user) -> list[Todo]:
    count = queries.forms_to_receive(user).count()
    if not count:
        return []
    url = f"{reverse('collection:index')}?status=submitted"
    return [Todo("采集表", f"接收{count}张采集表", "核对后接收，或写明理由退回", url, "去接收")]

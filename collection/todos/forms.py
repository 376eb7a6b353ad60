"""What waits for whom in collection."""

from django.urls import reverse

from collection import queries
from collection.enums import FormStatus, Report
from core.registries import Todo


def todos(user, today) -> list[Todo]:
    """Three queries, however much there is."""
    return [*map(_to_write, queries.to_write(user)), *_to_chase(user, today), *_to_receive(user)]


def _to_write(form) -> Todo:
    """A correction has no day of its own: the first report decided about lateness."""
    correcting = form.status == FormStatus.CORRECTING
    return Todo(
        kind="采集表",
        title=f"{'更正' if correcting else ''}{form.period.label}采集表",
        detail=_returned(form) or str(form.unit),
        url=form.get_absolute_url(),
        button="继续更正" if correcting else "填报",
        due_on=None if correcting else form.period.due_on,
    )


def _returned(form) -> str:
    return f"被退回：{form.returned_reason}" if form.status == FormStatus.RETURNED else ""


def _to_chase(user, today) -> list[Todo]:
    """An officer may type what a late village says by telephone."""
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
        for form in queries.to_chase(user, today)
    ]


def _to_receive(user) -> list[Todo]:
    count = queries.to_receive(user).count()
    if not count:
        return []
    url = f"{reverse('collection:index')}?report={Report.TO_RECEIVE}"
    return [Todo("采集表", f"接收{count}张采集表", "核对后接收，或写明理由退回", url, "去接收")]

"""风险点, 防控措施 and 措施落实 in the whole chain."""

from django.urls import reverse

from core.trails import Floor, Row, Trail
from powers.models import Power, ProcedureStep
from riskpoints import queries
from riskpoints.enums import IN_REGISTER, Status
from riskpoints.models import ControlMeasure, MeasureExecution, RiskPoint


def up(trail: Trail) -> None:
    """Measures stand before what came of a point all the same; on a point's own page they hang on it."""
    points = queries.visible_to(trail.user).filter(pk__in=trail.sought(RiskPoint))
    found = trail.add("风险点", points, _point, latest="reviewed_on")
    _measures(trail, found)
    own = [trail.start.pk] if isinstance(trail.start, RiskPoint) else []
    hangs = queries.visible_to(trail.user).filter(pk__in=[*found, *own]).order_by()
    for power, step in hangs.values_list("power", "step"):
        trail.seek(Power, [power])
        trail.seek(ProcedureStep, [step])


def down(trail: Trail) -> None:
    points = (
        queries.visible_to(trail.user).filter(power__in=trail.found(Power)).exclude(status=Status.RETIRED)
    )
    trail.add("风险点", points, _point, latest="reviewed_on", url=_list(trail.start))
    _measures(trail, trail.found(RiskPoint))


def _list(start) -> str:
    return f"{reverse('riskpoints:index')}?power={start.pk}" if isinstance(start, Power) else ""


def _measures(trail: Trail, points: list[int]) -> None:
    measures = queries.measures_seen(trail.user).filter(risk_point__in=points)
    found = trail.add("防控措施", measures, _measure, latest="starts_on")
    done = queries.executions_of(found)
    trail.add("措施落实", done, _execution, latest="done_on")


def _point(point: RiskPoint) -> Row:
    return Row(
        point.name,
        point.get_absolute_url(),
        point.reviewed_on or point.valid_from,
        point.get_status_display(),
        level=point.level,
        is_done=point.status in IN_REGISTER,
    )


def _measure(measure: ControlMeasure) -> Row:
    state = "执行中" if measure.is_current else "已结束"
    return Row(str(measure), _beside(measure), measure.starts_on, f"{measure.get_cadence_display()}，{state}")


def _execution(execution: MeasureExecution) -> Row:
    return Row(execution.what[:60], _beside(execution.measure), execution.done_on, execution.done_by)


def _beside(measure: ControlMeasure) -> str:
    return f"{measure.risk_point.get_absolute_url()}#measures"


FLOOR = Floor(up, down)

"""What is done about a risk point, and that it was done (arts. 16, 17)."""

from collections.abc import Iterable, Mapping
from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import Refusal, refused, require
from riskpoints import access, rules
from riskpoints.models import ControlMeasure, MeasureExecution, RiskPoint


@move
def add_measure(point: RiskPoint, *, by, **content) -> ControlMeasure:
    point = lock(point)
    require(access.may_add_measure(by, point))
    measure = prepared(ControlMeasure(risk_point=point), content)
    measure.save()
    touch(point)
    record("riskpoints.measure_added", point, by=by, measure=str(measure))
    return measure


@move
def change_measure(measure: ControlMeasure, *, by, **content) -> ControlMeasure:
    point = lock(measure.risk_point)
    measure = lock(measure)
    require(access.may_change_measure(by, measure))
    measure = prepared(measure, content)
    measure.save()
    touch(point)
    record("riskpoints.measure_changed", point, by=by, measure=str(measure))
    return measure


@move
def end_measure(measure: ControlMeasure, *, by, reason: str) -> ControlMeasure:
    """A measure ends and stays readable with all that was done."""
    point = lock(measure.risk_point)
    measure = lock(measure)
    require(access.may_change_measure(by, measure))
    measure.ends_on = max(clock.today(), measure.starts_on)
    measure.save()
    touch(point)
    record("riskpoints.measure_ended", point, by=by, measure=str(measure), reason=reason)
    return measure


@move
def record_execution(
    measure: ControlMeasure, *, by, done_on: date, done_by: str, what: str
) -> MeasureExecution:
    """落实: what was done, when, by whom."""
    measure = lock(measure)
    require(access.may_execute(by, measure))
    if done_on > clock.today():
        raise Refusal(refused("落实日期不能晚于今天，办完以后再登记。", 16))
    execution = MeasureExecution.objects.create(
        measure=measure,
        done_on=done_on,
        done_by=done_by,
        what=what,
        recorded_by=f"{by.post_text} {by.name}",
        recorded_at=clock.now(),
    )
    record("riskpoints.executed", measure.risk_point, by=by, measure=str(measure), done_on=done_on)
    return execution


def prepared(measure: ControlMeasure, content: Mapping) -> ControlMeasure:
    """The measure with this content; its form and sort follow the point, its cadence the level, where nothing is said."""
    point = measure.risk_point
    for name, value in content.items():
        setattr(measure, name, value)
    if measure._state.adding:
        measure.kind = content.get("kind") or rules.measure_kind(point.layer)
        measure.sort = content.get("sort") or rules.measure_sort(point.risk_type)
        measure.cadence = content.get("cadence") or rules.usual_cadence(point.level)
        measure.starts_on = content.get("starts_on") or clock.today()
    return measure


def write_measures(point: RiskPoint, rows: Iterable[Mapping]) -> None:
    """Make the point's measures in force exactly these; one that was carried out already ends instead of going."""
    present = {row.pk: row for row in point.measures.filter(ends_on=None)}
    for values in rows:
        content = {name: value for name, value in values.items() if name != "id"}
        measure = present.pop(values.get("id"), None) or ControlMeasure(risk_point=point)
        if content:
            prepared(measure, content).save()
    for measure in present.values():
        drop(measure)


def drop(measure: ControlMeasure) -> None:
    if not measure.executions.exists():
        measure.delete()
        return
    measure.ends_on = max(clock.today(), measure.starts_on)
    measure.save()


def touch(point: RiskPoint) -> None:
    """Another version of the point: whoever has its form open is told."""
    point.changed_on = clock.today()
    point.version += 1
    point.save()

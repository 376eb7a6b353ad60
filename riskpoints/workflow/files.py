"""Whole files at once: one audit row with the counts and the file's SHA-256."""

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from audit.log import move, record
from core import clock
from core.verdict import Refusal, refused, require
from riskpoints import access
from riskpoints.enums import IN_REGISTER, Status
from riskpoints.models import ControlMeasure, LibraryRiskPoint, RiskPoint
from riskpoints.workflow.measures import write_measures

BATCH = 500
DRAFTED = (
    "status",
    "drafted_by",
    "changed_on",
    "sort_key",
    "proposed_level",
    "level",
    "level_reason",
    "version",
)


@move
def take_in(created: list, changed: list, *, fields: list, by, file: str, sha256: str) -> None:
    """Write a whole checked file: (point, measures) pairs, measures None to leave them.

    A point that comes with a level stands in the register as 在册待核, and so does a changed one of the register.
    `fields` are those that differ in any changed point.
    """
    units = list({point.unit_id: point.unit for point, _ in created + changed}.values())
    if by:
        require(access.may_import(by, units))
    points = [point for point, _ in changed]
    lock_unchanged(points)
    for point, _ in created:
        point.status = Status.UNCHECKED if point.level else Status.DRAFT
    for point in points:
        if point.status in IN_REGISTER:
            point.status = Status.UNCHECKED
    bulk_create_with_history(
        [point for point, _ in created],
        RiskPoint,
        batch_size=BATCH,
        default_user=by,
        default_date=clock.now(),
    )
    bulk_update_with_history(
        points,
        RiskPoint,
        sorted({*fields, *DRAFTED}),
        batch_size=BATCH,
        default_user=by,
        default_date=clock.now(),
    )
    for point, measures in created:
        for measure in measures:
            measure.risk_point = point
    measures = [measure for _, measures in created for measure in measures]
    bulk_create_with_history(
        measures, ControlMeasure, batch_size=BATCH, default_user=by, default_date=clock.now()
    )
    for point, rows in changed:
        if rows is not None:
            write_measures(point, rows)
    counts = {"created": len(created), "changed": len(changed), "units": len(units)}
    record("riskpoints.imported", units[0], by=by, unit=units[0], file=file, sha256=sha256, **counts)


@move
def stock_library(entries: list[LibraryRiskPoint], *, fields, sha256: str) -> None:
    """Put examples into the 示例库; one that has its number already is replaced."""
    LibraryRiskPoint.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["number"], update_fields=fields
    )
    record("riskpoints.library_stocked", entries[0], by=None, examples=len(entries), sha256=sha256)


def lock_unchanged(points: list) -> None:
    """Nobody may have changed a point between the reading of the file and now."""
    read_at = {point.pk: point.version - 1 for point in points}
    rows = RiskPoint.objects.order_by("pk").select_for_update().filter(pk__in=read_at)
    for pk, version in rows.values_list("pk", "version"):
        if read_at.pop(pk) != version:
            raise Refusal(refused("导入期间有人改动了其中的风险点，什么也没有保存。请重新检查后再导入。"))

"""Writing a risk point."""

from collections.abc import Iterable, Mapping

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from organisations.rules import sort_key
from riskpoints import access, queries, rules
from riskpoints.enums import IN_REGISTER, Status
from riskpoints.models import LibraryRiskPoint, RiskPoint
from riskpoints.workflow.measures import write_measures


@move
def create(unit, *, by, measures: Iterable[Mapping] = (), **content) -> RiskPoint:
    """A new point at 个人自查. Its level is the proposed one unless `level` says otherwise with `level_reason`."""
    if by:
        require(access.may_create(by, unit))
    if content.get("assignment"):
        content["assignment"] = lock(content["assignment"])
        require(access.may_write_in(by, content["assignment"]))
    point = drafted(RiskPoint(unit=unit), by, content)
    judge(point, content.get("level", ""))
    point.save()
    write_measures(point, measures)
    record("riskpoints.created", point, by=by, level=point.get_level_display())
    return point


@move
def change(point: RiskPoint, *, by, version: int | None = None, measures=None, **content) -> RiskPoint:
    """What was examined before does not cover the new content: a point of the register waits to be checked again."""
    point = lock(point, version)
    require(access.may_change(by, point))
    before = point.status, point.level
    kept = "" if point.level == point.proposed_level else point.level  # a proposed level follows the proposal

    point = drafted(point, by, content)
    judge(point, content.get("level", kept))
    if point.status in IN_REGISTER:
        point.status = Status.UNCHECKED
    point.version += 1
    point.save()
    if measures is not None:
        write_measures(point, measures)

    record("riskpoints.changed", point, by=by, version=point.version, was=before[0], level_was=before[1])
    return point


@move
def copy(entry: LibraryRiskPoint, *, unit, by, **placed) -> RiskPoint:
    """An example of the 示例库 at 个人自查: its level is kept as its source says, open where the source says none.

    `placed` says where it belongs here: its layer, post, section, assignment.
    """
    layer = placed.get("layer") or RiskPoint._meta.get_field("layer").default
    measures = [
        {
            "content": content,
            "kind": rules.measure_kind(layer),
            "sort": rules.measure_sort(entry.risk_type),
            "cadence": rules.usual_cadence(entry.level),
        }
        for content in rules.split_measures(entry.measures)
    ]
    return create(
        unit,
        by=by,
        measures=measures,
        risk_type=entry.risk_type,
        name=entry.name,
        manifestation=entry.manifestation or entry.name,
        level=entry.level,
        level_source=entry.level_raw[:40],
        responsible_text=entry.owner_role,
        source=rules.source_of(entry.number),
        **{"section": entry.dept} | placed,
    )


def drafted(point: RiskPoint, by, content: Mapping) -> RiskPoint:
    """The point with this content, as written today, not saved and its level not judged."""
    today = clock.today()
    for name, value in content.items():
        setattr(point, name, value)
    point.valid_from = point.valid_from or today
    point.drafted_by = by
    point.changed_on = today
    point.sort_key = sort_key(point.name)
    return point


def judge(point: RiskPoint, level: str) -> None:
    """Set the proposed level by the settings of today, and the level itself."""
    proposal = queries.proposal_for(point)
    point.proposed_level = proposal.level
    point.level = level or proposal.level
    require(access.may_take_level(point.level, point.level_reason, proposal))
    if point.level == proposal.level:
        point.level_reason = ""

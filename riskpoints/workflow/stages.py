"""The stages of art. 14, and the ends of a point's life."""

from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from deadlines import workflow as deadlines
from deadlines.rules import days_due
from riskpoints import access, queries
from riskpoints.enums import REVIEW_KIND, STAGES, Status
from riskpoints.models import RiskPoint
from rulebook.queries import setting


@move
def pass_on(point: RiskPoint, *, by) -> RiskPoint:
    """To the next stage; none can be skipped (art. 14)."""
    point = lock(point)
    require(access.may_pass_on(by, point))
    return forward(point, by)


@move
def forward(point: RiskPoint, by) -> RiskPoint:
    """A locked point whose move was granted, by itself or with its assignment; so with the three others below."""
    done = point.get_status_display()
    point.status = STAGES[STAGES.index(point.status) + 1]
    point.sent_back_reason = ""
    point.save()
    record("riskpoints.passed_on", point, by=by, done=done, to=point.get_status_display())
    return point


@move
def register(point: RiskPoint, *, by) -> RiskPoint:
    """组织审查: into the register. The level must still be one the settings of today allow."""
    point = lock(point)
    require(access.may_register(by, point))
    return take_up(point, by)


@move
def take_up(point: RiskPoint, by) -> RiskPoint:
    require(access.may_take_level(point.level, point.level_reason, queries.proposal_for(point)))
    point.status = Status.REGISTERED
    point.reviewed_by = f"{by.post_text} {by.name}"
    point.reviewed_on = clock.today()
    point.save()
    deadlines.meet(REVIEW_KIND, point, on=clock.today())
    record("riskpoints.registered", point, by=by, version=point.version, level=point.get_level_display())
    return point


@move
def ask_review(point: RiskPoint, *, on: date) -> None:
    """Art. 15: promise that the point is looked at again. The days count from the day the change was noticed."""
    point = lock(point)
    changes = queries.changes_since_review(point)
    if not changes:
        return
    event = f"发现{'、'.join(changes)}"
    due = days_due(on, setting("riskpoints.review_days"), event=event, deed="复核")
    deadlines.promise(
        REVIEW_KIND,
        point,
        unit=point.unit,
        started_on=on,
        due_on=due.on,
        article=15,
        arithmetic=due.arithmetic,
        title=f"复核风险点“{point.name[:60]}”",
        url=point.get_absolute_url(),
    )
    record("riskpoints.review_asked", point, by=None, changes="、".join(changes))


@move
def review(point: RiskPoint, *, by) -> RiskPoint:
    """Looked at again and still right."""
    point = lock(point)
    require(access.may_review(by, point))
    return look_again(point, by)


@move
def look_again(point: RiskPoint, by) -> RiskPoint:
    point.reviewed_by, point.reviewed_on = f"{by.post_text} {by.name}", clock.today()
    point.save()
    deadlines.meet(REVIEW_KIND, point, on=clock.today())
    record("riskpoints.reviewed", point, by=by)
    return point


@move
def send_back(point: RiskPoint, *, by, reason: str) -> RiskPoint:
    """Back to 个人自查, with the reason for whoever wrote it."""
    point = lock(point)
    require(access.may_send_back(by, point))
    return put_back(point, by, reason)


@move
def put_back(point: RiskPoint, by, reason: str) -> RiskPoint:
    stage = point.get_status_display()
    point.status = Status.DRAFT
    point.sent_back_reason = reason
    point.save()
    record("riskpoints.sent_back", point, by=by, stage=stage, reason=reason)
    return point


@move
def retire(point: RiskPoint, *, by, reason: str) -> RiskPoint:
    """Out of the living register (art. 15). The row stays, out of force from today."""
    point = lock(point)
    require(access.may_retire(by, point))
    today = clock.today()
    point.status = Status.RETIRED
    point.sent_back_reason = reason
    point.valid_until = max(today, point.valid_from)
    point.changed_on = today
    point.version += 1
    point.save()
    deadlines.cancel(REVIEW_KIND, point)
    record("riskpoints.retired", point, by=by, reason=reason)
    return point

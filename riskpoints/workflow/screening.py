"""排查活动 from its opening to its end, and the assignments in it (arts. 12 to 14).

Only these moves take an assignment and the points written in it from stage to stage, all together and under the lock of
the assignment, so that neither can be ahead of the other. Lock order: share → assignment → point.
"""

from collections.abc import Iterable
from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import Refusal, refused, require
from deadlines import workflow as deadlines
from organisations.models import Unit
from riskpoints import access, letters, queries, rules
from riskpoints.enums import SCREENING_KIND, STAGES, Layer, Outcome, ScreeningStatus, Stage, Status
from riskpoints.models import Assignment, LibraryRiskPoint, RiskPoint, Screening, Share
from riskpoints.workflow import points, stages


@move
def open_screening(town, *, by, title: str, due_on: date, units: Iterable[Unit]) -> Screening:
    """An assignment for every post, every section and the unit itself, in each of the units."""
    require(access.may_open_screening(by, town))
    units = list(Unit.objects.select_for_update().filter(pk__in=[u.pk for u in units]).order_by("pk"))
    require(access.may_screen(by, units))
    if not units or due_on <= clock.today():
        raise Refusal(refused("请选择要排查的单位，并把完成期限定在今天以后。", 14))
    screening = Screening.objects.create(
        unit=town, title=title, due_on=due_on, opened_on=clock.today(), opened_by=_signature(by)
    )
    number = sum(_share_out(screening, unit) for unit in units)
    record("riskpoints.screening_opened", screening, by=by, units=len(units), assignments=number)
    return screening


def _share_out(screening: Screening, unit: Unit) -> int:
    share = Share.objects.create(screening=screening, unit=unit)
    wanted = [
        Assignment(share=share, layer=Layer.UNIT),
        *(Assignment(share=share, layer=Layer.SECTION, section=name) for name in queries.sections_of(unit)),
        *(
            Assignment(share=share, layer=Layer.POST, post=post)
            for post in unit.posts.order_by("-is_head", "pk")
        ),
    ]
    Assignment.objects.bulk_create(wanted)
    deadlines.promise(
        SCREENING_KIND,
        share,
        unit=unit,
        started_on=screening.opened_on,
        due_on=screening.due_on,
        article=14,
        arithmetic=rules.screening_arithmetic(screening.opened_on, screening.due_on),
        title=screening.title,
        url=letters.list_of(share),
    )
    letters.tell_opened(share, len(wanted))
    return len(wanted)


@move
def close_screening(screening: Screening, *, by, reason: str = "") -> Screening:
    """What is not done by then stays listed as such; its points go on one by one from where they stand."""
    screening = lock(screening)
    require(access.may_close_screening(by, screening))
    shares = list(screening.shares.select_for_update().filter(ended_on=None).order_by("pk"))
    left = list(
        Assignment.objects.select_for_update().filter(share__in=shares, status__in=STAGES).order_by("pk")
    )
    if left and not reason:
        raise Refusal(refused(f"还有{len(left)}项任务没有完成，结束前请写明原因。", 14))
    for assignment in left:
        assignment.stopped_at, assignment.status = assignment.status, Stage.NOT_DONE
        assignment.save()
    for share in shares:
        _end(share)
    screening.status, screening.closed_on = ScreeningStatus.CLOSED, clock.today()
    screening.closed_by, screening.reason = _signature(by), reason
    screening.save()
    said = f"：{reason}" if reason else ""
    record("riskpoints.screening_closed", screening, by=by, left=len(left), reason=said)
    return screening


@move
def write_in(assignment: Assignment, *, by, **content) -> RiskPoint:
    """A new point of the assignment, at 个人自查 like the assignment itself."""
    return points.create(assignment.unit, by=by, assignment=assignment, **content)


@move
def copy_in(assignment: Assignment, entry: LibraryRiskPoint, *, by) -> RiskPoint:
    """An example of the 示例库, put where the assignment belongs; once, however often the button is pressed."""
    assignment = _locked(assignment)
    if queries.written_in(assignment).filter(source=rules.source_of(entry.number)).exists():
        raise Refusal(refused("这一条已经抄过，请回到排查任务，在写下的风险点里修改。", 14))
    return points.copy(
        entry,
        unit=assignment.unit,
        by=by,
        assignment=assignment,
        layer=assignment.layer,
        post=assignment.post,
        section=assignment.section,
    )


@move
def confirm_point(assignment: Assignment, point: RiskPoint, *, by) -> None:
    """A point of the register was looked at again and still holds (art. 15)."""
    assignment = _locked(assignment)
    require(access.may_write_in(by, assignment))
    if point not in queries.standing_for(assignment):
        raise Refusal(refused("这个风险点不在本岗位的在册风险点里，请刷新后再看。", 15))
    assignment.confirmed.add(point)
    record("riskpoints.point_confirmed", assignment, by=by, point=str(point))


@move
def report_none(assignment: Assignment, *, by, reason: str) -> Assignment:
    """本岗位无风险点: with a reason, and examined in the same four stages."""
    assignment = _locked(assignment)
    require(access.may_report_none(by, assignment))
    assignment.none_reason, assignment.outcome = reason, Outcome.NONE
    return _forward(assignment, by)


@move
def pass_on_assignment(assignment: Assignment, *, by, at: str = "") -> Assignment:
    """To the next stage with all its points; none can be skipped. `at` is the stage that stood beside the button."""
    assignment = _locked(assignment)
    if at and at != assignment.status:
        raise Refusal(refused(f"这项任务已经到了{assignment.get_status_display()}，请看过再办。", 14))
    require(access.may_pass_on_assignment(by, assignment))
    if assignment.status == Stage.DRAFT:
        assignment.outcome = Outcome.POINTS
    return _forward(assignment, by)


def _forward(assignment: Assignment, by) -> Assignment:
    if assignment.status == Stage.DRAFT:
        assignment.reported_by, assignment.reported_text = by, _on_behalf(assignment, by)
    for point in _points(assignment):
        stages.forward(point, by)
    done = assignment.get_status_display()
    assignment.status = STAGES[STAGES.index(assignment.status) + 1]
    assignment.sent_back_reason = ""
    assignment.save()
    if not queries.still_with_the_unit(assignment.share):
        deadlines.meet(SCREENING_KIND, assignment.share, on=clock.today())
    to = assignment.get_status_display()
    record("riskpoints.assignment_passed_on", assignment, by=by, done=done, to=to)
    return assignment


@move
def finish_assignment(assignment: Assignment, *, by) -> Assignment:
    """组织审查: every point into the register, those confirmed count as looked at again today."""
    assignment = _locked(assignment)
    require(access.may_finish_assignment(by, assignment))
    for point in _points(assignment):
        stages.take_up(point, by)
    for point in assignment.confirmed.select_for_update().filter(status=Status.REGISTERED).order_by("pk"):
        stages.look_again(point, by)
    assignment.status, assignment.done_on = Stage.DONE, clock.today()
    assignment.save()
    record("riskpoints.assignment_finished", assignment, by=by, outcome=assignment.get_outcome_display())
    if not assignment.share.assignments.filter(status__in=STAGES).exists():
        _end(assignment.share)
    return assignment


@move
def send_back_assignment(assignment: Assignment, *, by, reason: str) -> Assignment:
    """Back to 个人自查 with all its points. What 镇纪委 sends back is the unit's to do again by the same day."""
    assignment = _locked(assignment)
    require(access.may_send_back_assignment(by, assignment))
    for point in _points(assignment):
        stages.put_back(point, by, reason)
    stage = assignment.get_status_display()
    assignment.status, assignment.outcome, assignment.sent_back_reason = Stage.DRAFT, "", reason
    assignment.save()
    deadlines.reopen(SCREENING_KIND, assignment.share, on=clock.today())
    record("riskpoints.assignment_sent_back", assignment, by=by, stage=stage, reason=reason)
    letters.tell_sent_back(assignment, clock.now())
    return assignment


def _locked(assignment: Assignment) -> Assignment:
    """The share first: two people who hand on the last two assignments must not each take the other's for undone."""
    share = lock(assignment.share)
    assignment = lock(assignment)
    assignment.share = share
    return assignment


def _points(assignment: Assignment) -> list[RiskPoint]:
    """The points that move with it, locked: those that stand where it stands."""
    moving = assignment.points.select_for_update().filter(status=assignment.status)
    return list(moving.order_by("pk"))


def _end(share: Share) -> None:
    share.ended_on = clock.today()
    share.save()
    deadlines.cancel(SCREENING_KIND, share)  # one that was kept is no longer open, and stays kept


def _on_behalf(assignment: Assignment, by) -> str:
    """西山村文书周小燕（代李长河）: most of those who hold a post have no account."""
    holders = queries.people_of(assignment)
    behalf = f"（代{'、'.join(holders)}）" if holders and by.name not in holders else ""
    return f"{_signature(by)}{behalf}"


def _signature(user) -> str:
    return f"{user.post_text} {user.name}"

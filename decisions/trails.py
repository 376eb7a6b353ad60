"""三重一大 in the whole chain: from what the register knows of an item to what became of its resolution."""

from django.urls import reverse

from core.trails import Floor, Row, Trail
from decisions import queries
from decisions.enums import HELD, FindingStatus, MeetingStatus, TaskStatus
from decisions.models import AgendaItem, Meeting
from decisions.queries import trails
from riskpoints.models import RiskPoint


def up(trail: Trail) -> None:
    """What had to come before an item, the item it takes up again or confirms, and the risks it was weighed by."""
    item = trail.start
    if not isinstance(item, AgendaItem):
        return
    trail.add("会前程序", trails.fulfilments_on([item.pk]), _fulfilment, latest="done_on")
    earlier = queries.visible_to(trail.user).filter(pk__in=[item.previous_id, item.confirms_id])
    trail.add("议题", earlier, _item, latest="meeting__held_on")
    trail.seek(RiskPoint, trails.points_weighed(item))


def down(trail: Trail) -> None:
    user = trail.user
    after = trails.items_after(user, trail.found(AgendaItem), trail.found(RiskPoint))
    trail.add("议题", after, _item, latest="meeting__held_on", url=reverse("decisions:index"))
    items = trail.found(AgendaItem)
    trail.add("风险评估", trails.assessments_on(items), _assessment, latest="assessed_on")
    _meetings(trail, items)
    tasks = queries.tasks_visible_to(user).filter(item__in=items)
    trail.add("督办落实", tasks, _task, latest="due_on", url=reverse("decisions:tasks"))
    trail.add("决议公开", trails.notices_on(items), _notice, latest="disclosed_on")
    findings = queries.findings_visible_to(user).filter(item__in=items)
    trail.add("检查发现", findings, _finding, latest="found_on", url=reverse("decisions:checks"))


def _meetings(trail: Trail, items: list[int]) -> None:
    """The result is for whoever reads the item; the meeting and its record for those who sat there or keep them."""
    meetings = queries.meetings_visible_to(trail.user).filter(items__in=items)
    found = trail.add("会议", meetings, _meeting, latest="held_on", url=reverse("decisions:meetings"))
    trail.put("表决结果", [_result(item) for item in trails.decided_of(trail.user, items)])
    held = queries.meetings_visible_to(trail.user).filter(pk__in=found, status__in=HELD)
    trail.put("会议纪要", [_record(meeting) for meeting in held])


def _fulfilment(row) -> Row:
    return Row(f"{row}：{row.document}", row.item.get_absolute_url(), row.done_on, row.given_by)


def _item(item: AgendaItem) -> Row:
    state = item.get_outcome_display() or item.get_status_display()
    on = item.meeting.held_on if item.meeting else None
    return Row(item.title, item.get_absolute_url(), on, state, is_done=bool(item.outcome))


def _assessment(report) -> Row:
    state = f"结论：{report.get_conclusion_display()}"
    return Row(f"{report}", report.item.get_absolute_url(), report.assessed_on, state)


def _meeting(meeting: Meeting) -> Row:
    done = meeting.status in HELD
    return Row(
        meeting.title, meeting.get_absolute_url(), meeting.held_on, meeting.get_status_display(), is_done=done
    )


def _result(item: AgendaItem) -> Row:
    """What was decided; who said what and how many voted how stands on the item's page, for those who may read it."""
    return Row(item.title, item.get_absolute_url(), item.meeting.held_on, item.get_outcome_display())


def _record(meeting: Meeting) -> Row:
    url = reverse("decisions:minutes", args=[meeting.pk])
    waits = meeting.status == MeetingStatus.CLOSED
    state = "待签认、定稿" if waits else meeting.get_status_display()
    return Row(f"{meeting}会议记录", url, meeting.archived_on or meeting.frozen_on, state, is_done=not waits)


def _task(task) -> Row:
    is_open = task.status == TaskStatus.OPEN
    return Row(
        task.content,
        task.get_absolute_url(),
        task.done_on or task.due_on,
        task.get_status_display(),
        is_done=not is_open,
    )


def _notice(notice) -> Row:
    state = "已撤下" if notice.withdrawn_on else "公开中"
    return Row(notice.title, notice.get_absolute_url(), notice.disclosed_on, state)


def _finding(finding) -> Row:
    done = finding.status == FindingStatus.RECTIFIED
    return Row(
        finding.get_check_kind_display(),
        finding.get_absolute_url(),
        finding.found_on,
        finding.get_status_display(),
        is_done=done,
    )


FLOOR = Floor(up, down)

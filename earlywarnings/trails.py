"""预警 and everything that follows a warning, in the whole chain."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from collection.models import InformationItem
from core.dates import cn_short
from core.trails import Floor, Row, Trail
from earlywarnings.enums import CARRIED_OUT
from earlywarnings.models import EarlyWarning
from earlywarnings.pages import url_of
from earlywarnings.queries import trails
from earlywarnings.queries import warnings as queries
from riskpoints.models import RiskPoint

LATEST = "drafted_on"


def up(trail: Trail) -> None:
    """Where a warning came from is for those who handle it; its risk point stands on its own page."""
    warning = trail.start
    if not isinstance(warning, EarlyWarning):
        return
    earlier = queries.visible_to(trail.user).filter(pk=warning.follows_id)
    trail.add("预警", earlier, _warning, latest=LATEST)
    trail.seek(InformationItem, trails.origins_of(trail.user, warning))
    trail.seek(RiskPoint, [warning.risk_point_id])


def down(trail: Trail) -> None:
    user, points, items = trail.user, trail.found(RiskPoint), trail.found(InformationItem)
    after = trails.warnings_after(user, trail.found(EarlyWarning), points=points, items=items)
    trail.add("预警", after, _warning, latest=LATEST, url=reverse("earlywarnings:index"))
    found = trail.found(EarlyWarning)
    _papers(trail, trails.with_papers(user, found))
    checks = trails.inspections_on(user, warnings=found, points=points)
    trail.add("督查", checks, _inspection, latest="planned_on", url=reverse("earlywarnings:inspections"))
    talks = trails.handlings_on(user, warnings=found, items=items)
    trail.add("分级处置", talks, _handling, latest="opened_on")


def _papers(trail: Trail, warnings) -> None:
    """What stands on a warning's own page, for whoever may open it."""
    trail.put("通知书", [_notice(one) for one in warnings if one.notice_id])
    trail.put("回告", [row for one in warnings for row in _answers(one)])
    trail.put("复核", [row for one in warnings for row in _checks(one)])
    trail.put("销号", [row for one in warnings for row in _ends(one)])


def _warning(warning: EarlyWarning) -> Row:
    text = f"{warning.heading}（{warning.number}）" if warning.number_id else warning.heading
    return Row(
        text,
        warning.get_absolute_url(),
        warning.signed_on or warning.drafted_on,
        warning.get_status_display(),
        tier=warning.tier,
    )


def _notice(warning) -> Row:
    days = (("签收", warning.received_on), ("送达", warning.delivered_on))
    state = next((f"{cn_short(day)}{word}" for word, day in days if day), "待送达")
    url = url_of(warning, "notice_pdf")
    return Row(str(warning.number), url, warning.signed_on, state, is_done=warning.received_on is not None)


def _answers(warning):
    """What is still to come stands first, with the day by which it is due."""
    url = warning.get_absolute_url()
    if warning.awaits_answer:
        yield Row("等待回告", url, warning.due_on, "应于这一天（含）前回告", is_done=False)
    for answer in warning.responses.all():
        yield Row(answer.heading, url, _day(answer.answered_at), answer.result_text)


def _checks(warning):
    url = warning.get_absolute_url()
    for answer in warning.responses.all():
        if answer.second_at:
            yield Row(f"{answer.heading}二次复核", url, _day(answer.second_at), answer.result_text)
        if answer.verified_at:
            yield Row(f"{answer.heading}复核", url, _day(answer.verified_at), answer.result_text)


def _ends(warning):
    url = warning.get_absolute_url()
    ends = (
        ("整改销号", warning.closed_on),
        ("由提高一级的预警接续", warning.superseded_on),
        ("预警撤销", warning.revoked_on),
    )
    return [Row(text, url, day) for text, day in ends if day]


def _inspection(inspection) -> Row:
    done = inspection.status in CARRIED_OUT
    return Row(
        f"{inspection.get_kind_display()}",
        inspection.get_absolute_url(),
        inspection.inspected_on or inspection.planned_on,
        inspection.get_outcome_display() or inspection.get_status_display(),
        is_done=done,
    )


def _handling(one) -> Row:
    on = one.took_place_on or one.opened_on
    return Row(one.heading, one.get_absolute_url(), on, one.state_text, is_done=not one.is_in_progress)


def _day(moment) -> date:
    return timezone.localtime(moment).date()


FLOOR = Floor(up, down)

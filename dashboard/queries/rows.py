"""The rows behind a mark, on any day: what a tile counts is what this lists …"""

from collections.abc import Callable
from dataclasses import dataclass

from core.dates import cn
from core.numbers import plain
from dashboard.queries import cases, decided, promised, registered, scored, warned
from dashboard.rules import Moment


@dataclass(frozen=True)
class Line:
    text: str
    detail: str
    url: str = ""
    tier: str = ""


@dataclass(frozen=True)
class Rows:
    """`found(user, moment, asked)`: a queryset or a list; `tell(row, user)`: one of them in words."""

    title: str
    found: Callable
    tell: Callable


def _warning(warning, user) -> Line:
    days = (
        ("签批", warning.signed_on),
        ("签收", warning.received_on),
        ("回告", warning.first_answered_on),
        ("复核", warning.verified_on),
        ("销号", warning.closed_on),
    )
    detail = " · ".join(f"{cn(day)}{deed}" for deed, day in days if day)
    return Line(f"{warning.number} {warning.heading}", detail, warning.get_absolute_url(), warning.tier)


def _promise(promise, user) -> Line:
    return Line(promise.title, f"{promise.unit} · {promise.arithmetic}", promise.url)


def _case(case, user) -> Line:
    return Line(str(case.power), f"{case.unit} · {case.arithmetic}", case.get_absolute_url())


def _finding(finding, user) -> Line:
    unit = finding.item.unit if finding.item else finding.meeting.unit
    detail = f"{unit} · {finding.get_severity_display()} · {cn(finding.found_on)}发现"
    return Line(finding.text, detail, finding.get_absolute_url())


def _point(point, user) -> Line:
    detail = f"{point.unit} · {point.get_risk_type_display()} · 风险等级{point.get_level_display()}"
    return Line(point.name, detail, point.get_absolute_url())


def _sheet(row, user) -> Line:
    detail = f"{plain(row.result.score)} 分 · {row.sheet.get_status_display()}"
    return Line(str(row.sheet.unit), detail, row.sheet.get_absolute_url())


ROWS = {
    "in_hand": Rows("在办预警", warned.rows_in_hand, _warning),
    "reached": Rows("预警走到哪一步", warned.rows_reached, _warning),
    "waiting": Rows("预警停在这一步", warned.rows_waiting, _warning),
    "late": Rows("逾期事项", promised.rows_late, _promise),
    "cases_over": Rows("办件逾期", cases.rows_over, _case),
    "cases_near": Rows("办件三日内到期", cases.rows_near, _case),
    "findings": Rows("决策检查待说明", decided.rows_found, _finding),
    "points": Rows("在册风险点", registered.rows_registered, _point),
    "scores": Rows("百分考核得分", scored.rows_scored, _sheet),
}


def found(tile: str, user, moment: Moment, asked: dict):
    """Nothing at all for a condition that makes no sense, rather than everything."""
    return ROWS[tile].found(user, moment, asked) if asked else []

"""What the page of an inspection says: the next step, who has it, until when; and what may be done with each finding."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from core.registries import Action
from core.verdict import Verdict
from earlywarnings.access import inspections as access
from earlywarnings.enums import RECTIFIED, InspectionStatus
from earlywarnings.models import EarlyWarning, Inspection, about
from earlywarnings.pages.steps import Step
from earlywarnings.queries.inspections import code_of
from riskpoints.enums import IN_REGISTER
from riskpoints.models import RiskPoint

OTHERS = {"change": "修改计划", "attach": "添加照片或材料", "cancel": "取消督查"}


@dataclass(frozen=True)
class AskedStep(Step):
    confirm: str = ""  # what the button asks; without it the step has a page of its own


@dataclass(frozen=True)
class Row:
    """One finding with what the reader may do about it."""

    finding: object
    may_report: Verdict
    may_check: Verdict


def next_step(user, inspection) -> AskedStep | None:
    """None when the inspection has come to its end."""
    if inspection.status == InspectionStatus.PLANNED:
        may = access.may_carry_out(user, inspection)
        url = url_of("carry_out_inspection", inspection)
        return AskedStep(
            "carry_out", "镇纪委", "实地督查，登记结果", "登记督查结果", url, may, inspection.planned_on
        )
    if inspection.status != InspectionStatus.FOLLOWED_UP:
        return None
    reported = [finding for finding in inspection.findings.all() if finding.awaits_check]
    unreported = [f for f in inspection.findings.all() if f.is_open and not f.awaits_check]
    if reported and (not unreported or access.handles(user, inspection)):
        return _check(user, reported)
    if unreported:
        return _report(user, inspection, unreported)
    may = access.may_close(user, inspection)
    url = url_of("close_inspection", inspection)
    return AskedStep(
        "close", "镇纪委", "问题都已整改，办结", "办结", url, may, confirm="办结后不能再改，确定吗？"
    )


def _check(user, reported) -> AskedStep:
    first = reported[0]
    may, url = access.may_check(user, first), url_of("check_finding", first)
    return AskedStep(
        "check", "镇纪委", f"核查已报告整改的{len(reported)}个问题", f"核查问题{first.number}", url, may
    )


def _report(user, inspection, unreported) -> AskedStep:
    first = min(unreported, key=lambda finding: (finding.due_on, finding.number))
    may, url = access.may_report(user, first), url_of("report_finding", first)
    what, label = f"整改督查发现的{len(unreported)}个问题", f"报告问题{first.number}的整改"
    return AskedStep("report", f"{inspection.unit}负责人", what, label, url, may, first.due_on)


def rows(user, inspection) -> list[Row]:
    return [
        Row(finding, access.may_report(user, finding), access.may_check(user, finding))
        for finding in inspection.findings.all()
    ]


def other_moves(user, inspection) -> list[tuple[str, str]]:
    """The further moves this user may make now, as words and address."""
    return [
        (label, url_of(f"{verb}_inspection", inspection))
        for verb, label in OTHERS.items()
        if access.MOVES[verb](user, inspection)
    ]


def actions(user, thing) -> list[Action]:
    """安排督查, on the page of a risk point in the register and of a warning that was signed for."""
    inspectable = isinstance(thing, EarlyWarning) and thing.status in RECTIFIED
    inspectable |= isinstance(thing, RiskPoint) and thing.status in IN_REGISTER
    if not inspectable or not access.may_plan(user, Inspection(**about(thing))):
        return []
    return [Action("安排督查", f"{reverse('earlywarnings:plan_inspection')}?of={code_of(thing)}")]


def url_of(name: str, thing) -> str:
    return reverse(f"earlywarnings:{name}", args=[thing.pk])


def steps(inspection) -> list[tuple[str, date | None]]:
    mended = [finding.mended_on for finding in inspection.findings.all()]
    done = inspection.is_carried_out and all(mended)
    return [
        ("安排", inspection.planned_on),
        ("督查", inspection.inspected_on),
        ("整改", max(mended, default=inspection.inspected_on) if done else None),
        ("办结", inspection.closed_on),
    ]

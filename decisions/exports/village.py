"""What hangs on the village's notice board: the resolution, and later what came of it (art. 10, 29)."""

from django.http import Http404

from core import clock
from decisions.enums.village import VOTED, Stage
from decisions.models import VillageDecision
from decisions.queries import village as queries
from decisions.rules import village as rules
from documents.reports import Report, Section, respond_pdf, respond_word

RESPOND = {"pdf": respond_pdf, "docx": respond_word}
COMPLAINTS = "对公示内容有意见的，请在公示期内向村务监督委员会或镇纪委反映。"


def notice(decision: VillageDecision, extension: str):
    if extension not in RESPOND:
        raise Http404
    return RESPOND[extension](document(decision))


def document(decision: VillageDecision) -> Report:
    steps = {step.stage: step for step in queries.steps_of(decision) if step.outcome != "invalid"}
    shown, result = steps.get(Stage.PUBLISH), steps.get(Stage.REPORT)
    sections = [
        Section("决议事项", (f"{decision.title}。", decision.proposal, *_amount(decision))),
        Section("表决情况", tuple(f"{steps[each].name}：{steps[each].arithmetic}" for each in VOTED)),
        Section("公示", (_shown(shown), COMPLAINTS)),
    ]
    if result:
        sections.append(Section("办理结果", tuple(result.public_result.split("\n"))))
    latest = result or shown
    return Report(
        title=f"{decision.unit.name}\n{'村级决策结果公示' if result else '村级决策决议公示'}",
        issuer=decision.unit.name,
        sections=tuple(sections),
        on=latest.day if latest else clock.today(),
    )


def _amount(decision: VillageDecision) -> list[str]:
    return [] if decision.amount is None else [f"金额：{rules.money(decision.amount)}。"]


def _shown(step) -> str:
    if step:
        return rules.shown(step.day, step.until, step.place)
    return f"自张贴之日起公示，不少于{queries.publicity_days()}日。"

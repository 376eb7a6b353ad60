"""会议记录, 会议纪要 (art. 30) and 廉政风险评估报告 (art. 33) on paper."""

from core.dates import cn
from decisions import queries
from decisions.rules.minutes import Part
from documents.reports import Report, Section, respond_pdf, respond_word

RECORD, SUMMARY = "record", "summary"
TITLES = {RECORD: "会议记录", SUMMARY: "会议纪要"}
AS = {"pdf": respond_pdf, "docx": respond_word}


def minutes_file(meeting, what: str, extension: str):
    return AS[extension](minutes_document(meeting, what))


def assessment_file(report, extension: str):
    return AS[extension](assessment_document(report))


def minutes_document(meeting, what: str) -> Report:
    """The frozen words where there are any; before, a draft that says it is one. What was amended stands at the end."""
    words = queries.record_of(meeting)
    parts = words.record if what == RECORD else words.summary
    draft = "" if words.is_frozen else "（未定稿）"
    to_sign = _places_to_sign(meeting) if what == RECORD and not words.is_frozen else []
    parts = [*parts, *to_sign, *queries.addenda_of(meeting), *_sealed(meeting)]
    return Report(
        title=f"{meeting.title}\n{TITLES[what]}{draft}",
        issuer=meeting.unit.name,
        on=meeting.held_on,
        sections=tuple(Section(part.heading, part.lines) for part in parts if part.lines),
    )


def _places_to_sign(meeting) -> list[Part]:
    """For those who sign on paper."""
    lines = tuple(
        f"{person}（签字）：＿＿＿＿＿＿＿＿　　年　　月　　日" for person in queries.unsigned(meeting)
    )
    return [Part("成员签字", lines)] if lines else []


def _sealed(meeting) -> list[Part]:
    if not meeting.minutes_sha256:
        return []
    lines = (f"{cn(meeting.frozen_on)}定稿", f"校验值（SHA-256）：{meeting.minutes_sha256}")
    return [Part("定稿", lines)]


def assessment_document(report) -> Report:
    item = report.item
    facts = [f"提交单位：{item.unit}", f"类别：{item.get_category_display()}"]
    facts += [f"金额：{item.amount:,.2f}元"] if item.amount is not None else []
    facts += [f"收款方或承办方：{item.payee}"] if item.payee else []
    sections = (
        Section("项目情况", ("；".join(facts), f"决策建议：{item.proposal}")),
        Section("涉及的职权", (report.powers or "无",)),
        Section("风险点", (report.points,)),
        Section("防控措施", (report.measures,)),
        Section("分析意见", (report.analysis,)),
        Section("评估结论", (report.get_conclusion_display(), f"评估人：{report.assessed_by}")),
    )
    return Report(
        title=f"{item.title}\n廉政风险评估报告",
        issuer=item.unit.name,
        on=report.assessed_on,
        sections=sections,
    )

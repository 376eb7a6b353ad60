"""A unit's sheet on paper: the same ladder as on the screen, then every item (art. 48)."""

from assessment import letters, queries
from assessment.enums import SheetStatus
from core import clock
from core.numbers import plain
from documents.reports import Report, Section, respond_pdf, respond_word


def sheet_pdf(sheet, user):
    return respond_pdf(document(sheet, user))


def sheet_docx(sheet, user):
    return respond_word(document(sheet, user))


def document(sheet, user) -> Report:
    """As the reader sees it on the screen; one that is not approved yet says so in its title."""
    explained = queries.explained(sheet, user)
    draft = "" if sheet.is_frozen else f"（{SheetStatus(sheet.status).label}）"
    return Report(
        title=f"{sheet}{draft}",
        issuer=sheet.approved_by or str(sheet.unit),
        on=sheet.approved_on or clock.today(),
        sections=(
            Section(
                "得分",
                tuple(f"{rung.label}：{rung.points}。{rung.text}" for rung in letters.ladder(explained)),
            ),
            *_group(sheet, explained),
            Section("口径", (explained["reading_text"],)),
            Section("预警扣分", _warnings(sheet, explained)),
            Section("评分项", tuple(_item(line) for line in explained["lines"])),
        ),
    )


def _group(sheet, explained) -> list[Section]:
    group = queries.group_on(sheet, explained["result"])
    lines = tuple(f"{name}：{words}。" for name, words in group.items())
    return [Section("班子成员", lines)] if lines else []


def _warnings(sheet, explained) -> tuple[str, ...]:
    if sheet.is_frozen:
        lines = tuple(f"{number}：{words}。" for number, words in explained["kept_warnings"].items())
    else:
        lines = tuple(f"{row.warning.number}：扣{plain(row.points)}分。" for row in explained["deductions"])
    return lines or ("没有预警，不扣分。",)


def _item(line) -> str:
    if not line.applies:
        return f"{line.item.text}：不适用。{line.checked_note or line.note}"
    scores = [(name, score) for name, score in (("自评", line.self_score), ("核查", line.checked_score))]
    said = "，".join(f"{name}{'—' if score is None else plain(score)}" for name, score in scores)
    return f"{line.item.text}：满分{plain(line.points)}，{said}。{line.checked_note or line.note}"

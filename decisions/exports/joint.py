"""A joint paper with its signatures, each with the hash of the words it was given to (art. 35)."""

from django.http import Http404
from django.utils import timezone

from core.dates import cn
from decisions.models import JointPaper, JointSignature
from decisions.queries import joint as queries
from documents.reports import Report, Section, respond_pdf, respond_word

RESPOND = {"pdf": respond_pdf, "docx": respond_word}


def paper_file(paper: JointPaper, extension: str):
    if extension not in RESPOND:
        raise Http404
    return RESPOND[extension](document(paper))


def document(paper: JointPaper) -> Report:
    text = paper.sealed_text(queries.signers_of(paper))
    signatures = queries.every_signature(paper)[::-1]
    given = tuple(said(each) for each in signatures if not each.voided_at)
    voided = tuple(said(each) for each in signatures if each.voided_at)
    sections = [
        Section("联签内容", tuple(text.split("\n"))),
        Section("集体研究决定", (_decided(paper),)),
        Section("签署", given or ("还没有领导签署。",)),
    ]
    if voided:
        sections.append(Section("作废的签署", voided))
    return Report(
        title=f"{paper.title}\n领导联签（{paper.get_status_display()}）",
        issuer=paper.unit_name,
        sections=tuple(sections),
        on=paper.effective_on or paper.drafted_on,
    )


def _decided(paper: JointPaper) -> str:
    if paper.item is None:
        return "还没有关联会议议决通过的议题。"
    return f"{paper.item.meeting}（{cn(paper.item.meeting.held_on)}）议决通过“{paper.item}”。"


def said(signature: JointSignature) -> str:
    moment = timezone.localtime(signature.signed_at)
    words = [f"{signature.name_text}：{signature.get_answer_display()}，{cn(moment.date())}{moment:%H:%M}"]
    if signature.reason:
        words.append(f"理由：{signature.reason.rstrip('。')}")
    if signature.on_behalf:
        words.append(f"{signature.entered_by.name}代录，纸质原件：{signature.paper_reference}")
    if signature.voided_at:
        words.append(f"作废：{signature.voided_reason}")
    return "；".join(words) + f"。\n内容校验值：{_grouped(signature.sha256)}"


def _grouped(sha256: str) -> str:
    """In eights, so that a line can be broken."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))

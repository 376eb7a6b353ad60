"""The scans of a warning's paper, and what the printed forms say."""

from core.dates import cn
from documents.queries import attachments_of
from earlywarnings.enums import Cause
from earlywarnings.enums.papers import Paper
from earlywarnings.queries.people import signatory_name
from organisations.models import Person


def scans_of(warning) -> list[tuple[Paper, list]]:
    """What was scanned back in, under the paper it is of. Whoever may open the notice may open them."""
    owners = {Paper.NOTICE: warning.notice if warning.notice_id else None}
    owners[Paper.RECEIPT] = warning.delivery if warning.is_served else None
    return [(paper, list(attachments_of(owner))) for paper, owner in owners.items() if owner]


def scan_of(warning, pk: int):
    """The scan with the number if it is one of this warning's; None otherwise."""
    return next((scan for _, scans in scans_of(warning) for scan in scans if scan.pk == pk), None)


def receipt_data(warning, *, issuer: str) -> dict:
    """The plain values of 送达回执: blank where it has not happened yet, to be filled in by hand."""
    data = {
        "issuer": issuer,
        "document_title": warning.get_document_kind_display(),
        "document_number": str(warning.number),
        "addressee": addressee(warning.person, warning),
    }
    return data | (_served(warning) if warning.is_served else {})


def addressee(person: Person | None, warning) -> str:
    return f"{person.unit.name}{person.title}{person.name}" if person else warning.unit.name


def _served(warning) -> dict:
    delivery = warning.delivery
    deliverers = [name for name in (delivery.delivered_by, delivery.second_deliverer) if name]
    filled = {
        "deliverers": deliverers,
        "delivered_at": cn(delivery.delivered_on),
        "method": delivery.get_way_display(),
        "remark": delivery.remark,
        "received_by": delivery.signed_for_by,
        "received_at": cn(warning.received_on) if delivery.signed_for_by else "",
    }
    if delivery.refused_to_sign:
        filled["refusal"] = f"拒绝签收，{'、'.join(deliverers)}两人记录。"
    if delivery.deemed:
        filled["remark"] = f"{delivery.remark}送达后未签收，{cn(warning.received_on)}起视为收到。"
    return filled


def answer_rows(warning, response) -> list[tuple]:
    """Each problem of the notice with what was answered to it, None where nothing was yet."""
    answers = {row.problem_id: row for row in response.answers.all()} if response else {}
    return [(problem, answers.get(problem.pk)) for problem in warning.problems.all()]


def cause_rows(response) -> list[tuple[str, str]]:
    """成因剖析 by the four risk types, blank where nothing was written."""
    written = response.causes if response else {}
    return [(cause.label, written.get(cause.value, "")) for cause in Cause]


def signs_the_answer(warning) -> str:
    """Whose name stands under 回告表."""
    return signatory_name(warning)

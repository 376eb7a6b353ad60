"""What may be done with a number or a file. Whether this user may act at all, the calling app has asked before."""

from core.gates import DISCIPLINE
from core.verdict import GRANTED, Verdict, refused
from documents import rules, store
from documents.models import RegisteredNumber


def may_void(number: RegisteredNumber, reason: str) -> Verdict:
    if number.is_void:
        return refused(f"文号{number}已经作废。")
    if not reason.strip():
        return refused("作废文号须写明原因。")
    return GRANTED


def may_carry(number: RegisteredNumber | None) -> Verdict:
    """May a document be issued under the number?"""
    if number and number.is_void:
        return refused(f"文号{number}已经作废，不能再用于印发文书，请重新取号。")
    if number and hasattr(number, "document"):
        return refused(f"文号{number}已用于印发《{number.document.title}》，一号只能用一次。")
    return GRANTED


def may_replace_template(user) -> Verdict:
    """The stationery of the body that issues: its own staff decide. The system officer keeps to the machines."""
    return GRANTED if user.holds(*DISCIPLINE) else refused("文书模板由镇纪委更换。", 42)


def may_restore_template(user, present) -> Verdict:
    if present is None or present.is_built_in:
        return refused("现在用的就是内置模板。")
    return may_replace_template(user)


def may_attach(name: str, content: bytes) -> Verdict:
    fault = rules.attachment_fault(name, content, store.limit())
    return refused(fault) if fault else GRANTED

"""Who may do what to a bulletin, and if not, why not (art. 45)."""

from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from documents.rules import printable
from earlywarnings.access.concerned import uninvolved
from earlywarnings.enums import GIVEN_UP, Body, BulletinStatus, Status

UNFINISHED = "请先写{missing}，再提交审批。"


def may_draft(user, bulletin) -> Verdict:
    """Asked of a bulletin before it is stored."""
    warning = bulletin.warning
    if warning and warning.status != Status.CLOSED:
        return refused("已经销号的预警才能编写个案参阅。", 45)
    if warning and warning.body != Body.TOWN:
        return refused("上级纪检监察机关办理的预警，由上级通报。", 45)
    if warning and warning.bulletins.exclude(status__in=GIVEN_UP).exists():
        return refused("这件预警已经编写了参阅。", 45)
    return _staff(user, bulletin)


def may_change(user, bulletin) -> Verdict:
    if bulletin.status != BulletinStatus.DRAFT:
        return refused("参阅已提交审批，不能再改。如需修改，请先退回起草。")
    return _staff(user, bulletin)


def may_submit(user, bulletin) -> Verdict:
    if bulletin.status != BulletinStatus.DRAFT:
        return refused("只有起草中的参阅可以提交审批。")
    return first_refusal(_staff(user, bulletin), _complete(bulletin))


def may_return(user, bulletin) -> Verdict:
    if bulletin.status not in (BulletinStatus.REVIEW, BulletinStatus.APPROVED):
        return refused("只有待审批、待印发的参阅可以退回起草。")
    return _staff(user, bulletin)


def may_approve(user, bulletin) -> Verdict:
    if bulletin.status != BulletinStatus.REVIEW:
        return refused("只有待审批的参阅可以审批。")
    if user.pk == bulletin.drafted_by_id:
        return refused("起草人不能审批自己起草的参阅，请由另一位同志审批。", 45)
    return _staff(user, bulletin)


def may_issue(user, bulletin) -> Verdict:
    if bulletin.status != BulletinStatus.APPROVED:
        return refused("审批通过的参阅才能印发。", 45)
    return _secretary(user, bulletin, "参阅由镇纪委书记印发。")


def may_withdraw(user, bulletin) -> Verdict:
    if bulletin.status != BulletinStatus.ISSUED:
        return refused("只有已印发的参阅可以撤回。")
    return _secretary(user, bulletin, "撤回参阅由镇纪委书记决定。")


def may_discard(user, bulletin) -> Verdict:
    if bulletin.status != BulletinStatus.DRAFT:
        return refused("只有起草中的参阅可以作废。")
    return _staff(user, bulletin)


def may_issue_named(found: list[str], reason: str) -> Verdict:
    """De-identified by default: a name that is still there needs a reason."""
    if not found or reason.strip():
        return GRANTED
    return refused(f"文中还有{'、'.join(found)}。请退回修改；确需保留的，写明理由。", 45)


def handles(user, bulletin) -> bool:
    """镇纪委, and not whom the case concerns: they see who did what and who has read it."""
    return bool(_staff(user, bulletin))


def _complete(bulletin) -> Verdict:
    words = {"标题": bulletin.title, "成因剖析": bulletin.causes, "下步要求": bulletin.next_steps}
    missing = [label for label, text in words.items() if not printable(text)]
    return refused(UNFINISHED.format(missing="、".join(missing))) if missing else GRANTED


def _secretary(user, bulletin, otherwise: str) -> Verdict:
    if not user.holds(Role.DISCIPLINE_SECRETARY, unit=bulletin.unit):
        return refused(otherwise, 45)
    return _staff(user, bulletin)


def _staff(user, bulletin) -> Verdict:
    if not user.holds(*DISCIPLINE, unit=bulletin.unit):
        return refused("参阅由镇纪委编写。", 45)
    return uninvolved(user, bulletin.warning) if bulletin.warning else GRANTED


# Every move and its question, in the order the buttons appear.
MOVES = {
    "change": may_change,
    "submit": may_submit,
    "approve": may_approve,
    "return_bulletin": may_return,
    "issue": may_issue,
    "withdraw": may_withdraw,
    "discard": may_discard,
}

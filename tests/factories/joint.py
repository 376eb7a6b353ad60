"""Joint papers, taken through their life by the moves themselves; and a decision of a meeting behind one."""

from datetime import date

from decisions.enums.joint import JointStatus
from decisions.models import AgendaItem, JointPaper, Meeting
from decisions.queries import joint as queries
from decisions.rules.joint import fingerprint
from decisions.workflow import joint as workflow

PAPER = {
    "kind": "spending",
    "title": "支付便民大厅修缮款",
    "content": "支付修缮工程款。\n凭验收单结算。",
    "amount": "86000.00",
    "payee": "七道江建筑队",
}


def passed_item(
    unit, chair, *, status: str = "decided", outcome: str = "passed", title: str = "修缮便民大厅"
):
    meeting = Meeting.objects.create(
        unit=unit, title="党委会", held_on=date(2026, 11, 3), chair=chair, discipline_present="孙正平"
    )
    return AgendaItem.objects.create(
        unit=unit,
        meeting=meeting,
        category="funds",
        title=title,
        proposal="修缮",
        status=status,
        outcome=outcome,
    )


def seen_by(paper: JointPaper) -> str:
    """The hash of the words as they stand, as the form carries it."""
    return fingerprint(paper.sealed_text(queries.signers_of(paper)))


def papered(unit, *, by, signers, upto: str, item=None, **content) -> JointPaper:
    """A paper of the unit; `signers` are users, who sign in their order."""
    paper = workflow.draft(unit, by=by, **PAPER | content)
    paper.refresh_from_db()
    if item:
        workflow.link(paper, by=by, item=item)
    if upto == JointStatus.WITHDRAWN:
        workflow.withdraw(paper, by=by, reason="不付了")
    if upto in (JointStatus.SIGNING, JointStatus.EFFECTIVE, JointStatus.REFUSED):
        workflow.submit(paper, by=by, people=[user.person for user in signers])
    if upto == JointStatus.REFUSED:
        workflow.refuse(paper, by=signers[0], seen=seen_by(paper), reason="依据不足")
    if upto == JointStatus.EFFECTIVE:
        for user in signers:
            workflow.sign(paper, by=user, seen=seen_by(paper))
    return JointPaper.objects.get(pk=paper.pk)

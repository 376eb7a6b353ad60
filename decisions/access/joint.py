"""Who drafts, signs and stops a joint paper, and if not, why not (art. 35)."""

from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused
from decisions.enums.joint import UNDER_WAY, JointStatus
from decisions.models import AgendaItem, JointPaper
from decisions.queries import joint as queries
from organisations.enums import UnitKind


def may_draft(user, unit) -> Verdict:
    if unit.kind == UnitKind.DEPARTMENT and unit.pk in user.own_units(*queries.OWN):
        return GRANTED
    if unit.kind == UnitKind.TOWN and unit.pk in user.own_units(*DISCIPLINE, Role.TOWN_LEADER):
        return GRANTED
    return refused("联签文件由站办所的负责人、信息采集员或镇里的同志起草。", 35)


def _drafted(user, paper: JointPaper) -> Verdict:
    if user.pk == paper.drafted_by_id:
        return GRANTED
    return refused("由起草人本人修改、提交、撤回。", 35)


def may_change(user, paper: JointPaper) -> Verdict:
    if paper.status not in UNDER_WAY:
        return refused("联签已经结束，内容不能再改。", 35)
    return _drafted(user, paper)


def may_submit(user, paper: JointPaper) -> Verdict:
    if paper.status != JointStatus.DRAFT:
        return refused("只有起草中的文件可以提交联签。", 35)
    return _drafted(user, paper)


def may_withdraw(user, paper: JointPaper) -> Verdict:
    if paper.status not in UNDER_WAY:
        return refused("联签已经结束，不能撤回。", 35)
    return _drafted(user, paper)


def may_link(user, paper: JointPaper) -> Verdict:
    if paper.status not in UNDER_WAY:
        return refused("联签已经结束，不能再关联议题。", 35)
    return _drafted(user, paper)


def are_leaders(paper: JointPaper, people) -> Verdict:
    known = set(queries.leaders_for(paper.unit).values_list("pk", flat=True))
    if all(person.pk in known for person in people):
        return GRANTED
    return refused("签署人须是本单位或镇领导班子的领导。", 35)


def is_decided(paper: JointPaper, item: AgendaItem | None) -> Verdict:
    """Art. 35: 集体研究决定 and 联签, the one does not stand for the other."""
    if item and queries.passed_items(paper.unit).filter(pk=item.pk).exists():
        return GRANTED
    return refused(
        "必须经领导班子集体研究决定和联签，两样都要有。请起草人先关联本单位已经会议议决通过的议题，再由最后一人签署。",
        35,
    )


def may_refuse(user, paper: JointPaper) -> Verdict:
    """Whose turn it is; for a leader without an account 镇纪委 types from paper (代录)."""
    if paper.status != JointStatus.SIGNING:
        return refused("文件不在签署中。", 35)
    signer = queries.next_signer(paper)
    if signer.person_id == user.person_id:
        return GRANTED
    if queries.has_account(signer.person):
        return refused(f"现在轮到{signer}签署，联签按顺序由本人进行。", 35)
    if user.holds(*DISCIPLINE, unit=paper.unit):
        return _no_typist_of_ones_own(user, paper)
    return refused(f"现在轮到{signer}签署。没有账号的，由镇纪委按纸质原件代录。", 35)


def _no_typist_of_ones_own(user, paper: JointPaper) -> Verdict:
    if user.pk == paper.drafted_by_id:
        return refused("文件由您起草，请由镇纪委另一位同志代录签名。", 35)
    return GRANTED


def may_sign(user, paper: JointPaper) -> Verdict:
    turn = may_refuse(user, paper)
    return first_refusal(turn, _complete(paper)) if turn else turn


def _complete(paper: JointPaper) -> Verdict:
    """The last signature makes it effective, and so waits for the decision."""
    left = paper.signers.count() - queries.live_signatures(paper).count()
    return GRANTED if left > 1 else is_decided(paper, paper.item)


# Every move and its question, in the order the buttons appear.
MOVES = {
    "submit": may_submit,
    "sign": may_sign,
    "refuse": may_refuse,
    "link": may_link,
    "change": may_change,
    "withdraw": may_withdraw,
}

"""What is told about joint papers: to whoever is next, and to the drafter how it ended."""

from core.gates import DISCIPLINE
from decisions.queries import joint as queries
from notifications.outbox import tell_once
from organisations.queries import users_reaching

ON_BEHALF = "“{paper}”（{unit}）轮到没有账号的领导签署，请按纸质原件代录。"
TURN = "请您联签“{paper}”（{unit}）。"
EFFECTIVE = "“{paper}”联签完成，已生效。"
REFUSED = "“{paper}”有领导拒签，请查看理由。"


def tell_next(paper) -> int:
    """The next signer; for one without an account whoever types from paper."""
    signer = queries.next_signer(paper)
    if signer is None:
        return 0
    stage = f"turn:{signer.position}"
    if people := list(queries.users_of(signer.person)):
        return _tell(paper, stage, people, TURN)
    return _tell(paper, stage, users_reaching(*DISCIPLINE, unit=paper.unit), ON_BEHALF)


def tell_drafter(paper, text: str) -> int:
    return _tell(paper, paper.status, [paper.drafted_by], text)


def _tell(paper, stage: str, people, text: str) -> int:
    key = f"joint:{paper.pk}:{stage}:{paper.version}"
    return tell_once(
        people, key=key, text=text.format(paper=paper, unit=paper.unit), url=paper.get_absolute_url()
    )

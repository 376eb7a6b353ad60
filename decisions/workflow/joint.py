"""领导联签: drafted → signed by one after the other → effective; or refused, or withdrawn (art. 35)."""

from collections.abc import Sequence

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from decisions.access import joint as access
from decisions.enums.joint import Answer, JointStatus
from decisions.letters import joint as letters
from decisions.models import AgendaItem, JointPaper, JointSignature, JointSigner
from decisions.queries import joint as queries
from decisions.rules import joint as rules

EDITED = "起草人修改了内容，须重新签署"


@move
def draft(unit, *, by, **content) -> JointPaper:
    require(access.may_draft(by, unit))
    paper = JointPaper.objects.create(unit=unit, unit_name=unit.name, drafted_by=by, **content)
    record("decisions.joint_drafted", paper, by=by)
    return paper


@move
def change(paper: JointPaper, *, by, version: int | None = None, **content) -> JointPaper:
    """Another text is another paper: what was signed before is voided, visibly, and signing starts over."""
    paper = lock(paper, version)
    require(access.may_change(by, paper))
    signers = queries.signers_of(paper)
    before = paper.sealed_text(signers)
    for name, value in content.items():
        setattr(paper, name, value)
    paper.version += 1
    paper.save()
    paper.refresh_from_db()  # an amount as it is kept, not as it was typed
    voided = _void(paper) if paper.sealed_text(signers) != before else 0
    record("decisions.joint_changed", paper, by=by, voided=f"，{voided}个签名作废" if voided else "")
    if voided:
        letters.tell_next(paper)
    return paper


@move
def submit(paper: JointPaper, *, by, people: Sequence, version: int | None = None) -> JointPaper:
    """To these leaders, in this order; each has to sign."""
    paper = lock(paper, version)
    require(access.may_submit(by, paper))
    require(rules.enough_signers(people))
    require(access.are_leaders(paper, people))
    JointSigner.objects.bulk_create(
        JointSigner(paper=paper, position=number, person=person, name_text=_name(person))
        for number, person in enumerate(people, 1)
    )
    paper.status = JointStatus.SIGNING
    paper.version += 1
    paper.save()
    record("decisions.joint_submitted", paper, by=by, signers="、".join(person.name for person in people))
    letters.tell_next(paper)
    return paper


@move
def link(paper: JointPaper, *, by, item: AgendaItem) -> JointPaper:
    """The decision it carries out. It is no word of the paper, so no signature suffers."""
    paper = lock(paper)
    require(access.may_link(by, paper))
    require(access.is_decided(paper, item))
    paper.item = item
    paper.save()
    record("decisions.joint_linked", paper, by=by, item=str(item))
    return paper


@move
def sign(paper: JointPaper, *, by, seen: str, paper_reference: str = "") -> JointSignature:
    """To the words that were read: `seen` is their hash. The last one makes the paper effective."""
    paper = lock(paper)
    require(access.may_sign(by, paper))
    signature = _answer(paper, by, Answer.SIGNED, seen=seen, paper_reference=paper_reference)
    record("decisions.joint_signed", paper, by=by, signer=signature.name_text, sha256=signature.sha256)
    if queries.next_signer(paper) is None:
        _close(paper, JointStatus.EFFECTIVE)
        record("decisions.joint_effective", paper, by=by)
        letters.tell_drafter(paper, letters.EFFECTIVE)
    else:
        letters.tell_next(paper)
    return signature


@move
def refuse(paper: JointPaper, *, by, seen: str, reason: str, paper_reference: str = "") -> JointSignature:
    """One no stops it."""
    paper = lock(paper)
    require(access.may_refuse(by, paper))
    require(rules.said_why(reason, "拒签"))
    signature = _answer(paper, by, Answer.REFUSED, seen=seen, paper_reference=paper_reference, reason=reason)
    _close(paper, JointStatus.REFUSED)
    record("decisions.joint_refused", paper, by=by, signer=signature.name_text, reason=reason)
    letters.tell_drafter(paper, letters.REFUSED)
    return signature


@move
def withdraw(paper: JointPaper, *, by, reason: str) -> JointPaper:
    paper = lock(paper)
    require(access.may_withdraw(by, paper))
    require(rules.said_why(reason, "撤回"))
    paper.withdrawn_reason = reason
    _close(paper, JointStatus.WITHDRAWN)
    record("decisions.joint_withdrawn", paper, by=by, reason=reason)
    return paper


def _answer(paper: JointPaper, by, answer: str, *, seen: str, paper_reference: str, reason: str = ""):
    signer = queries.next_signer(paper)
    text = paper.sealed_text(queries.signers_of(paper))
    sha256 = rules.fingerprint(text)
    require(rules.same_words(seen, sha256))
    on_behalf = by.person_id != signer.person_id
    require(rules.on_paper(on_behalf, paper_reference))
    return JointSignature.objects.create(
        paper=paper,
        person=signer.person,
        name_text=signer.name_text,
        answer=answer,
        reason=reason,
        text=text,
        sha256=sha256,
        signed_at=clock.now(),
        entered_by=by,
        paper_reference=paper_reference if on_behalf else "",
    )


def _void(paper: JointPaper) -> int:
    return queries.live_signatures(paper).update(voided_at=clock.now(), voided_reason=EDITED)


def _close(paper: JointPaper, status: JointStatus) -> None:
    paper.status = status
    paper.effective_on = clock.today() if status == JointStatus.EFFECTIVE else None
    paper.version += 1
    paper.save()


def _name(person) -> str:
    """七道江镇镇长王强, as it is today."""
    return f"{person.unit.name}{person.title}{person.name}"

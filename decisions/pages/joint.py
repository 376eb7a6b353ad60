"""What the page of a joint paper shows: whose turn it is, who has signed, and what was voided."""

from typing import NamedTuple

from decisions.access import joint as access
from decisions.models import JointPaper, JointSignature, JointSigner
from decisions.queries import joint as queries
from decisions.rules import joint as rules


class Turn(NamedTuple):
    signer: JointSigner
    signature: JointSignature | None
    is_next: bool


def whole(user, paper: JointPaper) -> dict:
    signers, signatures = queries.signers_of(paper), queries.every_signature(paper)
    text = paper.sealed_text(signers)
    live = {each.person_id: each for each in signatures if not each.voided_at}
    due = next((signer for signer in signers if signer.person_id not in live), None)
    may = {verb: ask(user, paper) for verb, ask in access.MOVES.items()}
    return {
        "paper": paper,
        "turns": [
            Turn(each, live.get(each.person_id), paper.status == "signing" and each == due)
            for each in signers
        ],
        "voided": [each for each in signatures if each.voided_at],
        "next_signer": due,
        "text": text,
        "sha256": rules.fingerprint(text),
        "may": may,
        "decided": access.is_decided(paper, paper.item),
        "drafts": user.pk == paper.drafted_by_id,
    }


def to_sign(user, paper: JointPaper) -> dict:
    """The words as they stand now, and whether the user types for somebody."""
    text = paper.sealed_text(queries.signers_of(paper))
    signer = queries.next_signer(paper)
    return {
        "paper": paper,
        "text": text,
        "sha256": rules.fingerprint(text),
        "signer": signer,
        "on_behalf": signer.person_id != user.person_id,
    }

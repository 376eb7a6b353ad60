"""Who may write in the draft of an answer; sending it is another question (art. 43)."""

from core.gates import Role
from core.verdict import GRANTED, Verdict, refused
from earlywarnings.access.serving import may_answer
from earlywarnings.enums import AWAITING_ANSWER


def may_save_answer(user, warning) -> Verdict:
    """Whoever answers, and on a unit's warning its collectors too; a warned person writes alone."""
    if warning.status not in AWAITING_ANSWER:
        return refused("只有待回告的预警可以填写回告。", 43)
    collects = warning.unit_id in user.own_units(Role.COLLECTOR)
    if not warning.person_id and collects:
        return GRANTED
    return may_answer(user, warning)

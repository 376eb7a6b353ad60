"""Who handles a warning, who is concerned by it, and whose turn it is to answer."""

from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, refused
from earlywarnings import queries


def handles(user, warning) -> bool:
    """镇纪委, and not whoever the warning names: they see where it came from and who did what."""
    return bool(staff(user, warning))


def staff(user, warning) -> Verdict:
    if not user.holds(*DISCIPLINE, unit=warning.unit):
        return refused("这一步由镇纪委办理。", 41)
    return uninvolved(user, warning)


def uninvolved(user, warning) -> Verdict:
    return not_concerned(user, warning.unit_id, warning.person_id)


def not_concerned(user, unit_id: int, person_id: int | None) -> Verdict:
    """Whoever a warning names handles nothing of it."""
    named = user.person_id == person_id
    heads = unit_id in user.own_units(Role.UNIT_HEAD)
    return refused("您是这件预警的当事人，应当回避。") if named or heads else GRANTED


def addressee(user, warning) -> Verdict:
    if is_addressee(user, warning):
        return GRANTED
    if staff(user, warning) and not with_signatories(warning).attended:
        return GRANTED
    who = "被预警的本人" if warning.person_id else "被预警单位的负责人"
    return refused(f"请由{who}办理。", 43)


def is_addressee(user, warning) -> bool:
    if warning.person_id:
        return user.person_id == warning.person_id
    return warning.unit_id in user.own_units(Role.UNIT_HEAD)


def with_signatories(warning):
    """The warning with who can sign; a list has asked for all its rows at once."""
    return warning if hasattr(warning, "attended") else queries.signatories_of(warning)


def last_response(warning):
    return list(warning.responses.all())[-1]

"""Who handles a warning, who is concerned by it, and whose turn it is to answer."""

from core.verdict import GRANTED, Verdict, refused
from earlywarnings import queries, rules
from earlywarnings.enums import Body


def handles(user, warning) -> bool:
    """Who works on it sees where it came from and who did what: the staff of its body, and the body it was reported to."""
    if staff(user, warning):
        return True
    return warning.reported_up_on is not None and bool(upper_staff(user, warning))


def staff(user, warning) -> Verdict:
    """The staff of the body that handles the warning, and nobody whom it concerns."""
    if not user.holds(*rules.STAFF[warning.body], unit=warning.unit):
        return refused(f"这一步由{warning.get_body_display()}办理。", 41)
    return uninvolved(user, warning)


def upper_staff(user, warning) -> Verdict:
    if not user.holds(*rules.STAFF[Body.UPPER], unit=warning.unit):
        return refused("这一步由上级纪检监察机关办理。", 41)
    return uninvolved(user, warning)


def signatory(user, warning) -> bool:
    return user.holds(rules.SIGNATORY[warning.body], unit=warning.unit)


def body_of(user, unit) -> Body | None:
    """For which body the user works on the unit."""
    return next((body for body, roles in rules.STAFF.items() if user.holds(*roles, unit=unit)), None)


def uninvolved(user, warning) -> Verdict:
    recused = {person.pk for person in warning.recused.all()}
    return not_concerned(user, warning.unit_id, warning.person_id, recused)


def not_concerned(user, unit_id: int, person_id: int | None, recused=frozenset()) -> Verdict:
    """Whoever a warning names handles nothing of it, nor does their direct line where it was set (回避)."""
    if user.person_id == person_id or unit_id in user.headed_units:
        return refused("您是这件预警的当事人，应当回避。")
    return refused("这件预警起草时已定您回避。") if user.person_id in recused else GRANTED


def addressee(user, warning) -> Verdict:
    if is_addressee(user, warning):
        return GRANTED
    if staff(user, warning) and not with_signatories(warning).attended:
        return GRANTED
    who = "被预警的本人" if warning.person_id else "被预警单位的负责人"
    return refused(f"请由{who}办理。", 43)


def is_addressee(user, warning) -> bool:
    """The warned person; or who answers for the warned unit, in a town the 镇领导 who hold its main posts."""
    if warning.person_id:
        return user.person_id == warning.person_id
    return warning.unit_id in user.headed_units


def with_signatories(warning):
    """The warning with who can sign; a list has asked for all its rows at once."""
    return warning if hasattr(warning, "attended") else queries.signatories_of(warning)


def last_response(warning):
    return list(warning.responses.all())[-1]

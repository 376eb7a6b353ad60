"""Reports of personal matters: to whom they go (art. 24)."""

from datetime import date

from declarations.enums import Addressee


def addressee(*, is_staff: bool, is_secretary: bool) -> Addressee:
    """镇纪委's own people are not read by their colleagues: the secretary reads the staff's, the upper body the secretary's."""
    if is_secretary:
        return Addressee.CENTRE
    return Addressee.SECRETARY if is_staff else Addressee.STAFF


def timing(happens_on: date, reported_on: date) -> str:
    """Reported before or after it happened; the day itself is still before."""
    return "事前报告" if reported_on <= happens_on else "事后报告"

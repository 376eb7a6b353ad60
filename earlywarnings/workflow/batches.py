"""Several warnings signed one after the other, each in a transaction of its own."""

from typing import NamedTuple

from core.verdict import GRANTED, Refusal, Verdict
from earlywarnings.models import EarlyWarning
from earlywarnings.workflow import sign


class Signed(NamedTuple):
    """What became of one of them: signed, or why not."""

    warning: EarlyWarning
    verdict: Verdict


def sign_each(warnings, *, by) -> list[Signed]:
    """One that is refused takes no number and does not hold up the others (art. 41, 42)."""
    return [_signed(warning, by) for warning in warnings]


def _signed(warning, by) -> Signed:
    try:
        return Signed(sign(warning, by=by), GRANTED)
    except Refusal as refusal:
        return Signed(warning, refusal.verdict)

"""An answer to "may I?" that can say why not, and by which article."""

from typing import NamedTuple


class Verdict(NamedTuple):
    granted: bool
    reason: str = ""
    article: int | None = None

    def __bool__(self) -> bool:
        return self.granted


GRANTED = Verdict(True)


def refused(reason: str, article: int | None = None) -> Verdict:
    """`reason` is a whole Chinese sentence that tells the user what to do."""
    return Verdict(False, reason, article)


class Refusal(Exception):
    """Raised by workflow functions; RefusalMiddleware shows the reason as a page."""

    def __init__(self, verdict: Verdict):
        super().__init__(verdict.reason)
        self.verdict = verdict


def require(verdict: Verdict) -> None:
    if not verdict:
        raise Refusal(verdict)


def first_refusal(*verdicts: Verdict) -> Verdict:
    """The first refusal among the verdicts, or GRANTED."""
    return next((verdict for verdict in verdicts if not verdict), GRANTED)

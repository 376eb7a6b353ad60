"""The wording of 采集, and the kinds of its promises. Words may leave by mail: nothing of an item or a reason is in them."""

from collection.letters.direct import tell_judges
from collection.letters.forms import FORM, collectors, concerned, fillers, officers, recipients, tell
from collection.letters.reports import ANALYSIS, CONSOLIDATED

KINDS = (FORM, ANALYSIS, CONSOLIDATED)

__all__ = [
    "FORM",
    "KINDS",
    "collectors",
    "concerned",
    "fillers",
    "officers",
    "recipients",
    "tell",
    "tell_judges",
]

"""The draft of an answer, and the evidence …"""

from earlywarnings.models import AnswerDraft


def answer_draft(warning) -> AnswerDraft | None:
    return AnswerDraft.objects.filter(warning=warning).select_related("saved_by__person").first()


def evidence_of(warning, *, unsent: bool):
    """What was sent; what was not is for those who write."""
    found = warning.evidence.select_related("attachment")
    return found if unsent else found.exclude(response=None)


def unsent_evidence(warning, problem=None):
    return warning.evidence.filter(response=None, problem=problem).select_related("attachment")

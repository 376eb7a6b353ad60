"""The answer before it is sent: several people write, files are added, one sends it (art. 43)."""

from audit.log import move, record
from core import clock
from core.editing import NEWER
from core.rows import lock
from core.verdict import Refusal, refused, require
from documents import workflow as documents
from earlywarnings import access, queries, rules
from earlywarnings.models import AnswerDraft, Evidence


@move
def save_answer(warning, *, by, version: int, content: dict[str, str]) -> AnswerDraft:
    """Keep what has been written so far; `version` is the one the writer read."""
    warning = lock(warning)
    require(access.may_save_answer(by, warning))
    unchanged(warning, version)
    draft = queries.answer_draft(warning) or AnswerDraft(warning=warning)
    draft.content, draft.version = content, draft.version + 1
    draft.saved_by, draft.saved_at = by, clock.now()
    draft.save()
    record("earlywarning.save_answer", warning, by=by)
    return draft


def unchanged(warning, version: int | None) -> None:
    """Nobody has saved the draft since it was read."""
    draft = queries.answer_draft(warning)
    if version is not None and version != (draft.version if draft else 0):
        raise Refusal(refused(NEWER))


@move
def add_evidence(warning, *, by, files, problem=None) -> list[Evidence]:
    """`files` have a name and can be read, as uploads do."""
    warning = lock(warning)
    require(access.may_save_answer(by, warning))
    require(rules.on_this_notice(problem, warning))
    added = [
        Evidence.objects.create(
            warning=warning,
            problem=problem,
            attachment=documents.attach(warning, name=file.name, content=file.read(), by=by),
            added_by=by,
        )
        for file in files
    ]
    require(rules.evidenced(queries.unsent_evidence(warning, problem).count()))
    record("earlywarning.add_evidence", warning, by=by, files=len(added))
    return added


@move
def remove_evidence(warning, *, by, evidence) -> None:
    """Take off what was not sent yet. The file itself is kept: it proves what hung there."""
    warning = lock(warning)
    require(access.may_save_answer(by, warning))
    gone = warning.evidence.filter(response=None, pk__in=[row.pk for row in evidence])
    number, _ = gone.delete()
    record("earlywarning.remove_evidence", warning, by=by, files=number)


def send(warning, response) -> None:
    """What was written and added goes with the answer."""
    warning.evidence.filter(response=None).update(response=response)
    AnswerDraft.objects.filter(warning=warning).delete()

"""公开承诺: drafted → signed → on show, or taken down; and what was kept of it (art. 23)."""

from collections.abc import Iterable
from datetime import date, timedelta

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from declarations import letters
from declarations.access import commitments as access
from declarations.enums import CommitmentStatus
from declarations.models import Commitment, CommitmentTemplate, Practice
from declarations.queries import commitments as queries
from declarations.rules import commitments as rules

ON_BEHALF = "（按纸质原件代录）"


@move
def draft(*, by, person, promises: Iterable[str]) -> Commitment:
    """Take the wording that is in force for the person's post; from now on it stands in the commitment itself."""
    person, year = lock(person), clock.today().year
    require(access.may_draft(by, person, year))
    template = queries.template_for(person)
    require(access.has_wording(template))
    promises = _cleaned(promises)
    commitment = Commitment.objects.create(
        person=person,
        unit=person.unit,
        post_text=person.title,
        year=year,
        template=template,
        title=template.title,
        body=template.body,
        entered_by=by,
        **_numbered(promises),
    )
    record("declarations.commitment_drafted", commitment, by=by)
    return commitment


@move
def change(commitment: Commitment, *, by, promises: Iterable[str], version: int | None = None) -> Commitment:
    commitment = lock(commitment, version)
    require(access.may_change(by, commitment))
    person = commitment.person
    commitment.unit, commitment.post_text = person.unit, person.title
    for name, promise in _numbered(_cleaned(promises)).items():
        setattr(commitment, name, promise)
    commitment.entered_by = by
    commitment.version += 1
    commitment.save()
    record("declarations.commitment_changed", commitment, by=by)
    return commitment


@move
def sign(
    commitment: Commitment,
    *,
    by,
    signed_on: date | None = None,
    paper: str = "",
    version: int | None = None,
) -> Commitment:
    """Freeze every word under its hash. Who types for somebody says on which day and where the paper lies."""
    commitment = lock(commitment, version)
    require(access.may_sign(by, commitment))
    today = clock.today()
    on_behalf = by.person_id != commitment.person_id
    commitment.signed_on = (signed_on if on_behalf else None) or today
    require(rules.signed_on(commitment.signed_on, year=commitment.year, today=today))
    commitment.status = CommitmentStatus.SIGNED
    commitment.entered_by, commitment.paper = by, paper if on_behalf else ""
    commitment.signed_name = commitment.signer
    commitment.sha256 = rules.fingerprint(commitment.sealed_text)
    commitment.version += 1
    commitment.save()
    how = ON_BEHALF if on_behalf else ""
    record("declarations.commitment_signed", commitment, by=by, how=how, sha256=commitment.sha256)
    return commitment


@move
def publish(commitment: Commitment, *, by) -> Commitment:
    commitment = lock(commitment)
    require(access.may_publish(by, commitment))
    commitment.status = CommitmentStatus.PUBLISHED
    commitment.published_on, commitment.published_by = clock.today(), f"{by.post_text}{by.name}"
    commitment.version += 1
    commitment.save()
    record("declarations.commitment_published", commitment, by=by, sha256=commitment.sha256)
    letters.tell_signer(commitment, letters.PUBLISHED)
    return commitment


@move
def publish_all(*, by) -> int:
    """Whatever waits and may be shown, practices along with it; what may not stays and says why on its own page."""
    shown = 0
    for commitment in queries.to_publish(by).order_by("pk"):
        if access.may_publish(by, lock(commitment)):
            publish(commitment, by=by)
            shown += 1
    for practice in queries.practices_to_publish(by).order_by("pk"):
        lock(practice.commitment)
        if access.may_publish_practice(by, lock(practice)):
            publish_practice(practice, by=by)
            shown += 1
    return shown


@move
def withdraw(commitment: Commitment, *, by, reason: str) -> Commitment:
    """Off the public site at once; the row stays as it was signed, and the person may sign anew."""
    commitment = lock(commitment)
    require(access.may_withdraw(by, commitment))
    commitment.status = CommitmentStatus.WITHDRAWN
    commitment.withdrawn_on, commitment.withdrawn_reason = clock.today(), reason
    commitment.version += 1
    commitment.save()
    record("declarations.commitment_withdrawn", commitment, by=by, reason=reason)
    letters.tell_signer(commitment, letters.WITHDRAWN)
    return commitment


@move
def practise(commitment: Commitment, *, by, text: str) -> Practice:
    """Report on the half that is next."""
    commitment = lock(commitment)
    require(access.may_practise(by, commitment))
    on_behalf = by.person_id != commitment.person_id
    practice = Practice.objects.create(
        commitment=commitment,
        half=access.next_half(commitment).number,
        text=text,
        reported_on=clock.today(),
        entered_by=by,
        on_behalf=on_behalf,
    )
    record("declarations.practice_reported", practice, by=by, how=ON_BEHALF if on_behalf else "")
    return practice


@move
def publish_practice(practice: Practice, *, by) -> Practice:
    lock(practice.commitment)
    practice = lock(practice)
    require(access.may_publish_practice(by, practice))
    practice.published_on = clock.today()
    practice.save(update_fields=["published_on"])
    record("declarations.practice_published", practice, by=by)
    return practice


@move
def write_template(unit, *, by, previous: CommitmentTemplate | None = None, **content) -> CommitmentTemplate:
    """A new wording, or the next version of one, which ends the day before the new one begins."""
    unit = lock(unit)
    require(access.may_edit_templates(by, unit))
    today, number = clock.today(), 1
    if previous:
        previous = lock(previous)
        require(access.may_revise(by, previous))
        _end(previous, today)
        number = previous.number + 1
    template = CommitmentTemplate.objects.create(
        unit=unit, previous=previous, number=number, starts_on=today, **content
    )
    record("declarations.template_written", template, by=by)
    return template


@move
def end_template(template: CommitmentTemplate, *, by) -> CommitmentTemplate:
    template = lock(template)
    require(access.may_revise(by, template))
    _end(template, clock.today())
    record("declarations.template_ended", template, by=by)
    return template


def _end(template: CommitmentTemplate, today: date) -> None:
    """Its last day was yesterday; one that began today has today for its only day."""
    template.ends_on = max(template.starts_on, today - timedelta(days=1))
    template.save(update_fields=["ends_on"])


def _cleaned(promises: Iterable[str]) -> list[str]:
    """Without the empty ones; refused unless they say something."""
    promises = [promise.strip() for promise in promises if promise.strip()]
    require(rules.promised(promises))
    return promises


def _numbered(promises: list[str]) -> dict[str, str]:
    padded = [*promises, *[""] * (rules.MOST_PROMISES - len(promises))]
    return {f"promise{number}": promise for number, promise in enumerate(padded, 1)}

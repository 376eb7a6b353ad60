"""重大事项报告: reported → read → filed, perhaps asked to say more in between (art. 24).

What is written goes into encrypted columns. The audit learns that something was done, by whom and to which number; its
unit is that of whoever did it, so that a typed report does not name its village.
"""

from datetime import date

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from declarations import letters
from declarations.access import matters as access
from declarations.enums import MatterStatus, NoteKind
from declarations.models import MatterNote, MatterReport
from declarations.queries import matters as queries
from declarations.workflow.commitments import ON_BEHALF
from organisations import grants


@move
def report(*, by, person, kind: str, happens_on: date, content: str) -> MatterReport:
    person = lock(person)
    require(access.may_report(by, person))
    on_behalf = by.person_id != person.pk
    made = MatterReport.objects.create(
        person=person,
        unit=person.unit,
        addressee=queries.addressee_of(person),
        kind=kind,
        happens_on=happens_on,
        content=content,
        reported_on=clock.today(),
        entered_by=by,
        on_behalf=on_behalf,
    )
    record(
        "declarations.matter_reported", made, by=by, unit=by.person.unit, how=ON_BEHALF if on_behalf else ""
    )
    letters.tell_readers(made)
    return made


@move
def supplement(found: MatterReport, *, by, text: str) -> MatterReport:
    """It is to be read again."""
    found = lock(found)
    require(access.may_supplement(by, found))
    on_behalf = by.person_id != found.person_id
    _note(found, NoteKind.SUPPLEMENT, text, by, on_behalf=on_behalf)
    _go(found, MatterStatus.REPORTED)
    record(
        "declarations.matter_supplemented",
        found,
        by=by,
        unit=by.person.unit,
        how=ON_BEHALF if on_behalf else "",
    )
    letters.tell_readers(found)
    return found


@move
def read(found: MatterReport, *, by, text: str = "", version: int | None = None) -> MatterReport:
    found = lock(found, version)
    require(access.may_read(by, found))
    if text:
        _note(found, NoteKind.REMARK, text, by)
    found.read_on = clock.today()
    _go(found, MatterStatus.READ)
    record("declarations.matter_read", found, by=by, unit=by.person.unit)
    letters.tell_reporter(found)
    return found


@move
def ask(found: MatterReport, *, by, text: str) -> MatterReport:
    found = lock(found)
    require(access.may_ask(by, found))
    _note(found, NoteKind.REQUEST, text, by)
    _go(found, MatterStatus.TO_SUPPLEMENT)
    record("declarations.matter_asked", found, by=by, unit=by.person.unit)
    letters.tell_reporter(found)
    return found


@move
def remark(found: MatterReport, *, by, text: str) -> MatterReport:
    found = lock(found)
    require(access.may_remark(by, found))
    _note(found, NoteKind.REMARK, text, by)
    record("declarations.matter_remarked", found, by=by, unit=by.person.unit)
    return found


@move
def file(found: MatterReport, *, by) -> MatterReport:
    """The loans end with it: what is filed needs no handler."""
    found = lock(found)
    require(access.may_file(by, found))
    found.filed_on = clock.today()
    _go(found, MatterStatus.FILED)
    for loan in queries.loans_of(found):
        grants.take_back(loan.user, queries.PERM, found)
    record("declarations.matter_filed", found, by=by, unit=by.person.unit)
    letters.tell_reporter(found)
    return found


@move
def lend(found: MatterReport, user, *, by, until: date) -> MatterReport:
    """A named handler reads this one report until a day."""
    found = lock(found)
    require(access.may_lend(by, found))
    require(access.may_lend_to(by, found, user))
    grants.lend(user, queries.PERM, found, by=by, until=until)
    record("declarations.matter_lent", found, by=by, unit=by.person.unit, person=user.name, until=until)
    letters.tell_handler(found, user)
    return found


@move
def take_back(found: MatterReport, user, *, by) -> MatterReport:
    found = lock(found)
    require(access.may_take_back(by, found))
    grants.take_back(user, queries.PERM, found)
    record("declarations.matter_taken_back", found, by=by, unit=by.person.unit, person=user.name)
    return found


@move
def open_report(found: MatterReport, *, by) -> None:
    """Whoever looks at somebody else's report leaves a trace, one a day."""
    if by.person_id != found.person_id and not queries.was_opened_today(found, by):
        record("declarations.matter_opened", found, by=by, unit=by.person.unit)


def _note(found: MatterReport, kind: str, text: str, by, *, on_behalf: bool = False) -> None:
    MatterNote.objects.create(
        report=found, kind=kind, text=text, written_on=clock.today(), written_by=by, on_behalf=on_behalf
    )


def _go(found: MatterReport, status: MatterStatus) -> None:
    found.status = status
    found.version += 1
    found.save(update_fields=["status", "read_on", "filed_on", "version"])

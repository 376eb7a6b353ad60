"""参阅: draft → submit → approve → issue → read, or withdrawn (art. 45)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from documents import workflow as documents
from documents.enums import DocumentKind
from earlywarnings.access import bulletins as access
from earlywarnings.enums import BulletinKind, BulletinStatus
from earlywarnings.letters import bulletins as letters
from earlywarnings.models import Bulletin, BulletinReader
from earlywarnings.queries import bulletins as queries
from earlywarnings.queries import figures
from earlywarnings.rules import bulletins as rules
from rulebook.queries import setting


@move
def draft(
    town, *, by, title: str, warning=None, period: str = "", units=(), people=(), **content
) -> Bulletin:
    """Draft from one closed warning, or from the numbers of a period."""
    kind = BulletinKind.CASE if warning else BulletinKind.SUMMARY
    warning = warning and lock(warning)
    about = {"kind": kind, "warning": warning, "period": period, "title": title}
    bulletin = Bulletin(unit=town, drafted_by=by, drafted_on=clock.today(), **about, **content)
    require(access.may_draft(by, bulletin))
    _take_stock(bulletin, by)
    bulletin.save()
    bulletin.units.set(units)
    bulletin.people.set(people)
    record("bulletin.draft", bulletin, by=by)
    return bulletin


@move
def change(bulletin, *, by, version: int, units=(), people=(), **content) -> Bulletin:
    """Write the draft anew, with the numbers as they are today; `version` is the one the form was read at."""
    bulletin = lock(bulletin, version)
    require(access.may_change(by, bulletin))
    _set(bulletin, **content)
    _take_stock(bulletin, by)
    bulletin.save()
    bulletin.units.set(units)
    bulletin.people.set(people)
    record("bulletin.change", bulletin, by=by)
    return bulletin


@move
def submit(bulletin, *, by) -> Bulletin:
    """What is approved is what was counted now: the numbers stand still from here on."""
    bulletin = lock(bulletin)
    require(access.may_submit(by, bulletin))
    _set(bulletin, status=BulletinStatus.REVIEW, returned_reason="")
    _take_stock(bulletin, by)
    bulletin.save()
    record("bulletin.submit", bulletin, by=by)
    letters.tell(bulletin, "review", letters.staff(bulletin, but=bulletin.drafted_by))
    return bulletin


def _take_stock(bulletin, by) -> None:
    if bulletin.is_case:
        bulletin.said = figures.said_of_case(bulletin.warning)
    else:
        bulletin.said = figures.said_of_period(bulletin.unit, bulletin.span, by)
    bulletin.said_on = clock.today()


@move
def approve(bulletin, *, by) -> Bulletin:
    bulletin = lock(bulletin)
    require(access.may_approve(by, bulletin))
    text = f"{by.post_text}{by.name}"
    approved = {"approved_by": by, "approved_by_text": text, "approved_on": clock.today()}
    _set(bulletin, status=BulletinStatus.APPROVED, **approved)
    bulletin.save()
    record("bulletin.approve", bulletin, by=by)
    letters.tell(bulletin, "approved", letters.secretaries(bulletin))
    return bulletin


@move
def return_bulletin(bulletin, *, by, reason: str) -> Bulletin:
    bulletin = lock(bulletin)
    require(access.may_return(by, bulletin))
    nobody = {"approved_by": None, "approved_by_text": "", "approved_on": None}
    _set(bulletin, status=BulletinStatus.DRAFT, returned_reason=reason, **nobody)
    bulletin.save()
    record("bulletin.return", bulletin, by=by)
    letters.tell(bulletin, "returned", [bulletin.drafted_by])
    return bulletin


@move
def issue(bulletin, *, by, reason: str = "") -> Bulletin:
    """Take the number, set the document, freeze the circulation list and tell everybody on it."""
    bulletin = lock(bulletin)
    require(access.may_issue(by, bulletin))
    found = rules.names_left(letters.texts(bulletin), queries.known_names(bulletin))
    require(access.may_issue_named(found, reason))
    today = clock.today()
    code = setting("documents.bulletin_code")
    number = documents.take_number(code, today.year, on=today, purpose=str(bulletin), by=by)
    data = letters.document_data(bulletin)
    document = documents.issue(
        DocumentKind.BULLETIN, number=number, title=bulletin.title, data=data, by=by, on=today
    )
    named = reason if found else ""
    out = {"issued_by": by, "issued_on": today, "number": number, "document": document}
    _set(bulletin, status=BulletinStatus.ISSUED, named_reason=named, **out)
    bulletin.save()
    readers = _circulate(bulletin)
    record("bulletin.issue", bulletin, by=by, number=number.text, readers=len(readers), named=bool(found))
    letters.tell(bulletin, "issued", readers)
    return bulletin


def _circulate(bulletin) -> list:
    circulation = queries.circulation(bulletin)
    BulletinReader.objects.bulk_create(
        BulletinReader(bulletin=bulletin, user=user, as_text=text) for user, text in circulation.items()
    )
    return list(circulation)


@move
def open_bulletin(bulletin, *, by) -> None:
    """The read receipt: the first time somebody on the list opens it."""
    reader = BulletinReader.objects.select_for_update().filter(bulletin=bulletin, user=by).first()
    if reader and reader.opened_at is None and bulletin.status == BulletinStatus.ISSUED:
        reader.opened_at = clock.now()
        reader.save(update_fields=["opened_at"])


@move
def withdraw(bulletin, *, by, reason: str) -> Bulletin:
    """Keeps its number and trail; its readers are told and can no longer open it."""
    bulletin = lock(bulletin)
    require(access.may_withdraw(by, bulletin))
    _set(bulletin, status=BulletinStatus.WITHDRAWN, given_up_on=clock.today(), given_up_reason=reason)
    bulletin.save()
    record("bulletin.withdraw", bulletin, by=by)
    letters.tell(bulletin, "withdrawn", [row.user for row in queries.readers_of(bulletin)])
    return bulletin


@move
def discard(bulletin, *, by, reason: str) -> Bulletin:
    """A draft that will not be needed; it never had a number."""
    bulletin = lock(bulletin)
    require(access.may_discard(by, bulletin))
    _set(bulletin, status=BulletinStatus.DISCARDED, given_up_on=clock.today(), given_up_reason=reason)
    bulletin.save()
    record("bulletin.discard", bulletin, by=by)
    return bulletin


def _set(bulletin, **values) -> None:
    for name, value in values.items():
        setattr(bulletin, name, value)
    bulletin.version += 1

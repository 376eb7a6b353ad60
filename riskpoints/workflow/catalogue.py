"""分级目录: frozen, sent to the level above, approved or sent back there (art. 25)."""

from audit.log import move, record
from core import clock
from core.gates import CENTRE, DISCIPLINE
from core.rows import lock
from core.verdict import Refusal, refused, require
from notifications.outbox import tell_once
from organisations.queries import users_reaching
from riskpoints import queries, rules
from riskpoints.access import catalogue as access
from riskpoints.enums import CatalogueStatus
from riskpoints.models import RiskCatalogue

REPLACED = "公开了新批准的目录。"


@move
def send_catalogue(town, *, by) -> RiskCatalogue:
    town = lock(town)
    require(access.may_send_catalogue(by, town))
    rows = queries.catalogue_rows(town)
    if not rows:
        raise Refusal(refused("还没有经组织审查的风险点，编不成目录。", 25))
    today = clock.today()
    catalogue = RiskCatalogue.objects.create(
        unit=town,
        year=today.year,
        rows=rows,
        sha256=rules.digest(rows),
        sent_by=f"{by.post_text} {by.name}",
        sent_on=today,
    )
    _tell(catalogue, CENTRE, "sent", f"{catalogue}已报送，请审阅批准。")
    record("riskpoints.catalogue_sent", catalogue, by=by, points=len(rows), sha256=catalogue.sha256)
    return catalogue


@move
def approve_catalogue(catalogue: RiskCatalogue, *, by) -> RiskCatalogue:
    catalogue = _decided(catalogue, by, CatalogueStatus.APPROVED)
    _tell(catalogue, DISCIPLINE, "approved", f"{catalogue}已由上级批准，可以公开。")
    record("riskpoints.catalogue_approved", catalogue, by=by, sha256=catalogue.sha256)
    return catalogue


@move
def return_catalogue(catalogue: RiskCatalogue, *, by, reason: str) -> RiskCatalogue:
    catalogue = _decided(catalogue, by, CatalogueStatus.RETURNED, reason)
    _tell(catalogue, DISCIPLINE, "returned", f"{catalogue}已由上级退回，请按理由修改后重报。")
    record("riskpoints.catalogue_returned", catalogue, by=by, reason=reason)
    return catalogue


@move
def disclose_catalogue(catalogue: RiskCatalogue, *, by) -> RiskCatalogue:
    """On the public site from today, less the points that are withheld, in place of the one before (arts. 10, 25)."""
    lock(catalogue.unit)
    catalogue = lock(catalogue)
    require(access.may_disclose_catalogue(by, catalogue))
    if former := queries.on_show_instead(catalogue):
        _take_down(former, by, REPLACED)
    hidden = queries.withheld()
    catalogue.withheld = sorted(row["id"] for row in catalogue.rows if row["id"] in hidden.points)
    catalogue.disclosed_by, catalogue.disclosed_on = f"{by.post_text} {by.name}", clock.today()
    catalogue.withdrawn_by, catalogue.withdrawn_on, catalogue.withdrawn_reason = "", None, ""
    catalogue.save()
    part = queries.public_part(catalogue, hidden)
    counted = {"points": len(part.rows), "withheld": part.withheld}
    record("riskpoints.catalogue_disclosed", catalogue, by=by, **counted, sha256=part.sha256)
    return catalogue


@move
def withdraw_catalogue(catalogue: RiskCatalogue, *, by, reason: str) -> RiskCatalogue:
    """Off the public site at once; it stays as it was approved."""
    catalogue = lock(catalogue)
    require(access.may_withdraw_catalogue(by, catalogue))
    return _take_down(catalogue, by, reason)


def _take_down(catalogue, by, reason: str) -> RiskCatalogue:
    catalogue.withdrawn_by, catalogue.withdrawn_on = f"{by.post_text} {by.name}", clock.today()
    catalogue.withdrawn_reason, catalogue.withheld = reason, []
    catalogue.save()
    record("riskpoints.catalogue_withdrawn", catalogue, by=by, reason=reason)
    return catalogue


def _decided(catalogue, by, status, reason="") -> RiskCatalogue:
    catalogue = lock(catalogue)
    require(access.may_decide_catalogue(by, catalogue))
    catalogue.status, catalogue.reason = status, reason
    catalogue.decided_by, catalogue.decided_on = f"{by.post_text} {by.name}", clock.today()
    catalogue.save()
    return catalogue


def _tell(catalogue, roles, stage: str, text: str) -> None:
    people = users_reaching(*roles, unit=catalogue.unit)
    tell_once(people, key=f"catalogue:{catalogue.pk}:{stage}", text=text, url=catalogue.get_absolute_url())

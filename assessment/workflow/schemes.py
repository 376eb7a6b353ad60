"""Schemes that total 100 (art. 48): drafted, copied, changed while nobody is scored by them, put into force by another."""

from assessment import access, rules
from assessment.enums import SchemeStatus
from assessment.models import Scheme, SchemeItem
from assessment.queries.schemes import former_schemes, next_version
from assessment.rules import schemes as scheme_rules
from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import Refusal, refused, require

NEWER = "您打开表单以后，别人已经改过这份细则。请另开一页看看改了什么，再决定是否保存。"
COPIED = (
    *("group", "text", "points", "rule_kind", "per_hit", "grades"),
    *("deduct_rule", "evidence", "known_by", "article"),
)
HEAD = ("name", "applies_to", "year_from", "source", "deduct_from", "count", "bonus_looked_at")


@move
def draft_scheme(*, by, items: list[dict], **head) -> Scheme:
    """A new draft; of a name that there is already, its next version. Refused unless its items total 100."""
    require(access.may_draft_scheme(by))
    scheme = write_scheme(items=items, drafted_by=by, **head)
    record("assessment.scheme_drafted", scheme, by=by, items=len(items))
    return scheme


@move
def copy_scheme(origin: Scheme, *, by, name: str, applies_to: str, year_from: int) -> Scheme:
    """All of it again as a draft, for another year or other units."""
    origin = lock(origin)
    require(access.may_copy_scheme(by, origin))
    head = {field: getattr(origin, field) for field in HEAD}
    head |= {"name": name, "applies_to": applies_to, "year_from": year_from, "source": f"由{origin}复制"}
    items = [{field: getattr(item, field) for field in COPIED} for item in origin.items.all()]
    scheme = write_scheme(items=items, drafted_by=by, **head)
    record("assessment.scheme_copied", scheme, by=by, origin=str(origin))
    return scheme


@move
def change_scheme(scheme: Scheme, *, by, edition: int, items: list[dict], **head) -> Scheme:
    """The whole draft anew, as it stood on one page; whoever changes it has drafted it."""
    scheme = lock(scheme)
    require(access.may_change_scheme(by, scheme))
    if scheme.edition != edition:
        raise Refusal(refused(NEWER))
    _must_hold(items)
    if head.get("name", scheme.name) != scheme.name:
        scheme.version = next_version(head["name"])
    for field, value in head.items():
        setattr(scheme, field, value)
    scheme.drafted_by, scheme.edition = by, scheme.edition + 1
    scheme.save()
    scheme.items.all().delete()
    _write_items(scheme, items)
    record("assessment.scheme_changed", scheme, by=by, items=len(items))
    return scheme


@move
def put_into_force(scheme: Scheme, *, by) -> Scheme:
    """From now on sheets are opened by it; the one that was in force for the same units is retired."""
    rivals = Scheme.objects.select_for_update().filter(applies_to=scheme.applies_to).order_by("pk")
    list(rivals)  # two people, two drafts, one place
    scheme = lock(scheme)
    require(access.may_put_into_force(by, scheme, clock.today().year))
    for former in former_schemes(scheme):
        _on(former, SchemeStatus.RETIRED)
        record("assessment.scheme_retired", former, by=by)
    scheme.enforced_by, scheme.enforced_on = by, clock.today()
    _on(scheme, SchemeStatus.IN_FORCE)
    record("assessment.scheme_enforced", scheme, by=by, applies_to=scheme.get_applies_to_display())
    return scheme


@move
def retire_scheme(scheme: Scheme, *, by) -> Scheme:
    """Its units are scored by the scheme for all again, or by the sample."""
    scheme = lock(scheme)
    require(access.may_retire_scheme(by, scheme))
    _on(scheme, SchemeStatus.RETIRED)
    record("assessment.scheme_retired", scheme, by=by)
    return scheme


@move
def drop_scheme(scheme: Scheme, *, by) -> None:
    """A draft that nobody was ever scored by; its history and the audit keep it."""
    scheme = lock(scheme)
    require(access.may_drop_scheme(by, scheme))
    record("assessment.scheme_dropped", scheme, by=by)
    scheme.delete()


def write_scheme(*, name: str, items: list[dict], **head) -> Scheme:
    _must_hold(items)
    scheme = Scheme.objects.create(name=name, version=next_version(name), **head)
    _write_items(scheme, items)
    return scheme


def _must_hold(items: list[dict]) -> None:
    """Asked again here, whatever the page or the file asked before."""
    require(rules.totals_100(item["points"] for item in items))
    require(scheme_rules.only_once(item["text"] for item in items))
    for item in items:
        verdict = scheme_rules.fits_its_kind(SchemeItem(**item).arithmetic)
        if not verdict:
            raise Refusal(refused(f"{item['text']}：{verdict.reason}", verdict.article))


def _write_items(scheme: Scheme, items: list[dict]) -> None:
    SchemeItem.objects.bulk_create(
        SchemeItem(scheme=scheme, position=n, **item) for n, item in enumerate(items, 1)
    )


def _on(scheme: Scheme, status: SchemeStatus) -> None:
    scheme.status = status
    scheme.edition += 1
    scheme.save()

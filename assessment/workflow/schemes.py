"""Schemes that total 100 (art. 48)."""

from assessment import access, rules
from assessment.models import Scheme, SchemeItem
from audit.log import move, record
from core.verdict import require


@move
def save_scheme(*, by, name: str, items: list[dict], source: str = "", **reading) -> Scheme:
    """Save a new version of a scheme; refused unless its items total 100."""
    require(access.may_save_scheme(by))
    scheme = write_scheme(name=name, items=items, source=source, **reading)
    record("assessment.save_scheme", scheme, by=by, items=len(items))
    return scheme


def write_scheme(*, name: str, items: list[dict], source: str, **reading) -> Scheme:
    require(rules.totals_100(item["points"] for item in items))
    former = Scheme.objects.filter(name=name).first()
    version = former.version + 1 if former else 1
    scheme = Scheme.objects.create(name=name, version=version, source=source, **reading)
    SchemeItem.objects.bulk_create(
        SchemeItem(scheme=scheme, position=n, **item) for n, item in enumerate(items, 1)
    )
    return scheme

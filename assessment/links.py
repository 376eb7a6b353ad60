"""The last joint of the chain: what a warning costs its unit (art. 48)."""

from assessment import queries
from core.numbers import plain
from core.registries import Link
from earlywarnings.enums import COUNTED, Status
from earlywarnings.models import EarlyWarning


def links(user, thing) -> list[Link]:
    """考核扣分 of a warning, with the sheet it stands on."""
    if not isinstance(thing, EarlyWarning):
        return []
    if thing.status == Status.REVOKED:
        return [Link("考核扣分", "已撤销，不扣分", on=thing.revoked_on)]
    if thing.status not in COUNTED:
        points = queries.reading_of(queries.scheme_in_force()).points(thing.tier)
        return [Link("考核扣分", f"送达后扣{plain(points)}分", done=False)]
    points, sheet = queries.costs_of([thing], user)[thing.pk]
    return [
        Link(
            "考核扣分",
            f"−{plain(points)}分",
            sheet.get_absolute_url() if sheet else "",
            on=thing.signed_on,
        )
    ]

"""The town's list of what it decides collectively (art. 28)."""

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import require
from decisions.access import matters as access
from decisions.models import Matter


@move
def add_matter(unit, *, by, **content) -> Matter:
    require(access.may_keep_list(by, unit))
    matter = Matter(unit=unit, **content)
    matter.full_clean()
    matter.save()
    record("decisions.matter_added", matter, by=by)
    return matter


@move
def change_matter(matter: Matter, *, by, version: int | None = None, **content) -> Matter:
    """For what is put to a meeting from now on; items that were decided keep the vote they had."""
    matter = lock(matter, version)
    require(access.may_change_matter(by, matter))
    for name, value in content.items():
        setattr(matter, name, value)
    matter.version += 1
    matter.full_clean()
    matter.save()
    record("decisions.matter_changed", matter, by=by)
    return matter


@move
def end_matter(matter: Matter, *, by) -> Matter:
    matter = lock(matter)
    require(access.may_change_matter(by, matter))
    matter.ends_on = clock.today()
    matter.save()
    record("decisions.matter_ended", matter, by=by)
    return matter

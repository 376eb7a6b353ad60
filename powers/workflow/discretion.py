"""Tables of discretion (art. 22): part of what is confirmed about a power, so a change makes it a draft again."""

from collections.abc import Iterable, Mapping

from audit.log import move, record
from core.verdict import refused, require
from powers import rules
from powers.models import DiscretionBand, DiscretionTable, Power
from powers.workflow.register import redraft


@move
def set_discretion(
    power: Power, *, by, bands: Iterable[Mapping], table=None, version: int | None = None, **content
) -> DiscretionTable:
    """Write the table whole: its bands are exactly these."""
    power, _ = redraft(power, by, version)
    table = table or DiscretionTable(power=power)
    for name, value in content.items():
        setattr(table, name, value)
    require_sound(table, bands)
    table.save()
    table.bands.all().delete()
    for band in bands:
        DiscretionBand.objects.create(table=table, **band)
    record("powers.discretion_set", power, by=by, table=str(table), version=power.version)
    return table


@move
def remove_discretion(table: DiscretionTable, *, by) -> Power:
    power, _ = redraft(table.power, by)
    record("powers.discretion_removed", power, by=by, table=str(table), version=power.version)
    table.delete()
    return power


def require_sound(table: DiscretionTable, bands: Iterable[Mapping]) -> None:
    """No overlap, no gap, nothing the law does not allow, and at least one band."""
    frame = rules.Frame(*(getattr(table, name) for name in rules.Frame._fields))
    read = [rules.Band(*(band[name] for name in rules.Band._fields)) for band in bands]
    found = [fault.reason for fault in rules.faults(read, frame)] or ([] if read else ["请至少填写一档。"])
    for reason in found[:1]:
        require(refused(reason, 22))

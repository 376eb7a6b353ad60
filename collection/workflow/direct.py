"""One item at any time, straight to the centre: a direct reporting point does not wait for the quarter (art. 36)."""

from audit.log import move, record
from collection import access, letters, queries, rules
from collection.enums import ItemStatus
from collection.models import InformationItem
from collection.workflow.filling import attach_files, write_new
from core import clock
from core.rows import lock
from core.verdict import require


@move
def report_item(unit, *, by, files=(), on_behalf_of: str = "", **values) -> InformationItem:
    """The item is sent as it is written; there is no draft of it and no form around it."""
    unit = lock(unit)
    require(access.may_report_item(by, unit))
    on_behalf = access.types_for(by, unit.pk)
    require(rules.signed(on_behalf=on_behalf, name=on_behalf_of))
    item = InformationItem(
        unit=unit,
        status=ItemStatus.REPORTED,
        entered_by=by,
        entered_at=clock.now(),
        on_behalf_of=on_behalf_of if on_behalf else "",
    )
    write_new(item, values, among=queries.single_items(by).filter(unit=unit))
    attach_files(item, files, by=by)
    record("collection.report_item", item, by=by, on_behalf_of=item.on_behalf_of)
    letters.tell_judges(item)
    return item


@move
def withdraw_item(item: InformationItem, *, by) -> None:
    """Take it back while nobody has judged it; its history stays."""
    item = lock(item)
    require(access.may_withdraw_item(by, item))
    record("collection.withdraw_item", item, by=by)
    item.delete()

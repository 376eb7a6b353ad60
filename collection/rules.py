"""What a form needs before it can be sent. No database, no clock."""

from collection.enums import VILLAGE_SOURCES, Source
from core.verdict import GRANTED, Verdict, refused
from organisations.enums import UnitKind


def sources_for(kind: str) -> tuple[Source, ...]:
    """A village's form shows six of the sources of art. 37, the others show all."""
    return VILLAGE_SOURCES if kind == UnitKind.VILLAGE else tuple(Source)


def ready(is_nil: bool, items: int) -> Verdict:
    """本季度无情况 or at least one item, never both (art. 38)."""
    if is_nil and items:
        return refused(f"本表已填了{items}条信息，不能再报“无情况”。请先删除这些信息，或直接报送。", 38)
    if not is_nil and not items:
        return refused("还没有填写任何信息。没有情况请点“本季度无情况”。", 38)
    return GRANTED

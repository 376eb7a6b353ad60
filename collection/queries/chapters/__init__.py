"""What a report on a period counts (art. 38): what was filed, what was reported, and what other apps add."""

from collection.queries.chapters.filing import FORMS, REPORTS
from collection.queries.chapters.reported import ITEMS, items_counted, known_items, with_items
from core import registries
from core.figures import Chapter


def chapters() -> list[Chapter]:
    return [FORMS, REPORTS, ITEMS, *registries.report_chapters]


__all__ = ["chapters", "items_counted", "known_items", "with_items"]

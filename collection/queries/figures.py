"""The numbers of a report, as one reader may know them."""

from typing import NamedTuple

from collection.queries.chapters import chapters, items_counted, known_items
from collection.queries.reports import scope_of
from core.figures import Chapter, Figures, Number, ids


def items_of(report, user) -> int:
    """How many of the items of its period the user may know of: one that names him neither counts nor shows itself."""
    return len(known_items(user, items_counted(scope_of(report)).order_by().values("pk")))


class Part(NamedTuple):
    """A chapter as one reader may know it; `open` are the ids of the rows behind its numbers that he may open."""

    chapter: Chapter
    figures: list[Figures]
    open: frozenset[int]

    def opens(self, number: Number) -> bool:
        return bool(number.rows) and self.open.issuperset(number.rows)


def count(report) -> dict:
    """The rows behind every number as they stand now, the period before beside them; for whoever asks."""
    scope = scope_of(report)
    return {
        chapter.name: {"now": chapter.rows(scope), "before": chapter.rows(scope.before())}
        for chapter in chapters()
    }


def parts_of(report, user) -> list[Part]:
    """The numbers of the report: of an unsent one counted now, of a sent one as they were sent."""
    counted = report.counted or count(report)
    parts = [_part(chapter, counted.get(chapter.name), user) for chapter in chapters()]
    return [part for part in parts if part and part.figures]


def _part(chapter: Chapter, counted: dict | None, user) -> Part | None:
    if counted is None:  # the app joined after the report was sent
        return None
    now, before = chapter.known(user, counted["now"]), chapter.known(user, counted["before"])
    if now is None:
        return None
    open_to_him = chapter.visible(user).filter(pk__in=ids(now)).order_by().values_list("pk", flat=True)
    return Part(chapter, chapter.figures(now, before), frozenset(open_to_him))


def number_in(parts: list[Part], name: str, key: str) -> tuple[Part, Number] | None:
    """The number of that key, where all the rows behind it are open to the reader."""
    every = ((part, number) for part in parts for figures in part.figures for number in figures.numbers)
    return next(
        (
            (part, number)
            for part, number in every
            if (part.chapter.name, number.key) == (name, key) and part.opens(number)
        ),
        None,
    )


def rows_behind(part: Part, number: Number, user):
    return part.chapter.visible(user).filter(pk__in=number.rows)

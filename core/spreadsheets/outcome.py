"""What a page shows of a file on its way in: what was understood, what is wrong, what would change."""

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from core.spreadsheets.columns import SpreadsheetError
from core.spreadsheets.importing import ImportReport
from core.spreadsheets.mapping import UnmappedError
from core.spreadsheets.reading import Row

SHOWN = 100
PREVIEWED = 10


class Outcome(NamedTuple):
    """What a page shows about a file: the report on its rows, or the sentence that says why it cannot be read."""

    report: ImportReport | None
    problem: str = ""
    unmapped: UnmappedError | None = None

    @classmethod
    def of(cls, read: Callable, upload, **options) -> "Outcome":
        try:
            return cls(read(upload, **options))
        except UnmappedError as question:
            return cls(None, question.message, question)
        except SpreadsheetError as refusal:
            return cls(None, refusal.message)

    @property
    def summary(self) -> str:
        report = self.report
        return f"新增{report.created}行，改动{report.updated}行，未变{report.unchanged}行"

    @property
    def headings(self):
        """How the columns of a register were understood, or what must be said about them."""
        if self.unmapped:
            return self.unmapped.headings
        return self.table and self.table.headings

    @property
    def table(self):
        return self.report.table if self.report is not None else None

    @property
    def taken_in(self) -> bool:
        return self.report is not None and self.report.taken_in

    @property
    def questions(self) -> list:
        """What the rows leave open, as many as a page can ask."""
        return self.report.questions[:SHOWN] if self.report is not None else []

    @property
    def decided(self) -> str:
        """What is decided already and not asked again, for the page to send back."""
        asked = {question.key for question in self.questions}
        decisions = self.table.decisions.items() if self.table else ()
        return " ".join(f"{key}={said}" for key, said in decisions if key not in asked)

    @property
    def token(self) -> str:
        """Sent back, it says that this file was looked at, understood as it is now."""
        return self.table.understood if self.report else ""  # a report with mistakes is false

    def asked(self, columns: list, answers) -> dict:
        """What the page needs to show the outcome and to ask about it; `columns` are the choices it offers."""
        return {
            "outcome": self,
            "digest": self.token,
            "columns": columns,
            "constants": self.constants(columns, answers),
        }

    def constants(self, columns: list, answers) -> list[tuple]:
        """The drop-downs among the columns for which one answer holds for every row, with that answer."""
        if self.unmapped:
            wanting = {column.name for column in self.unmapped.wanting}
        else:
            wanting = self.table.constants if self.table else ()
        return [
            (column, answers.constants.get(column.name, ""))
            for column in columns
            if column.name in wanting and column.labels
        ]

    @property
    def banners(self) -> list[tuple[int, str]]:
        return self.table.banners if self.table else []

    @property
    def gathered(self) -> list[Row]:
        """The records for which the file takes several rows, as many as a page can name."""
        return list(self.table.gathered.values())[:SHOWN] if self.table else []

    @property
    def put_together(self) -> tuple[int, int]:
        """How many rows of the file those are, and how many records they became."""
        together = self.table.gathered.values() if self.table else ()
        return sum(row.rows for row in together), len(together)

    @property
    def preview(self) -> list[tuple[Row, list[str]]]:
        """The first rows as they would be taken in, column by column of `preview_columns`."""
        names = [column.name for column in self.preview_columns]
        rows = islice(self.table.rows, PREVIEWED)
        return [(row, [in_words(row.values.get(name)) for name in names]) for row in rows]

    @property
    def preview_columns(self) -> list:
        present = {heading.column.name for heading in self.table.placed}
        present |= self.table.constants.keys() | self.table.derived
        return [column for name, column in self.table.columns.items() if name in present]

    @property
    def changing(self) -> int:
        return self.report.created + self.report.updated

    @property
    def shown(self) -> list:
        return self.report.rejected[:SHOWN]

    @property
    def unshown(self) -> int:
        return len(self.report.rejected[SHOWN:])


def in_words(value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
    return str(getattr(value, "label", value))

"""A sheet filled in offline, checked row by row; all of it comes into the form, or nothing."""

from collection import queries, tables, workflow
from collection.enums import Source
from collection.models import CollectionForm, InformationItem
from core import clock
from core.spreadsheets import ImportReport, Row, Saved, read_table, run_import
from core.spreadsheets.outcome import Outcome

MOST_ROWS = 100


class ItemFile:
    """One uploaded sheet, used once. Nothing of it is kept between looking at it and taking it in."""

    def __init__(self, form: CollectionForm, *, by):
        self.form, self.by = form, by
        self.items: list[InformationItem] = []
        self._subjects = tables.subjects(form.unit, by)
        self._known = {queries.likeness(item) for item in queries.items_in(form, by)}

    def look(self, upload) -> Outcome:
        return Outcome.of(self._read, upload, check_only=True)

    def take_in(self, upload) -> Outcome:
        return Outcome.of(self._read, upload, check_only=False)

    def _read(self, upload, *, check_only: bool) -> ImportReport:
        table = read_table(upload, columns=tables.columns(self.form.unit, self.by), max_rows=MOST_ROWS)
        return run_import(
            table,
            save_row=self._save,
            finish=lambda: workflow.import_items(
                self.form, by=self.by, items=self.items, sha256=table.digest
            ),
            check_only=check_only,
        )

    def _save(self, row: Row) -> Saved:
        item = self._item(row.values)
        if queries.likeness(item) in self._known:
            return Saved.UNCHANGED
        self._known.add(queries.likeness(item))
        self.items.append(item)
        return Saved.CREATED

    def _item(self, cells: dict) -> InformationItem:
        """An empty cell says what the form would say by itself: today, 日常了解, the own unit."""
        code = cells.get("subject") or f"unit-{self.form.unit_id}"
        _, thing = self._subjects[code]
        return InformationItem(
            found_on=cells.get("found_on") or clock.today(),
            source=cells.get("source") or Source.DAILY,
            summary=cells["summary"],
            risk_point_id=cells.get("risk_point"),
            power_id=cells.get("power"),
            amount=cells.get("amount"),
            measures_taken=cells.get("measures_taken", ""),
            **queries.chosen_subject(code, thing),
        )

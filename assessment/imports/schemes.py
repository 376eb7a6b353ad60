"""A scheme written in a file: a row is an item, and the file is one draft. All or nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assessment import rules, workflow
from assessment.enums import RuleKind
from assessment.models import SchemeItem
from assessment.rules import schemes as scheme_rules
from assessment.tables import schemes as tables
from core.spreadsheets import ImportReport, Row, Saved, read_table, run_import
from core.spreadsheets.outcome import Outcome

MOST_ITEMS = 80


class SchemeFile:
    """One file on its way in, used once; `made` is the draft once it was taken in."""

    def __init__(self, *, by, head: dict):
        self.by, self.head = by, head
        self.items: list[dict] = []
        self.made = None

    @transaction.atomic
    def read(self, upload, *, check_only: bool) -> ImportReport:
        table = read_table(upload, columns=tables.columns(), max_rows=MOST_ITEMS, allow_unknown=True)
        self.rows = sum(1 for _ in table.rows)
        return run_import(table, save_row=self.save_row, finish=self.take_in, check_only=check_only)

    def try_out(self, upload, **options) -> Outcome:
        return Outcome.of(self.read, upload, **options)

    def save_row(self, row: Row) -> Saved:
        item = {column.name: row.values.get(column.name) for column in tables.columns()}
        item["rule_kind"] = item["rule_kind"] or RuleKind.MANUAL
        item["grades"] = item["grades"] or []
        item |= {name: item[name] or "" for name in ("deduct_rule", "evidence", "known_by")}
        self.items.append(item)
        self._judge(scheme_rules.faults(SchemeItem(**item).arithmetic))
        once = scheme_rules.only_once(item["text"] for item in self.items)
        self._judge({} if once else {"text": once})
        if len(self.items) == self.rows:  # all of them could be read, this is the last
            total = rules.totals_100(item["points"] for item in self.items)
            self._judge({} if total else {"points": total})
        return Saved.CREATED

    @property
    def preview(self) -> list[SchemeItem]:
        """As the draft will say it."""
        return [SchemeItem(**item) for item in scheme_rules.gathered(self.items)]

    def take_in(self) -> None:
        items = scheme_rules.gathered(self.items)
        self.made = workflow.draft_scheme(by=self.by, items=items, **self.head)

    @staticmethod
    def _judge(faults: dict) -> None:
        if faults:
            raise ValidationError({name: verdict.reason for name, verdict in faults.items()})

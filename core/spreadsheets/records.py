"""A file against the records it may already describe: which rows are new, which change something, which say nothing new.

A row names its record by its number (编号, as every export writes it) or by its key; all others are new. A column the
file lacks stays as it is, and so does every cell that says what the record says: what is exported imports unchanged.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from core.spreadsheets.importing import Saved
from core.spreadsheets.reading import Row, Table
from core.spreadsheets.text import clean
from core.verdict import Verdict


class RecordFile:
    """One file on its way in, used once. An importer says how its records are found, made and changed.

    `units` maps every name a unit goes by to the unit; `unit` is where rows without one belong.
    """

    unique = True  # whether two records never share a key
    fixed: tuple[str, ...] = ()  # columns an export shows and an import never changes
    keep_when_empty: frozenset[str] = frozenset()  # an empty cell means the default, or what is there

    def __init__(self, table: Table, *, units: dict[str, Any], unit=None):
        self.units, self.unit = units, unit
        self.created: list = []
        self.changed: list = []
        self.touched: set[str] = set()
        self.rows_by_key: dict = {}
        self._asked: dict = {}
        self._by_id: dict[int, Any] = {}
        self._by_key: dict[tuple, Any] = {}
        for record in self.known(*self._named(table)):
            self._by_id[record.pk] = record
            self._by_key.setdefault(self.key_of(record), record)

    # What an importer says about its records

    def known(self, ids: set[int], keys: set[tuple]) -> Iterable:
        """The records the file may mean, out of those the user sees."""
        raise NotImplementedError

    def key(self, unit, values: dict) -> tuple:
        raise NotImplementedError

    def key_of(self, record) -> tuple | None:
        """The key of a stored record; None for one that only its number can name."""
        raise NotImplementedError

    def tidied(self, values: dict) -> dict:
        """The cells of a row as fields of the record."""
        return values

    def may_create(self, unit) -> Verdict:
        raise NotImplementedError

    def may_change(self, record) -> Verdict:
        raise NotImplementedError

    def make(self, unit, values: dict):
        """A new record of the row; ValidationError by field when it cannot be."""
        raise NotImplementedError

    def alter(self, record, values: dict):
        """The record with these values, which all differ from what it says now."""
        raise NotImplementedError

    def shown(self, record, name: str):
        """What an export writes into this column."""
        raise NotImplementedError

    def born_with(self, values: dict) -> dict[str, str]:
        """What the fixed columns of a new record will say."""
        return {}

    def same(self, record, name: str, value) -> bool:
        """Whether a cell says what the record says already."""
        if value in ("", None) and name in self.keep_when_empty:
            return True
        now = self.shown(record, name)
        return (clean(now) if isinstance(now, str) else now) == (
            "" if value is None and isinstance(now, str) else value
        )

    # What is the same for all of them

    def save_row(self, row: Row) -> Saved:
        values = self.tidied(dict(row.values))
        unit = self._unit(values.pop("unit", ""))
        record = self._record(values.pop("id", None), unit, values)
        self._only_once(row, record, self.key(unit, values))
        if record is None:
            return self._create(unit, values)
        if not (differing := self._differing(record, values)):
            return Saved.UNCHANGED
        self._require(self.may_change(record))
        self.changed.append(self.alter(record, differing))
        self.touched |= differing.keys()
        return Saved.UPDATED

    def recorded(self, row: Row):
        """The record a row without a number means; None for a new one."""
        values = self.tidied(dict(row.values))
        return self._by_key.get(self.key(self._unit(values.pop("unit", "")), values))

    def _create(self, unit, values: dict) -> Saved:
        if unit.pk not in self._asked:
            self._asked[unit.pk] = self.may_create(unit)
        self._require(self._asked[unit.pk])
        born = self.born_with(values)
        for name in self.fixed:
            if (said := values.pop(name, "")) and said != born.get(name, ""):
                raise ValidationError(
                    {name: f"新增的一行应为“{born.get(name, '')}”或空，之后的变化请在页面上办理。"}
                )
        self.created.append(self.make(unit, values))
        return Saved.CREATED

    def _differing(self, record, values: dict) -> dict:
        differing = {name: value for name, value in values.items() if not self.same(record, name, value)}
        for name in self.fixed:
            if name in differing:
                raise ValidationError(
                    {name: f"现为“{self.shown(record, name)}”，不能用导入改变，请在页面上办理。"}
                )
        return differing

    def _record(self, number: int | None, unit, values: dict):
        if number is None:
            return self._by_key.get(self.key(unit, values))
        record = self._by_id.get(number)
        if record is None:
            raise ValidationError({"id": "没有这个编号的记录，或不在您的权限内。新增的行请把编号留空。"})
        if record.unit_id != unit.pk:
            raise ValidationError({"unit": f"编号{number}的记录属于{record.unit}，不能用导入改到{unit}。"})
        return record

    def _only_once(self, row: Row, record, key: tuple):
        by_key = self.unique and record is not None and self.key_of(record) is not None
        marks = [key] if record is None else [record.pk] + [key] * by_key
        for mark in marks:
            if first := self.rows_by_key.get(mark):
                raise ValidationError(f"与第{first}行是同一项，请只留一行。")
            self.rows_by_key[mark] = row.number
        holder = self._by_key.get(key)
        if by_key and holder and holder.pk != record.pk:
            raise ValidationError("改成这样就与另一项重复，请核对。")

    def _unit(self, name: str):
        if not name and self.unit is None:
            raise ValidationError({"unit": "不能为空，请写明单位。"})
        return self.units[name] if name else self.unit

    def _named(self, table: Table) -> tuple[set[int], set[tuple]]:
        """The numbers and keys that occur in the file, wrong rows left aside."""
        ids, keys = set(), set()
        for row in table.rows:
            unit = self.units.get(row.values.get("unit") or "", self.unit)
            if not row.errors and unit is not None:
                values = self.tidied(dict(row.values))
                keys.add(self.key(unit, values))
                ids.add(values.get("id"))
        return ids - {None}, keys

    @staticmethod
    def _require(verdict: Verdict):
        if not verdict:
            raise ValidationError(verdict.reason)

"""A month's 办件 from a list, checked row by row and taken in all or nothing (art. 26)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.spreadsheets import Column, ImportReport, read_table, run_import
from core.spreadsheets.importing import Saved
from core.spreadsheets.outcome import Outcome
from core.spreadsheets.values import day
from powers import queries, workflow
from powers.enums import CaseDeed, CaseStatus
from powers.rules import cases as rules

ENDS = {"已办结": CaseDeed.FINISH, "不予办理": CaseDeed.REFUSE, "已撤回": CaseDeed.WITHDRAW}
DONE_BY = (
    ("handled_by", CaseDeed.HANDLE),
    ("reviewed_by", CaseDeed.REVIEW),
    ("approved_by", CaseDeed.APPROVE),
)
STILL_OPEN = [label for value, label in CaseStatus.choices if label not in ENDS]


def columns() -> list[Column]:
    """An exported list has more: what the system works out itself is passed over."""
    return [
        Column("number", "办件编号", ("编号", "受理编号"), max_length=40),
        Column("unit", "单位", ("行使主体", "受理单位"), True, max_length=100),
        Column("power", "职权", ("职权名称", "事项名称", "办理事项"), True, max_length=200),
        Column("subject", "申请人或事项", ("申请人", "申请事项"), True, max_length=100),
        Column("accepted_on", "受理日期", ("受理时间",), True, parse=day),
        Column("accepted_by", "受理人", required=True, max_length=50),
        Column("handled_by", "承办人", ("经办人",), max_length=50),
        Column("reviewed_by", "审核人", max_length=50),
        Column("approved_by", "批准人", ("审批人",), max_length=50),
        Column("status", "状态", ("办理状态",), choices=[(label, label) for label in (*ENDS, *STILL_OPEN)]),
        Column("finished_on", "办结日期", ("办结时间",), parse=day),
        Column("result", "结果", ("办理结果",), max_length=300),
    ]


@transaction.atomic
def read_cases(upload, *, by, units, check_only: bool = False) -> ImportReport:
    """SpreadsheetError when the file cannot be read at all."""
    table = read_table(upload, columns=columns(), allow_unknown=True)
    file = CaseFile(by, list(units))
    return run_import(
        table,
        save_row=file.save_row,
        finish=lambda: file.take_in(table.filename, table.digest),
        check_only=check_only,
    )


def try_cases(upload, **options) -> Outcome:
    return Outcome.of(read_cases, upload, **options)


class CaseFile:
    """Everything the rows may speak of is read once; a case that stands in the register already is left as it is."""

    def __init__(self, by, units):
        self.by, self.units = by, queries.names_of(units)
        self.powers = {(power.unit_id, power.name): power for power in queries.powers_to_exercise(by)}
        self.people = queries.people_by_name(units)
        self.known = queries.known_cases(units)
        self.rows = []

    def save_row(self, row) -> Saved:
        values = {column.name: row.values.get(column.name) or "" for column in columns()}
        unit = self.units.get(values["unit"])
        if unit is None:
            raise ValidationError({"unit": f"没有“{values['unit'][:20]}”这个单位，或不由您录入。"})
        power = self.powers.get((unit.pk, values["power"]))
        if power is None:
            raise ValidationError({"power": f"{unit}的职权目录里没有已确认的“{values['power'][:30]}”。"})
        if not power.limit or power.limit > rules.LONGEST:
            problem = f"“{power}”没有写办理时限，或者超过{rules.LONGEST}天，请先在职权里改好。"
            raise ValidationError({"power": problem})
        keys = queries.case_keys(
            unit.pk, values["number"], power.pk, values["subject"], values["accepted_on"]
        )
        if self.known & keys:
            return Saved.UNCHANGED
        self.rows.append((power, values, self._entries(unit, values)))
        self.known |= keys
        return Saved.CREATED

    def _entries(self, unit, values) -> list[tuple]:
        """The deeds of a row with their people. A list says no day for the deeds between: they bear that of the end."""
        ends = values["finished_on"] or values["accepted_on"]
        deeds = [("accepted_by", CaseDeed.ACCEPT, values["accepted_on"])]
        deeds += [(name, deed, ends) for name, deed in DONE_BY if values[name]]
        end = ENDS.get(values["status"]) or (CaseDeed.FINISH if values["finished_on"] else None)
        if bool(end) != bool(values["finished_on"]):
            raise ValidationError({"finished_on": "办完的须写办结日期，没有办完的不写。"})
        if end:
            last = next(name for name in ("handled_by", "accepted_by") if values[name])
            deeds.append((last, end, ends))
        return self._checked(
            [(deed, self._person(unit, name, values[name]), on, name) for name, deed, on in deeds]
        )

    def _checked(self, deeds) -> list[tuple]:
        status, entries = rules.BEGINNING, []
        for deed, person, on, column in deeds:
            entry = rules.Entry(deed, person.pk, on)
            verdict = rules.may_follow(entry, entries, status=status, today=clock.today())
            if not verdict:
                raise ValidationError({column: verdict.reason})
            entries.append(entry)
            status = rules.LEADS_TO[deed]
        return [(deed, person, on) for deed, person, on, _ in deeds]

    def _person(self, unit, column, name):
        found = self.people.get((unit.pk, name), [])
        if len(found) != 1:
            problem = "不止一位" if found else "没有"
            raise ValidationError({column: f"{unit}和镇里{problem}“{name[:20]}”，请核对姓名。"})
        return found[0]

    def take_in(self, filename: str, digest: str) -> None:
        if self.rows:
            workflow.take_in_cases(self.rows, by=self.by, file=filename, sha256=digest)

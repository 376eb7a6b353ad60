"""An office's own list of powers, checked row by row and taken in all or nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from core.spreadsheets import ImportReport, gathering, read_table, run_import
from core.spreadsheets.mapping import NOTHING_SAID, Answers
from core.spreadsheets.outcome import Outcome
from core.spreadsheets.records import RecordFile
from core.verdict import GRANTED
from organisations.models import Person, Post
from powers import access, queries, rules, tables, workflow
from powers.enums import REGISTER, Status
from powers.models import Power, PowerBasis

CHUNK = 500


@transaction.atomic
def read_catalogue(
    upload, *, by, units, unit=None, check_only: bool = False, answers: Answers = NOTHING_SAID
) -> ImportReport:
    """Take in an uploaded list; `units` are those it may speak of, `unit` the one of rows that name none.

    `by` is None on the command line. With `answers` from the page the file is only looked at until they carry the token
    of what was seen. SpreadsheetError when the file cannot be read at all.
    """
    units = list(units)
    names = queries.names_of(units)
    kinds = {kind.name: kind for kind in queries.kinds_to_choose()}
    columns = tables.columns(units=names, kinds=kinds)
    home = unit or (by and by.person.unit)
    mapping = answers.mapping(remembered=queries.headings_of(home, REGISTER))
    table = read_table(upload, columns=columns, mapping=mapping)
    workflow.remember_headings(table.headings, REGISTER, unit=home, by=by)
    table.home = unit and unit.pk
    given = ("unit",) if unit else ()
    table.gather = gathering.by(("name", "code"), apart=("id", "unit"), given=given)
    file = PowerFile(table, by=by, units=names, unit=unit, kinds=kinds)
    return run_import(
        table,
        save_row=file.save_row,
        finish=lambda: file.take_in(table.filename, table.digest),
        check_only=answers.only_check(table.understood, check_only),
    )


def try_catalogue(upload, **options) -> Outcome:
    return Outcome.of(read_catalogue, upload, **options)


class PowerFile(RecordFile):
    fixed = (tables.STATUS,)
    keep_when_empty = frozenset(
        {
            "list_category",
            "day_kind",
            "in_service_centre",
            "disclosure",
            "disclosure_mode",
            "valid_from",
            "status",
        }
    )

    def __init__(self, table, *, by, units, unit, kinds):
        self.by, self.kinds = by, kinds
        inside = {each.pk for each in units.values()}
        self.posts = {(post.unit_id, post.name): post for post in Post.objects.filter(unit__in=inside)}
        self.people: dict[tuple, list] = {}
        for person in Person.objects.filter(unit__in=inside):
            self.people.setdefault((person.unit_id, person.name), []).append(person)
        self.inside = inside
        super().__init__(table, units=units, unit=unit)

    def known(self, ids, keys):
        powers = queries.whole(Power.objects.select_related("unit", "kind")).filter(unit__in=self.inside)
        names = sorted({name for _, name in keys})
        for start in range(0, len(names), CHUNK):
            yield from powers.exclude(status=Status.CANCELLED).filter(name__in=names[start : start + CHUNK])
        ids = sorted(ids)
        for start in range(0, len(ids), CHUNK):
            yield from powers.filter(pk__in=ids[start : start + CHUNK])

    def key(self, unit, values):
        return unit.pk, values["name"]

    def key_of(self, power):
        return None if power.status == Status.CANCELLED else (power.unit_id, power.name)

    def tidied(self, values):
        kind = values["kind"]
        sub_kind = values.get("sub_kind") or kind.sub_kind
        return (
            values
            | {"kind": kind.name}
            | ({"sub_kind": sub_kind} if sub_kind or "sub_kind" in values else {})
        )

    def may_create(self, unit):
        return access.may_create(self.by, unit) if self.by else GRANTED

    def may_change(self, power):
        return access.may_change(self.by, power) if self.by else GRANTED

    def born_with(self, values):
        return {tables.STATUS: Status.DRAFT.label}

    def shown(self, power, name):
        return tables.shown(power, name)

    def make(self, unit, values):
        bases = values.pop("bases", "")
        power = self._fill(Power(unit=unit), values)
        return power, self._bases(bases)

    def alter(self, power, values):
        """What changes is a draft again."""
        bases = self._bases_again(power, values["bases"]) if "bases" in values else None
        power.version += 1
        return self._fill(power, {name: value for name, value in values.items() if name != "bases"}), bases

    def take_in(self, filename, digest):
        if not (self.created or self.changed):
            return
        workflow.take_in(
            self.created,
            self.changed,
            fields=sorted(self.touched - {"bases"}),
            by=self.by,
            file=filename,
            sha256=digest,
        )

    def _fill(self, power, values):
        content = {
            name: value
            for name, value in values.items()
            if not (value in ("", None) and name in self.keep_when_empty)
        }
        for name, find in (("kind", self._kind), ("post", self._post), ("person", self._person)):
            if name in content:
                content[name] = find(power.unit, content[name])
        power = workflow.drafted(power, self.by, content)
        if found := rules.objections(**{name: getattr(power, name) for name in rules.OBJECTED}):
            raise ValidationError(found)
        return power

    def _kind(self, unit, name):
        return self.kinds[name]

    def _post(self, unit, name):
        if name and (unit.pk, name) not in self.posts:
            raise ValidationError({"post": f"{unit}没有“{name[:20]}”这个岗位，请先在单位页登记，或留空。"})
        return self.posts[unit.pk, name] if name else None

    def _person(self, unit, name):
        found = self.people.get((unit.pk, name), []) if name else [None]
        if len(found) != 1:
            problem = "有不止一位" if found else "没有"
            raise ValidationError(
                {"person": f"{unit}{problem}“{name[:20]}”，请核对姓名，或留空后在页面上选择。"}
            )
        return found[0]

    def same(self, power, name, value):
        if name != "bases":
            return super().same(power, name, value)
        said, stored = rules.read_bases(value), [tables.basis_of(row) for row in power.bases.all()]
        return len(said) == len(stored) and all(map(rules.says_the_same, said, stored))

    def _bases(self, cell):
        """New bases of a cell."""
        return [PowerBasis(**self._fits(basis)._asdict()) for basis in rules.read_bases(cell)]

    def _bases_again(self, power, cell):
        """The bases of a changed cell; one whose line stands there as before stays the same row."""
        rows = list(power.bases.all())
        return [self._kept(rows, basis) for basis in rules.read_bases(cell)]

    def _kept(self, rows, basis):
        row = next((row for row in rows if rules.says_the_same(basis, tables.basis_of(row))), None)
        if row is None:
            return self._fits(basis)._asdict()
        rows.remove(row)
        return {"id": row.pk}

    def _fits(self, basis):
        for name in ("title", "article"):
            most = PowerBasis._meta.get_field(name).max_length
            if len(getattr(basis, name)) > most:
                raise ValidationError(
                    {"bases": f"“{basis.title[:20]}…”这一条太长，名称最多200个字，条款最多60个字。"}
                )
        return rules.with_kind(basis)

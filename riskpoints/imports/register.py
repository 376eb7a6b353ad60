"""An office's own register of risk points, checked row by row and taken in all or nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.spreadsheets import ImportReport, read_table, run_import
from core.spreadsheets.mapping import NOTHING_SAID, NUMBERING, Answers
from core.spreadsheets.outcome import Outcome
from core.spreadsheets.records import RecordFile
from core.verdict import GRANTED
from organisations.models import Post
from powers.models import Power
from powers.queries import headings_of, names_of
from powers.workflow import remember_headings
from riskpoints import access, queries, rules, several, tables, workflow
from riskpoints.enums import IN_REGISTER, REGISTER, Level, Status
from riskpoints.models import ControlMeasure, RiskPoint

CHUNK = 500
PASSED_OVER = NUMBERING | {"风险点数量", "风险点个数", "岗位编号", "创建人", "创建时间"}
FROM_SOURCE = "按来源所载等级。"


@transaction.atomic
def read_register(
    upload, *, by, units, unit=None, check_only: bool = False, answers: Answers = NOTHING_SAID
) -> ImportReport:
    """Take in an uploaded register; `units` are those it may speak of, `unit` the one of rows that name none.

    `by` is None on the command line. With `answers` from the page the file is only looked at until they carry the token
    of what was seen. SpreadsheetError when the file cannot be read at all.
    """
    names, home = names_of(units), unit or (by and by.person.unit)
    mapping = answers.mapping(
        remembered=headings_of(home, REGISTER),
        instead={"name": "manifestation"},
        passed_over=PASSED_OVER,
    )
    table = read_table(upload, columns=tables.columns(units=names), mapping=mapping)
    remember_headings(table.headings, REGISTER, unit=home, by=by)
    table.expand, table.derived = several.apart, {"name"}
    table.decisions, table.home = answers.decisions, unit and unit.pk
    file = RiskPointFile(table, by=by, units=names, unit=unit)
    report = run_import(
        table,
        save_row=file.save_row,
        finish=lambda: file.take_in(table.filename, table.digest),
        check_only=answers.only_check(table.understood, check_only),
    )
    report.questions = file.questions
    return report


def try_register(upload, **options) -> Outcome:
    return Outcome.of(read_register, upload, **options)


class RiskPointFile(RecordFile):
    """A level is kept as its source says, and the point stands in the register as 在册待核; one without is a draft."""

    unique = False
    fixed = (tables.STATUS,)
    keep_when_empty = frozenset(
        {
            "layer",
            "line",
            "found_by",
            "is_major_decision",
            "decides_on_resources",
            "disclosure",
            "disclosure_mode",
            "valid_from",
            "status",
        }
    )

    def __init__(self, table, *, by, units, unit):
        self.decisions, self.questions = table.decisions, []
        self.by, self.thresholds, self.today = by, queries.thresholds(), clock.today()
        self.inside = {each.pk for each in units.values()}
        above = {each.parent_id for each in units.values()} - {None}
        self.posts = {(post.unit_id, post.name): post for post in Post.objects.filter(unit__in=self.inside)}
        named = Power.objects.order_by("pk").filter(unit__in=self.inside | above)
        self.powers = {
            (unit_id, name): pk for pk, unit_id, name in named.values_list("pk", "unit_id", "name")
        }
        super().__init__(table, units=units, unit=unit)

    def save_row(self, row):
        """A level the row leaves open is what the register says already, or what somebody decides."""
        if isinstance(question := row.values.get("level"), several.Open):
            record = self.recorded(row)
            level = record.level if record else self._decided(row, question)
            row = row._replace(values=row.values | {"level": level})
        return super().save_row(row)

    def _decided(self, row, question):
        said = [self.decisions.get(key, "") for key in question.keys]
        if sorted(said) == sorted(question.levels):
            return said[question.item]
        shown = said[question.item] if said[question.item] in Level else question.levels[question.item]
        self.questions.append(several.Question(row.number, question, shown))
        raise ValidationError({"level": question.sentence(any(said))})

    def known(self, ids, keys):
        points = queries.whole(RiskPoint.objects.all()).filter(unit__in=self.inside)
        names = sorted({name for _, name, *_ in keys})
        for start in range(0, len(names), CHUNK):
            yield from points.exclude(status=Status.RETIRED).filter(name__in=names[start : start + CHUNK])
        ids = sorted(ids)
        for start in range(0, len(ids), CHUNK):
            yield from points.filter(pk__in=ids[start : start + CHUNK])

    def key(self, unit, values):
        return (
            unit.pk,
            values["name"],
            values.get("link", ""),
            values.get("post", ""),
            values["manifestation"],
        )

    def key_of(self, point):
        if point.status == Status.RETIRED:
            return None
        post = tables.shown(point, "post")
        return point.unit_id, point.name, point.link, post, point.manifestation

    def tidied(self, values):
        return values | {"manifestation": values.get("manifestation") or values["name"]}

    def may_create(self, unit):
        return access.may_create(self.by, unit) if self.by else GRANTED

    def may_change(self, point):
        return access.may_change(self.by, point) if self.by else GRANTED

    def born_with(self, values):
        status = Status.UNCHECKED if values.get("level") else Status.DRAFT
        return {tables.STATUS: status.label}

    def shown(self, point, name):
        return tables.shown(point, name)

    def same(self, point, name, value):
        if name != "measures":
            return super().same(point, name, value)
        said, stored = rules.read_measures(value), self._lines(point)
        return len(said) == len(stored) and all(map(rules.says_the_same, said, stored))

    def make(self, unit, values):
        measures = rules.read_measures(values.pop("measures", ""))
        point = self._fill(RiskPoint(unit=unit), values)
        if point.level:
            point.level_source = point.level_source or Level(point.level).label
        return point, [self._measure(point, line) for line in measures]

    def alter(self, point, values):
        rows = self._measures_again(point, values["measures"]) if "measures" in values else None
        point.version += 1
        if "level" not in values and point.level == point.proposed_level:
            point.level = ""  # a proposed level follows the proposal
        point = self._fill(point, {name: value for name, value in values.items() if name != "measures"})
        if point.status in IN_REGISTER and not point.level:
            raise ValidationError({"level": "在册的风险点须有等级。"})
        return point, rows

    def take_in(self, filename, digest):
        if not (self.created or self.changed):
            return
        fields = self.touched - {"measures"}
        workflow.take_in(
            self.created, self.changed, fields=sorted(fields), by=self.by, file=filename, sha256=digest
        )

    def _fill(self, point, values):
        content = {
            name: value
            for name, value in values.items()
            if not (value in ("", None) and name in self.keep_when_empty)
        }
        if "post" in content:
            content["post"] = self._post(point.unit, content["post"])
        if "power" in content:
            content["power_id"] = self._power(point.unit, content.pop("power"))
        point = workflow.drafted(point, self.by, content)
        self._judge(point)
        if found := rules.objections(**{name: getattr(point, name) for name in rules.OBJECTED}):
            raise ValidationError(found)
        return point

    def _judge(self, point):
        proposal = rules.proposed_level(
            point.likelihood,
            point.harm,
            is_major_decision=point.is_major_decision,
            decides_on_resources=point.decides_on_resources,
            thresholds=self.thresholds,
        )
        point.proposed_level = proposal.level
        point.level = point.level or proposal.level
        if point.level != proposal.level and proposal.level:
            point.level_reason = point.level_reason or FROM_SOURCE

    def _post(self, unit, name):
        if name and (unit.pk, name) not in self.posts:
            raise ValidationError({"post": f"{unit}没有“{name[:20]}”这个岗位，请先在单位页登记，或留空。"})
        return self.posts[unit.pk, name] if name else None

    def _power(self, unit, name):
        found = self.powers.get((unit.pk, name)) or self.powers.get((unit.parent_id, name))
        if name and found is None:
            raise ValidationError({"power": f"{unit}的职权目录里没有“{name[:20]}”，请先登记，或留空。"})
        return found

    def _measure(self, point, line):
        return ControlMeasure(
            content=line.content,
            kind=rules.measure_kind(point.layer),
            sort=rules.measure_sort(point.risk_type),
            cadence=line.cadence or rules.usual_cadence(point.level),
            starts_on=self.today,
        )

    def _lines(self, point):
        return [tables.line_of(measure) for measure in point.measures.all() if measure.is_current]

    def _measures_again(self, point, cell):
        """The measures of a changed cell; one whose line stands there as before stays the same row."""
        rows = [measure for measure in point.measures.all() if measure.is_current]
        return [self._kept(rows, line) for line in rules.read_measures(cell)]

    def _kept(self, rows, line):
        row = next((row for row in rows if rules.says_the_same(line, tables.line_of(row))), None)
        if row is None:
            return {"content": line.content} | ({"cadence": line.cadence} if line.cadence else {})
        rows.remove(row)
        return {"id": row.pk}

"""`manage.py import_… FILE`: the same import as in the browser, for whoever stands at the machine."""

from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from core.spreadsheets.columns import CellError, Column, SpreadsheetError, comparable
from core.spreadsheets.importing import ImportReport
from core.spreadsheets.mapping import Answers, UnmappedError
from core.spreadsheets.reading import read_table


class ImportCommand(BaseCommand):
    """Subclasses say which units there are and how a file is read."""

    def units(self) -> dict:
        """Every name a unit goes by."""
        raise NotImplementedError

    def read(self, upload, **options) -> ImportReport:
        raise NotImplementedError

    def read_examples(self, upload, *, check_only: bool) -> ImportReport:
        """A list of examples goes to the 示例库 instead."""
        raise NotImplementedError

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=".xlsx、.xls 或 .csv 文件")
        parser.add_argument("--unit", help="文件里没有写单位的行记入哪个单位")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="表头=栏目",
            help="文件的一列对应哪一栏，- 表示不导入，可多次",
        )
        parser.add_argument(
            "--fill",
            action="append",
            default=[],
            metavar="栏目=内容",
            help="文件里没有的一栏全部记为什么，可多次",
        )
        parser.add_argument("--check", action="store_true", help="只检查，不保存")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *, file: Path, unit: str | None, check: bool, **options):
        if not file.is_file():
            raise CommandError(f"找不到文件：{file}")
        with file.open("rb") as content:
            answers = Answers(
                said={comparable(heading): column for heading, column in pairs(options["map"])},
                constants=dict(pairs(options["fill"])),
            )
            report = self.attempt(File(content, name=file.name), unit, check, answers)
        self.stdout.write(report.as_json() if options["json"] else in_words(report, check))
        if not report:
            raise CommandError("文件有误，什么也没有保存。", returncode=1)

    def attempt(self, upload, unit: str | None, check: bool, answers: Answers) -> ImportReport:
        try:
            if is_examples(upload):
                return self.read_examples(upload, check_only=check)
            return self.read(upload, unit=self.unit(unit), check_only=check, answers=answers)
        except UnmappedError as question:
            told = f"{question.said}。请用 --map 和 --fill 说明。"
            return ImportReport(rejected=[CellError(0, "", told)])
        except SpreadsheetError as refusal:
            return ImportReport(rejected=[CellError(0, "", refusal.message)])

    def unit(self, name: str | None):
        units = self.units()
        if name is not None and name not in units:
            raise CommandError(f"没有“{name}”这个单位。")
        return units[name] if name else None


def pairs(options: list[str]) -> list[tuple[str, str]]:
    for option in options:
        if not all(option.partition("=")):
            raise CommandError(f"“{option}”应写成 表头=栏目。")
    return [option.split("=", 1) for option in options]


def is_examples(upload) -> bool:
    """A list of examples names the columns somebody filled in by inference."""
    mark = Column("inferred_fields", "inferred_fields", ("推断的栏目",), required=True)
    try:
        read_table(upload, columns=[mark], allow_unknown=True)
    except SpreadsheetError:
        return False
    return True


def in_words(report: ImportReport, check: bool) -> str:
    if not report:
        return "\n".join(str(error) if error.row else error.message for error in report.rejected)
    done = "检查通过，未保存" if check else "已导入"
    counts = f"新增{report.created}行，改动{report.updated}行，未变{report.unchanged}行"
    together = report.table.gathered if report.table else {}
    lines = [f"第{row.number}行起{row.rows}行合为1项。" for row in together.values()]
    return "\n".join([*lines, f"{done}：共{report.rows}行，{counts}。"])

from django.core.management.base import CommandError

from core.spreadsheets.command import ImportCommand
from decisions import imports, queries
from powers.queries import names_of


class Command(ImportCommand):
    help = "补录以前的决策会议，全部正确才保存；已经登记的会议不重复导入。"

    def units(self):
        return names_of(queries.units_to_register())

    def read(self, upload, *, unit, check_only, answers):
        if answers.said or answers.constants:
            raise CommandError("决策会议清单的表头是固定的，不用 --map 和 --fill。")
        units = queries.units_to_register()
        return imports.read_meetings(upload, by=None, units=units, unit=unit, check_only=check_only)

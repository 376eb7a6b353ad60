"""Work the scores of a year out again from the facts as they are, and say what no longer is as it was approved."""

from django.core.management.base import BaseCommand, CommandError

from assessment import queries, rules


class Command(BaseCommand):
    help = "Recompute the approved sheets of a year: recompute_assessment 2026 --check"

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("--check", action="store_true", help="fail when anything differs")

    def handle(self, *args, year, check, **options):
        sheets = list(queries.frozen_sheets(year))
        differing = sum(self._differs(sheet) for sheet in sheets)
        self.stdout.write(f"{year}年度已审定{len(sheets)}张考核表，{differing}张与审定时不一致。")
        if check and differing:
            raise CommandError("有考核表与审定时不一致，见上。")

    def _differs(self, sheet) -> bool:
        if rules.fingerprint(sheet.frozen) != sheet.sha256:
            self.stdout.write(f"{sheet}：审定时的记录与校验值不符。")
            return True
        found = queries.differences(sheet)
        for each in found:
            who = queries.changed_by(sheet, each)
            self.stdout.write(f"{sheet}：{each.name}，审定时为“{each.then}”，现为“{each.now}”。{who}")
        return bool(found)

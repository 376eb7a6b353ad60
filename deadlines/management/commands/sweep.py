"""manage.py sweep --on 2026-12-01: by hand what the timetable does every morning."""

from datetime import date

from django.core.management.base import BaseCommand

from core import clock
from deadlines import sweep


class Command(BaseCommand):
    help = "Find what is due on a day and tell those concerned; safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="YYYY-MM-DD; today unless told"
        )

    def handle(self, *, on, **options):
        on = on or clock.today()
        counts = sweep.run(on)
        self.stdout.write(f"{on}: " + ", ".join(f"{what} {number}" for what, number in counts.items()))

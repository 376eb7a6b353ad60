"""manage.py verify_audit: is the audit chain what it was? Exits non-zero and names the first bad row if not."""

from contextlib import closing

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audit import anchor, queries
from audit.chain import Broken, merged, verify


class Command(BaseCommand):
    help = (
        "Walk the audit chain and the anchor file; fail at the first edited, missing, moved or cut-off row."
    )
    requires_system_checks = []

    def handle(self, **options):
        head = (
            queries.head_mark()
        )  # before the rows: what is appended meanwhile is only more than it promises
        try:
            with closing(queries.rows_in_order()) as rows:
                count = verify(rows, merged(anchor.marks(), head), settings.AUDIT_KEYS)
            if queries.head_mark().sequence < count:
                raise Broken(count, "链头落在记录之后，已被改动")
        except Broken as broken:
            raise CommandError(str(broken)) from broken
        self.stdout.write(f"审计链完整，共 {count} 条。")

from pathlib import Path

from django.core.management.base import BaseCommand

from documents import word_templates


class Command(BaseCommand):
    help = "Write the shipped Word templates anew, or into a folder of the office's own to edit there."

    def add_arguments(self, parser):
        parser.add_argument("--into", type=Path, default=word_templates.FOLDER)

    def handle(self, *, into, **options):
        for path in word_templates.write_all(into):
            self.stdout.write(str(path))

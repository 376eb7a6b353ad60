from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rulebook import imports, rules

LARGEST = 2 * 1024 * 1024


class Command(BaseCommand):
    help = "载入本单位的办法正式文本（纯文本，UTF-8 或 GB18030）：51条一次载入，有一条不对就全部不载入。"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="文本文件：各章、各条另起一行")

    def handle(self, *, file: Path, **options):
        try:
            loaded = imports.load_regulation(contents(file))
        except imports.UnreadableRegulation as refusal:
            raise CommandError("没有载入，原有文本未变。\n" + "\n".join(refusal.problems)) from refusal
        same = rules.LAST_ARTICLE - loaded.changed
        self.stdout.write(f"8章51条核对无误：{loaded.changed}条已载入，{same}条与原有文本相同。")
        if len(loaded.last_lines) > 1:
            stray = "”“".join(loaded.last_lines[1:])
            self.stdout.write(f"第五十一条之后还有“{stray}”，如不属于条文，请从文件中删去后重新载入。")


def contents(file: Path) -> bytes:
    if not file.is_file():
        raise CommandError(f"找不到文件：{file}")
    if file.stat().st_size > LARGEST:
        raise CommandError("文件超过2MB，不像是一份办法的纯文本，请核对。")
    return file.read_bytes()

"""The anchor file: now and then, where the chain ends is written down outside the database.

One line per anchor, appended and never rewritten: sequence, mac, time. Keep the file on another disk or machine
(AUDIT_ANCHOR), readable by those who audit.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from audit.chain import Broken, Mark
from audit.models import AuditHead
from core import clock


def append() -> int:
    """Write down where the chain ends and force it to the disk; return the sequence. The same end is written once.

    Broken when the chain has become shorter than the file says: then something was cut off.
    """
    head, last = AuditHead.objects.get(pk=1), last_sequence()
    if head.sequence < last:
        raise Broken(head.sequence + 1, f"锚定文件已记到第 {last} 条，其后的记录被截去")
    if head.sequence > last:
        _write(f"{head.sequence}\t{head.mac}\t{clock.now().isoformat(timespec='seconds')}\n")
    return head.sequence


def _write(line: str) -> None:
    path = Path(settings.AUDIT_ANCHOR)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        os.write(descriptor, line.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def marks() -> Iterator[Mark]:
    """The anchors in the order they were written; Broken for a line that no longer reads."""
    path = Path(settings.AUDIT_ANCHOR)
    if not path.exists():
        return
    last = 0
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            mark = _read(line)
            if mark is None or mark.sequence <= last:
                raise Broken(last + 1, f"锚定文件第 {number} 行无法读取或顺序不对，文件已被改动")
            last = mark.sequence
            yield mark


def _read(line: str) -> Mark | None:
    parts = line.rstrip("\n").split("\t")
    if len(parts) != 3 or not parts[0].isdecimal():
        return None
    return Mark(int(parts[0]), parts[1], f"锚定文件（{parts[2][:19].replace('T', ' ')}）")


def last_sequence() -> int:
    """The last anchored sequence; 0 when nothing was anchored yet."""
    sequence = 0
    for mark in marks():
        sequence = mark.sequence
    return sequence

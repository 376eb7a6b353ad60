"""Where attachments lie: outside the web root, each under its own hash, so no name a user chose ever becomes a path."""

import logging
import os
import tempfile
from pathlib import Path

from django.conf import settings

from core.verdict import Refusal, refused
from documents.rules import sha256

logger = logging.getLogger(__name__)
LIMIT = 20 * 1024 * 1024
FULL = "附件没有存下来，系统存放文件的地方满了或写不进去。请稍后再试，或先不带附件保存，并告诉系统管理员。"
GONE = "这个附件的文件不在存放的地方了，请告诉系统管理员从备份中恢复。"


class NotStored(Refusal):
    """The disk would not take a file: nobody's mistake, and a form can still save the rest."""


def limit() -> int:
    """How many bytes an attachment may have."""
    return getattr(settings, "ATTACHMENT_MAX_BYTES", LIMIT)


def path_of(digest: str) -> Path:
    return Path(settings.ATTACHMENT_ROOT) / digest[:2] / digest


def keep(content: bytes) -> str:
    """Store the bytes once and return their SHA-256. A move that fails afterwards leaves at most an unnamed file."""
    digest = sha256(content)
    path = path_of(digest)
    if not path.exists():
        try:
            _write(path, content)
        except OSError as fault:
            logger.error("an attachment could not be stored: %s", fault)
            raise NotStored(refused(FULL)) from fault
    return digest


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: what a full disk cut short is taken away again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        try:
            partial.write(content)
            partial.flush()
            os.fsync(partial.fileno())
            os.replace(partial.name, path)
        except OSError:
            os.unlink(partial.name)
            raise


def read(digest: str):
    """The open file of a digest."""
    try:
        return path_of(digest).open("rb")
    except FileNotFoundError as fault:
        raise Refusal(refused(GONE)) from fault

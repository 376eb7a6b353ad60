"""Where attachments lie: outside the web root, each under its own hash, so no name a user chose ever becomes a path."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from documents.rules import sha256

LIMIT = 20 * 1024 * 1024


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
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
            partial.write(content)
        os.replace(partial.name, path)
    return digest

"""Secrets of a development machine: made once, kept in var/ readable by their owner alone."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def generated(folder: Path, name: str, make) -> str:
    """The secret kept in folder/name; made on first use (mode 0600)."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
        draft.replace(path)  # an interrupted start leaves no half a key
    return path.read_text().strip()


def secret_key() -> str:
    return secrets.token_urlsafe(50)


def key_with_id(key: str) -> str:
    """Keys carry an id, so that an old row says which key it was made with."""
    return f"k1:{key}"


def audit_key() -> str:
    return key_with_id(secrets.token_hex(32))


def field_key() -> str:
    return key_with_id(Fernet.generate_key().decode())


def key_ring(text: str) -> dict[str, str]:
    """Parse 'k2:…,k1:…' into {id: key}; the first is used for new rows, the others only to read."""
    parts = (part.strip().partition(":") for part in text.split(",") if part.strip())
    return {key_id: key for key_id, _, key in parts}

"""How one row is sealed to the row before it."""

import hashlib
import hmac as stdlib_hmac
import json
from datetime import UTC, datetime

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

SHA256, SM3 = "HMAC-SHA-256", "HMAC-SM3"
ALGORITHMS = (SHA256, SM3)
SEALED = (
    "sequence",
    "at",
    "actor_id",
    "actor_name",
    "actor_post",
    "verb",
    "object_type",
    "object_id",
    "object_text",
    "unit_id",
    "unit_name",
    "address",
    "details",
    "algorithm",
    "key_id",
    "previous",
)


def canonical(row: dict) -> bytes:
    """The bytes that are sealed: every field in a fixed order, the moment in UTC to the microsecond."""
    values = [row[name] for name in SEALED]
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain).encode()


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


def seal(row: dict, key: str) -> str:
    """The row's mac in 64 hex digits. `key` is hexadecimal; ValueError for an unknown algorithm."""
    secret = bytes.fromhex(key)
    if row["algorithm"] == SHA256:
        return stdlib_hmac.new(secret, canonical(row), hashlib.sha256).hexdigest()
    if row["algorithm"] == SM3:
        mac = HMAC(secret, hashes.SM3())
        mac.update(canonical(row))
        return mac.finalize().hex()
    raise ValueError(f"unknown algorithm {row['algorithm']!r}")

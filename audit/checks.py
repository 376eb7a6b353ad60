"""Start-up checks of the chain: its triggers and its keys. `manage.py check --database default` runs them."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from audit import rules
from audit.models import AuditEvent

MIGRATION = ("audit", "0002_append_only")
TRIGGERS = {
    "postgresql": {"audit_no_change", "audit_no_truncate"},
    "sqlite": {"audit_no_update", "audit_no_delete"},
}
QUERIES = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled IN ('O', 'A')",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
}


@register(Tags.database)
def the_chain_is_append_only(app_configs, databases, **kwargs):
    """SQLite drops triggers when a migration rebuilds a table; a restore may lose them; somebody may disable them."""
    return [error for alias in databases or () for error in _missing_triggers(connections[alias])]


def _missing_triggers(connection) -> list[Error]:
    if MIGRATION not in MigrationRecorder(connection).applied_migrations():
        return []  # not migrated so far
    table = AuditEvent._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[connection.vendor], [table])
        missing = TRIGGERS[connection.vendor] - {name for (name,) in cursor.fetchall()}
    if not missing:
        return []
    names = ", ".join(sorted(missing))
    hint = "Ask why they are gone; `manage.py migrate --skip-checks audit 0001`, then `migrate`, makes them again."
    return [
        Error(f"The audit chain can be changed: no trigger {names} on {table}.", hint=hint, id="audit.E001")
    ]


@register(Tags.security)
def the_chain_has_a_key(app_configs, **kwargs):
    errors = []
    if not settings.AUDIT_KEYS:
        errors.append(Error("AUDIT_KEYS is empty: no deed could be recorded.", id="audit.E002"))
    for key_id, key in settings.AUDIT_KEYS.items():
        if not _is_strong(key):
            message = f"The audit key {key_id} is not at least 32 bytes in hexadecimal digits."
            errors.append(Error(message, id="audit.E003"))
    if settings.AUDIT_ALGORITHM not in rules.ALGORITHMS:
        names = " or ".join(rules.ALGORITHMS)
        errors.append(Error(f"AUDIT_ALGORITHM must be {names}.", id="audit.E004"))
    return errors


def _is_strong(key: str) -> bool:
    try:
        return len(bytes.fromhex(key)) >= 32
    except ValueError:
        return False

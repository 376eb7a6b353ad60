"""Start-up checks: what must be true before the first request. The audit chain has its own in audit/checks.py."""

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def encrypted_fields_have_a_key(app_configs, **kwargs):
    errors = []
    if not settings.FIELD_KEYS:
        errors.append(
            Error("FIELD_KEYS is empty: confidential fields can be neither written nor read.", id="core.E001")
        )
    for key_id, key in settings.FIELD_KEYS.items():
        if not _is_fernet(key):
            errors.append(Error(f"The field key {key_id} is not a Fernet key.", id="core.E002"))
    return errors


def _is_fernet(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


@register(Tags.security)
def secrets_are_not_shared(app_configs, **kwargs):
    """One leaked secret must not open the others."""
    secrets = [settings.SECRET_KEY, *settings.AUDIT_KEYS.values(), *settings.FIELD_KEYS.values()]
    if len(set(secrets)) == len(secrets):
        return []
    return [Error("SECRET_KEY, AUDIT_KEYS and FIELD_KEYS must all differ from each other.", id="core.E003")]

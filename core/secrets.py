"""A text field that is encrypted at rest. A wrong key fails loudly; it never returns ciphertext."""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def _ring() -> MultiFernet:
    """Newest key first: it encrypts, all of them decrypt (FIELD_KEYS in the settings)."""
    return MultiFernet([Fernet(key.encode()) for key in settings.FIELD_KEYS.values()])


class EncryptedTextField(models.TextField):
    """Stored as a Fernet token. Not searchable, not sortable; raises InvalidToken under a foreign key."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if not value else _ring().encrypt(value.encode()).decode()

    def from_db_value(self, value, expression, connection):
        return value if not value else _ring().decrypt(value.encode()).decode()

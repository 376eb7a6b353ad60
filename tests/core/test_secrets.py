"""Fields encrypted at rest."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.db import connection

from core import checks
from core.secrets import EncryptedTextField

TEXT = "本人近亲属经商办企业情况"


@pytest.fixture
def keys(settings):
    """A ring that can be turned: keys(“k2”, “k1”) makes k2 the newest."""
    known = {name: Fernet.generate_key().decode() for name in ("k1", "k2", "k3")}

    def ring(*names):
        settings.FIELD_KEYS = {name: known[name] for name in names}

    ring("k1")
    return ring


def stored(value):
    return EncryptedTextField().get_prep_value(value)


def read(value):
    return EncryptedTextField().from_db_value(value, None, connection)


def test_what_is_stored_is_not_what_was_written_and_reads_back(keys):
    token = stored(TEXT)
    assert TEXT not in token
    assert read(token) == TEXT


def test_the_same_text_is_never_stored_the_same_way_twice(keys):
    assert stored(TEXT) != stored(TEXT)


@pytest.mark.parametrize("empty", ["", None])
def test_nothing_stays_nothing(keys, empty):
    assert stored(empty) == empty
    assert read(empty) == empty


def test_keys_rotate_the_newest_writes_and_all_read(keys):
    old = stored(TEXT)
    keys("k2", "k1")
    new = stored(TEXT)

    assert read(old) == read(new) == TEXT
    keys("k2")
    assert read(new) == TEXT


def test_a_wrong_key_fails_loudly_instead_of_returning_the_ciphertext(keys):
    token = stored(TEXT)
    keys("k3")
    with pytest.raises(InvalidToken):
        read(token)


def test_a_changed_token_fails_loudly(keys):
    token = stored(TEXT)
    with pytest.raises(InvalidToken):
        read(token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1])


@pytest.mark.parametrize(
    ("ring", "found"),
    [
        ({"k1": Fernet.generate_key().decode()}, []),
        ({}, ["core.E001"]),
        ({"k1": "too short"}, ["core.E002"]),
        ({"k1": Fernet.generate_key().decode(), "k0": "junk"}, ["core.E002"]),
    ],
)
def test_the_keys_are_looked_at_before_the_first_request(settings, ring, found):
    settings.FIELD_KEYS = ring
    assert [error.id for error in checks.encrypted_fields_have_a_key(None)] == found


def test_one_leaked_secret_must_not_open_the_others(settings):
    assert checks.secrets_are_not_shared(None) == []

    settings.AUDIT_KEYS = {"k1": settings.SECRET_KEY}
    assert [error.id for error in checks.secrets_are_not_shared(None)] == ["core.E003"]

"""How a row is sealed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from audit.rules import ALGORITHMS, SHA256, SM3, seal
from tests.factories.audit import EVENT

KEY = "0f" * 32
ROW = EVENT | {
    "sequence": 1,
    "at": datetime(2026, 11, 24, 1, 30, tzinfo=UTC),
    "algorithm": SHA256,
    "key_id": "k1",
    "previous": "",
}


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_seal_is_64_hexadecimal_digits_and_depends_on_the_key(algorithm):
    row = ROW | {"algorithm": algorithm}

    assert len(bytes.fromhex(seal(row, KEY))) == 32
    assert seal(row, KEY) == seal(row, KEY) != seal(row, "aa" * 32)


def test_the_two_algorithms_seal_differently_even_though_their_names_are_sealed_too():
    assert seal(ROW, KEY) != seal(ROW | {"algorithm": SM3}, KEY)


def test_the_seal_does_not_depend_on_the_time_zone_a_database_answers_in():
    elsewhere = ROW["at"].astimezone(timezone(timedelta(hours=8)))
    assert seal(ROW | {"at": elsewhere}, KEY) == seal(ROW, KEY)


def test_the_seal_does_not_depend_on_the_order_in_which_a_database_keeps_details():
    one, other = {"a": 1, "b": [True, "x"]}, {"b": [True, "x"], "a": 1}
    assert seal(ROW | {"details": one}, KEY) == seal(ROW | {"details": other}, KEY)


def test_text_cannot_wander_from_one_field_to_the_next_unseen():
    assert seal(ROW | {"actor_name": "张", "actor_post": "三"}, KEY) != seal(
        ROW | {"actor_name": "张三", "actor_post": ""}, KEY
    )


def test_an_unknown_algorithm_is_an_error_not_a_seal():
    with pytest.raises(ValueError, match="unknown algorithm"):
        seal(ROW | {"algorithm": "MD5"}, KEY)

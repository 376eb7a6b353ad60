"""Whatever is done to a chain is found: changed, left out, moved, put back, cut off."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.chain import Broken, Mark, merged, verify
from audit.rules import SEALED, SM3
from tests.factories.audit import sealed

KEYS = {"k1": "00" * 32}
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
ROWS = st.fixed_dictionaries(
    {
        "actor_id": st.none() | st.integers(1, 999),
        "actor_name": TEXT,
        "object_text": TEXT,
        "unit_id": st.none() | st.integers(1, 99),
        "details": st.dictionaries(TEXT, PLAIN, max_size=3),
    }
)
FORTY = settings(max_examples=40, deadline=None)
CHAINS = st.lists(ROWS, min_size=1, max_size=6).map(sealed)


def changed(value):
    """Another value of the same kind."""
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value + "0"
    if isinstance(value, dict):
        return value | {"more": [value.get("more")]}
    return 1 if value is None else value + timedelta(microseconds=1)


@FORTY
@given(CHAINS)
def test_an_untouched_chain_is_whole(chain):
    assert verify(chain, [], KEYS) == len(chain)


@FORTY
@given(CHAINS, st.data())
def test_any_change_of_any_field_of_any_row_is_found_at_that_row(chain, data):
    number = data.draw(st.integers(0, len(chain) - 1), label="row")
    field = data.draw(st.sampled_from([*SEALED, "mac"]), label="field")
    head = Mark(len(chain), chain[-1]["mac"], "链头")
    chain[number][field] = changed(chain[number][field])

    with pytest.raises(Broken, match="。$") as found:
        verify(chain, [head], KEYS)
    assert found.value.sequence == number + 1


@FORTY
@given(st.lists(ROWS, min_size=2, max_size=6).map(sealed), st.data())
def test_a_row_left_out_is_found(chain, data):
    gone = data.draw(st.integers(0, len(chain) - 1))
    head = Mark(len(chain), chain[-1]["mac"], "链头")

    with pytest.raises(Broken) as found:
        verify(chain[:gone] + chain[gone + 1 :], [head], KEYS)
    assert found.value.sequence == gone + 1


@FORTY
@given(st.lists(ROWS, min_size=2, max_size=6).map(sealed), st.data())
def test_two_rows_exchanged_are_found(chain, data):
    one, other = data.draw(st.lists(st.integers(0, len(chain) - 1), min_size=2, max_size=2, unique=True))
    first = min(one, other)
    chain[one], chain[other] = (
        chain[other] | {"sequence": chain[one]["sequence"]},
        chain[one] | {"sequence": chain[other]["sequence"]},
    )

    with pytest.raises(Broken) as found:
        verify(chain, [], KEYS)
    assert found.value.sequence == first + 1


def test_a_tail_cut_off_together_with_the_head_is_found_by_the_anchor():
    chain = sealed([{}] * 5)
    anchor = Mark(4, chain[3]["mac"], "锚定文件")
    put_back = Mark(2, chain[1]["mac"], "链头")

    with pytest.raises(Broken, match="其后的记录被截去") as found:
        verify(chain[:2], merged([anchor], put_back), KEYS)
    assert found.value.sequence == 3


def test_a_chain_rewritten_with_a_stolen_key_still_does_not_meet_the_anchor():
    chain = sealed([{"actor_name": "张晓梅"}] * 3)
    rewritten = sealed([{"actor_name": "无名氏"}] * 3)

    with pytest.raises(Broken, match="已被替换"):
        verify(rewritten, [Mark(2, chain[1]["mac"], "锚定文件")], KEYS)


def test_rows_appended_behind_a_head_that_was_put_back_to_nothing_are_found():
    with pytest.raises(Broken, match="来路不明"):
        verify(sealed([{}] * 2), [Mark(0, "", "链头")], KEYS)


def test_an_empty_chain_is_whole():
    assert verify([], [Mark(0, "", "链头")], KEYS) == 0


def test_keys_rotate_and_old_rows_are_read_with_the_old_key(settings):
    settings.AUDIT_KEYS = {"k2": "22" * 32, "k1": "11" * 32}
    chain = sealed([{"key_id": "k1"}, {"key_id": "k2"}, {"key_id": "k2", "algorithm": SM3}])

    assert verify(chain, [], settings.AUDIT_KEYS) == 3
    with pytest.raises(Broken, match="所用密钥 k1 不在 AUDIT_KEYS 中"):
        verify(chain, [], {"k2": "22" * 32})


def test_the_head_takes_its_place_among_the_anchors():
    anchors = [Mark(2, "b", "锚"), Mark(5, "e", "锚")]
    assert [mark.sequence for mark in merged(anchors, Mark(3, "c", "链头"))] == [2, 3, 5]
    assert [mark.sequence for mark in merged(anchors, Mark(7, "g", "链头"))] == [2, 5, 7]
    assert [mark.sequence for mark in merged([], Mark(7, "g", "链头"))] == [7]

"""How often a duty hits, in a word."""

from hypothesis import given
from hypothesis import strategies as st

from duties.rules import share


def test_shares_in_words():
    assert [share(*pair) for pair in ((0, 5), (0, 0), (1, 3), (1, 1000), (999, 1000), (7, 7))] == [
        "", "", "33%", "不到1%", "99%以上", "100%",
    ]  # fmt: skip


@given(st.integers(1, 10**6).flatmap(lambda looked: st.tuples(st.integers(1, looked), st.just(looked))))
def test_something_is_never_nothing_and_not_all_never_all(pair):
    hits, looked = pair
    assert (share(hits, looked) == "100%") == (hits == looked)
    words = share(hits, looked).removesuffix("%")
    if words.isdigit():
        assert abs(100 * hits - int(words) * looked) * 2 <= looked

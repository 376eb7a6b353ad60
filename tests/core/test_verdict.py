"""An answer that can say why not."""

import pytest

from core.verdict import GRANTED, Refusal, first_refusal, refused, require


def test_a_verdict_is_true_exactly_when_granted():
    assert GRANTED
    assert not refused("不行。")


def test_require_lets_the_granted_pass_and_raises_the_reason_with_its_article():
    require(GRANTED)

    with pytest.raises(Refusal, match="^预警由镇纪委签发。$") as refusal:
        require(refused("预警由镇纪委签发。", 41))
    assert refusal.value.verdict.article == 41


def test_the_first_refusal_counts():
    assert first_refusal(GRANTED, refused("一。"), refused("二。")).reason == "一。"
    assert first_refusal(GRANTED, GRANTED) is GRANTED
    assert first_refusal() is GRANTED

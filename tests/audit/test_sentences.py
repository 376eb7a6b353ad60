"""What deeds are called, and the timeline a record page shows."""

from datetime import date

import pytest

from audit import queries, sentences
from audit.models import AuditEvent
from core import clock
from tests.factories.audit import events


@pytest.fixture(autouse=True)
def words(monkeypatch):
    monkeypatch.setattr(sentences, "SENTENCES", dict(sentences.SENTENCES))
    sentences.register("test.signed", "签发了{object}{number}")


def said(verb, **details) -> str:
    return sentences.sentence(
        AuditEvent(verb=verb, object_text="黄色预警", unit_name="西山村", details=details)
    )


def test_a_sentence_names_the_object_and_the_details():
    assert said("test.signed", number="〔2026〕1号") == "签发了黄色预警〔2026〕1号"


def test_an_old_row_without_a_detail_still_reads():
    assert said("test.signed") == "签发了黄色预警"


def test_an_unknown_verb_reads_sensibly():
    assert said("gone.deleted") == "办理了黄色预警（gone.deleted）"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-12-04", "2026年12月4日"),
        ("2026-12-04之前", "2026-12-04之前"),
        ("2026-13-04", "2026-13-04"),
        (["一", "二"], "一、二"),
        (True, "是"),
        (False, "否"),
        (None, ""),
        (3, "3"),
        ([["a"], "b"], "a、b"),
    ],
)
def test_details_of_every_kind_are_said_in_words(value, shown):
    sentences.register("test.said", "{value}")
    assert said("test.said", value=value) == shown


def test_braces_typed_by_a_user_are_only_text():
    assert said("test.signed", number="{object.__class__}") == "签发了黄色预警{object.__class__}"


@pytest.mark.parametrize("verb", list(sentences.SENTENCES))
def test_every_registered_sentence_can_be_said(verb):
    assert said(verb)
    assert "{" not in said(verb)


@pytest.mark.django_db
def test_a_timeline_is_newest_first_and_holds_only_the_deeds_of_its_record(xishan, donggou):
    def deed(thing, **more):
        with clock.at(date(2026, 11, deed.day)):
            events(
                {"object_type": "organisations.unit", "object_id": str(thing.pk), "object_text": str(thing)}
                | more
            )
        deed.day += 1

    deed.day = 1
    deed(xishan, verb="test.signed")
    deed(donggou, verb="test.signed")
    deed(xishan, verb="organisations.unit_changed", details={"fields": ["简称"]}, actor_post="")

    lines = queries.timeline_of(xishan)

    assert [(line["who"], line["what"]) for line in lines] == [
        ("张晓梅", "修改了单位西山村：简称"),
        ("张晓梅（七道江镇纪委委员）", "签发了西山村"),
    ]
    assert lines[0]["at"] > lines[1]["at"]


@pytest.mark.django_db
def test_a_timeline_may_span_the_things_of_one_record_and_still_asks_once(
    xishan, donggou, django_assert_num_queries
):
    for unit in (xishan, donggou):
        events({"object_type": "organisations.unit", "object_id": str(unit.pk)})
    with django_assert_num_queries(1):
        assert len(queries.timeline_of(xishan, donggou)) == 2


@pytest.mark.django_db
def test_things_of_different_kinds_with_the_same_number_are_kept_apart(xishan):
    events({"object_type": "powers.power", "object_id": str(xishan.pk)})
    assert queries.timeline_of(xishan) == []
    assert not queries.of(xishan).exists()

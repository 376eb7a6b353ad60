"""@move and record(): a deed and its audit row stand or fall together."""

import threading

import pytest
from django.db import connection

from audit import chain, log, queries
from audit.log import move, record
from audit.models import AuditEvent, AuditHead
from audit.rules import SM3
from core import clock
from core.gates import Role
from core.middleware import address
from core.verdict import Refusal, refused
from organisations.models import Unit
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@move
def rename(unit, name, *, by=None, **details):
    unit.short_name = name
    unit.save()
    record("test.renamed", unit, by=by, unit=unit, **details)


def verified(settings) -> int:
    return chain.verify(queries.rows_in_order(), [queries.head_mark()], settings.AUDIT_KEYS)


def test_a_deed_is_kept_with_who_what_where_and_from_where(xishan, zhang):
    token = address.set("10.0.0.9")
    with clock.at(clock.today()) as now:
        rename(xishan, "西山", by=zhang, tier="yellow")
    address.reset(token)

    event = AuditEvent.objects.get(verb="test.renamed")
    assert (event.at, event.actor_id, event.actor_name) == (now, zhang.pk, "张晓梅")
    assert event.actor_post == "七道江镇纪委委员"
    assert (event.object_type, event.object_id, event.object_text) == (
        "organisations.unit",
        str(xishan.pk),
        "西山",
    )
    assert (event.unit_id, event.address, event.details) == (xishan.pk, "10.0.0.9", {"tier": "yellow"})


def test_the_system_itself_has_a_name(xishan):
    rename(xishan, "西山")
    assert AuditEvent.objects.get().actor_name == "系统"


def test_rows_are_numbered_without_a_gap_and_verify(xishan, settings):
    for name in ("一", "二", "三"):
        rename(xishan, name)

    assert list(AuditEvent.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3]
    assert verified(settings) == 3


def test_a_chain_sealed_with_sm3_verifies_and_may_follow_one_sealed_with_sha256(xishan, settings):
    rename(xishan, "一")
    settings.AUDIT_ALGORITHM = SM3
    rename(xishan, "二")

    assert AuditEvent.objects.first().algorithm == SM3
    assert verified(settings) == 2


def test_details_of_every_kind_read_back_exactly_as_they_were_sealed(xishan, settings):
    day = clock.today()
    rename(
        xishan, "一", on=day, points=[1, 2.5, None, True], more={"深": {"数": 2**40}}, text="〔2026〕1号\n"
    )

    assert AuditEvent.objects.get().details == {
        "on": str(day),
        "points": [1, "2.5", None, True],
        "more": {"深": {"数": 2**40}},
        "text": "〔2026〕1号\n",
    }
    assert verified(settings) == 1


def test_a_refused_deed_leaves_neither_change_nor_row(xishan):
    @move
    def attempt():
        rename(xishan, "改了")
        raise Refusal(refused("不行。"))

    with pytest.raises(Refusal):
        attempt()

    xishan.refresh_from_db()
    assert xishan.short_name == "西山村"
    assert not AuditEvent.objects.exists()


def test_a_deed_whose_row_cannot_be_written_does_not_happen(xishan, settings):
    settings.AUDIT_KEYS = {"k1": "not hexadecimal"}

    with pytest.raises(ValueError, match="hexadecimal"):
        rename(xishan, "改了")

    xishan.refresh_from_db()
    assert xishan.short_name == "西山村"
    assert AuditHead.objects.get().sequence == 0


def test_moves_inside_a_move_append_together_when_the_outermost_ends(xishan, donggou):
    @move
    def both():
        rename(xishan, "一")
        rename(donggou, "二")
        assert not AuditEvent.objects.exists()
        record("test.both", xishan, by=None)

    both()

    verbs = AuditEvent.objects.order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["test.renamed", "test.renamed", "test.both"]


def test_a_failed_move_leaves_nothing_behind_for_the_next_one(xishan):
    with pytest.raises(ZeroDivisionError):
        move(lambda: (record("test.lost", xishan, by=None), 1 / 0))()

    rename(xishan, "二")

    assert AuditEvent.objects.get().verb == "test.renamed"


def test_recording_outside_a_move_is_a_mistake_of_the_programmer(xishan):
    with pytest.raises(RuntimeError, match="only for use inside a @move"):
        record("test.renamed", xishan, by=None)


def test_a_deed_costs_two_reads_and_three_writes_beyond_its_own(xishan, django_assert_num_queries):
    user = UserFactory(role=Role.COLLECTOR, unit=xishan)
    _ = user.name, user.post_text

    @move
    def nothing():
        record("test.nothing", xishan, by=user)

    with django_assert_num_queries(5):  # savepoint, head lock, insert, head, release
        nothing()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_deeds_at_the_same_time_form_one_chain_without_a_gap(settings):
    units = [UnitFactory() for _ in range(4)]
    ready = threading.Barrier(len(units))
    failures = []

    def work(unit):
        ready.wait()
        try:
            for number in range(5):
                rename(Unit.objects.get(pk=unit.pk), f"{unit.pk}-{number}")
        except Exception as failure:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[unit]) for unit in units]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert verified(settings) == 20
    assert AuditHead.objects.get().sequence == 20


@pytest.mark.django_db(transaction=True)
def test_the_head_stands_again_after_a_flush(xishan):
    rename(xishan, "一")
    assert AuditHead.objects.get().sequence == 1


def test_the_buffer_of_one_move_is_not_seen_by_another_thread(xishan):
    @move
    def outer():
        seen = []
        thread = threading.Thread(target=lambda: seen.append(log._buffer.get()))
        thread.start()
        thread.join()
        assert seen == [None]

    outer()

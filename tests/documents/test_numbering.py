"""No gaps and no repeats, whatever fails and whoever comes at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from threading import Barrier, Event

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from core.verdict import Refusal
from documents import queries, workflow
from documents.models import NumberSeries, RegisteredNumber

DAY = date(2026, 11, 24)
CODE = "七镇纪廉预"
codes = (f"测{n}" for n in count())


class Rollback(Exception):
    pass


def take(code=CODE, year=2026, by=None):
    return workflow.take_number(code, year, on=DAY, purpose="测试", by=by)


def serials(code=CODE, year=2026):
    return list(queries.register(code, year).values_list("serial", flat=True))


@pytest.mark.django_db
def test_numbers_run_on_and_start_anew_with_code_and_year(zhang):
    texts = [take(by=zhang).text, take().text, take(year=2027).text, take(code="七镇纪").text]

    assert texts == [
        "七镇纪廉预〔2026〕1号",
        "七镇纪廉预〔2026〕2号",
        "七镇纪廉预〔2027〕1号",
        "七镇纪〔2026〕1号",
    ]
    first = queries.register(CODE, 2026)[0]
    assert (first.taken_by, first.taken_on, first.purpose) == ("张晓梅", DAY, "测试")
    event = AuditEvent.objects.order_by("sequence")[0]
    assert (event.verb, event.object_text, event.actor_name) == ("documents.take_number", texts[0], "张晓梅")


@pytest.mark.django_db
def test_a_failed_transaction_gives_its_number_back():
    take()
    with pytest.raises(Rollback), transaction.atomic():
        assert take().serial == 2
        raise Rollback
    assert take().serial == 2
    assert serials() == [1, 2]


@pytest.mark.django_db
def test_a_voided_number_stays_in_the_register_and_is_not_given_out_again(zhang):
    number = take()

    workflow.void_number(number, reason=" 误取 ", by=zhang)

    number = queries.register(CODE, 2026).get()
    assert number.is_void
    assert (number.voided_by, number.void_reason) == ("张晓梅", "误取")
    assert take().serial == 2
    assert AuditEvent.objects.filter(verb="documents.void_number", details__reason="误取").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "said"), [("  ", "作废文号须写明原因。"), ("重复", "文号七镇纪廉预〔2026〕1号已经作废。")]
)
def test_voiding_is_refused_without_a_reason_and_twice(reason, said, zhang):
    number = take()
    if reason.strip():
        workflow.void_number(number, reason="误取", by=zhang)

    with pytest.raises(Refusal, match=said):
        workflow.void_number(number, reason=reason, by=zhang)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"serial": 1, "text": "甲"},
        {"serial": 9, "text": "七镇纪廉预〔2026〕1号"},
        {"serial": 0, "text": "零"},
        {"serial": 9, "text": "乙", "void_reason": "无时间"},
    ],
)
def test_the_database_refuses_repeats_and_half_voided_numbers(change):
    series = take().series

    with pytest.raises(IntegrityError), transaction.atomic():
        RegisteredNumber.objects.create(series=series, taken_on=DAY, taken_by="甲", purpose="测试", **change)


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(deeds=st.lists(st.sampled_from(["take", "fail", "void"]), max_size=12))
def test_the_register_has_no_gap_whatever_was_done(deeds):
    code, taken = next(codes), 0
    for deed in deeds:
        with pytest.raises(Rollback) if deed == "fail" else transaction.atomic(), transaction.atomic():
            number = take(code)
            if deed == "fail":
                raise Rollback
            taken += 1
            if deed == "void":
                workflow.void_number(number, reason="误取", by=None)

    assert serials(code) == list(range(1, taken + 1))


def in_its_own_connection(deed):
    """A thread has its own connection, which nobody closes for it."""
    try:
        deed()
    finally:
        connection.close()


@pytest.fixture
def pool():
    with ThreadPoolExecutor(6) as threads:
        yield threads


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_second_waits_for_the_first_and_inherits_a_number_given_back(pool):
    taken, proceed, order = Event(), Event(), []
    take()

    def first():
        with pytest.raises(Rollback), transaction.atomic():
            order.append(take().serial)
            taken.set()
            proceed.wait(10)
            raise Rollback

    def second():
        taken.wait(10)
        order.append(take().serial)

    ahead, behind = (pool.submit(in_its_own_connection, deed) for deed in (first, second))
    taken.wait(10)
    with pytest.raises(TimeoutError):
        behind.result(0.3)
    assert order == [2]
    proceed.set()
    ahead.result(10), behind.result(10)

    assert order == [2, 2]
    assert serials() == [1, 2]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_a_new_series_gets_every_number_once(pool):
    start = Barrier(6)

    def grab():
        start.wait(10)
        for turn in range(4):
            with pytest.raises(Rollback) if turn == 2 else transaction.atomic(), transaction.atomic():
                take()
                if turn == 2:
                    raise Rollback

    for one in [pool.submit(in_its_own_connection, grab) for _ in range(6)]:
        one.result(30)

    assert serials() == list(range(1, 19))
    assert NumberSeries.objects.get().last == 18

"""Locking a row before asking."""

import threading

import pytest
from django.db import connection, transaction

from core.rows import lock
from core.verdict import Refusal
from organisations.models import Unit
from tests.factories import UnitFactory


@pytest.mark.django_db
def test_a_locked_row_is_fresh_and_complete():
    unit = UnitFactory(short_name="旧")
    Unit.objects.filter(pk=unit.pk).update(short_name="新")

    locked = lock(unit)

    assert locked.short_name == "新"
    assert locked is not unit
    assert locked.get_deferred_fields() == set()


@pytest.mark.django_db
def test_a_row_read_at_an_older_version_is_a_lost_update():
    unit = UnitFactory()
    assert lock(unit, unit.version)

    Unit.objects.filter(pk=unit.pk).update(version=2)
    with pytest.raises(Refusal, match="别人已经改过这条记录。请核对最新内容后再保存。"):
        lock(unit, 1)


@pytest.mark.django_db(transaction=True)
def test_locking_outside_a_transaction_is_a_mistake_of_the_programmer():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite locks the whole file when the transaction begins")
    unit = UnitFactory()
    with pytest.raises(transaction.TransactionManagementError):
        lock(unit)


@pytest.mark.django_db(transaction=True)
def test_a_second_one_waits_for_the_first():
    """Both add one to the same number; without the lock one of them would be lost."""
    unit = UnitFactory(position=0)
    ready = threading.Barrier(2)

    def add():
        ready.wait()
        with transaction.atomic():
            row = lock(unit)
            row.position += 1
            row.save()
        connection.close()

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    unit.refresh_from_db()
    assert unit.position == 2

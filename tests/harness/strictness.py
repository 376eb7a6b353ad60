"""Mistakes that Django, PostgreSQL or the machine would let pass fail the test instead."""

import functools
import ipaddress
import socket
from datetime import datetime


def pytest_configure() -> None:
    """Django is set up by now."""
    from django.db import connection
    from django.db.models import DateField, DateTimeField
    from django.db.models.sql.compiler import SQLCompiler

    socket.socket.connect = only_local(socket.socket.connect)
    socket.socket.connect_ex = only_local(socket.socket.connect_ex)
    DateField.get_prep_value = refusing_moments(DateField.get_prep_value, but=DateTimeField)
    SQLCompiler.as_sql = naming_what_it_locks(SQLCompiler.as_sql)
    operations = type(connection.ops)
    operations.sql_flush = past_triggers(operations.sql_flush)


def only_local(connect):
    """No test leaves the machine: loopback addresses and unix sockets only."""

    @functools.wraps(connect)
    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
            raise PermissionError(f"A test tried to reach {address[0]}: the suite runs without a network.")
        return connect(self, address)

    return guarded


def is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refusing_moments(prepare, *, but):
    """A date column takes a date: a datetime would lose its time and, at night, its day."""

    @functools.wraps(prepare)
    def guarded(self, value):
        if isinstance(value, datetime) and not isinstance(self, but):
            raise TypeError(f"{self} was given the moment {value!r}, it wants a date.")
        return prepare(self, value)

    return guarded


def naming_what_it_locks(as_sql):
    """select_for_update with select_related locks every joined row, unless `of=` says which."""

    @functools.wraps(as_sql)
    def guarded(self, *args, **kwargs):
        query = self.query
        if query.select_for_update and query.select_related and not query.select_for_update_of:
            raise AssertionError(f"{query.model.__name__}: select_for_update with select_related needs of=.")
        return as_sql(self, *args, **kwargs)

    return guarded


def past_triggers(sql_flush):
    """The flush between transactional tests is the one deletion that append-only tables allow."""

    @functools.wraps(sql_flush)
    def flush(self, *args, **kwargs):
        statements = sql_flush(self, *args, **kwargs)
        before, after = TRIGGERS[self.connection.vendor](self.connection)
        return [*before, *statements, *after] if statements else statements

    return flush


def postgresql_triggers(connection):
    tables = rows(
        connection,
        "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
    )
    return tuple(
        [f"ALTER TABLE {table} {word} TRIGGER USER" for (table,) in tables] for word in ("DISABLE", "ENABLE")
    )


def sqlite_triggers(connection):
    triggers = rows(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    return [f'DROP TRIGGER "{name}"' for name, _ in triggers], [sql for _, sql in triggers]


def rows(connection, query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


TRIGGERS = {"postgresql": postgresql_triggers, "sqlite": sqlite_triggers}

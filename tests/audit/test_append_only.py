"""The database itself refuses to change the chain; what happens past it is found."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from audit import anchor, checks
from audit.models import AuditEvent, AuditHead
from tests.factories.audit import events

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def anchor_file(settings, tmp_path):
    settings.AUDIT_ANCHOR = tmp_path / "anchor" / "audit.log"
    return settings.AUDIT_ANCHOR


def behind_the_back_of_the_triggers(statement: str) -> None:
    """What somebody with the database in his hands would do."""
    off, on = {
        "postgresql": (
            ["ALTER TABLE audit_auditevent DISABLE TRIGGER USER"],
            ["ALTER TABLE audit_auditevent ENABLE TRIGGER USER"],
        ),
        "sqlite": (["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"], []),
    }[connection.vendor]
    with connection.cursor() as cursor:
        for each in [*off, statement, *on]:
            cursor.execute(each)


def verify(capsys) -> str:
    call_command("verify_audit")
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET actor_name = '无名氏'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
    ],
)
def test_the_database_refuses(statement):
    if statement.startswith("TRUNCATE") and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    events({})

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert AuditEvent.objects.get().actor_name == "张晓梅"


@pytest.mark.parametrize("change", ["save", "delete"])
def test_the_orm_is_refused_too(change):
    (event,) = events({})

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        getattr(event, change)()


def test_an_untouched_chain_verifies(capsys):
    events({}, {}, {})
    assert verify(capsys) == "审计链完整，共 3 条。"


@pytest.mark.parametrize(
    ("statement", "bad"),
    [
        ("UPDATE audit_auditevent SET actor_name = '无名氏' WHERE sequence = 2", 2),
        ('UPDATE audit_auditevent SET details = \'{"tier": "blue"}\' WHERE sequence = 3', 3),
        ("DELETE FROM audit_auditevent WHERE sequence = 1", 1),
        ("DELETE FROM audit_auditevent WHERE sequence = 3", 3),
        ("UPDATE audit_auditevent SET sequence = 5 WHERE sequence = 2", 2),
        ("DELETE FROM audit_auditevent", 1),
    ],
)
def test_what_was_done_past_the_triggers_is_found_and_named(statement, bad):
    events({}, {"details": {"tier": "red"}}, {}, {})
    behind_the_back_of_the_triggers(statement)

    with pytest.raises(CommandError, match=f"审计链在第 {bad} 条处不完整：.+。"):
        call_command("verify_audit")


def test_a_tail_cut_off_together_with_its_head_is_found_up_to_the_last_anchor():
    chain = events({}, {}, {})
    anchor.append()
    behind_the_back_of_the_triggers("DELETE FROM audit_auditevent WHERE sequence = 3")
    AuditHead.objects.update(sequence=2, mac=chain[1].mac)

    with pytest.raises(
        CommandError, match="审计链在第 3 条处不完整：锚定文件.+记到第 3 条，数据库只到第 2 条"
    ):
        call_command("verify_audit")


def test_a_head_that_was_put_back_is_found():
    chain = events({}, {}, {})
    AuditHead.objects.update(sequence=2, mac=chain[1].mac)

    with pytest.raises(CommandError, match="链头落在记录之后"):
        call_command("verify_audit")


@pytest.mark.parametrize("algorithm", ["HMAC-SHA-256", "HMAC-SM3"])
def test_a_long_chain_is_walked_in_parts(algorithm, capsys, django_assert_num_queries):
    """One query for the rows however many there are, read through a cursor."""
    events(*[{"algorithm": algorithm}] * 2100)

    with django_assert_num_queries(3):  # head, rows, head again
        assert verify(capsys) == "审计链完整，共 2100 条。"


# -- the anchor ------------------------------------------------------------------------------------------


def test_an_anchor_notes_the_end_once_per_end(anchor_file):
    events({})
    anchor.append()
    anchor.append()
    events({})
    anchor.append()

    lines = [line.split("\t") for line in anchor_file.read_text().splitlines()]
    assert [sequence for sequence, _, _ in lines] == ["1", "2"]
    assert lines[-1][1] == AuditHead.objects.get().mac


def test_an_empty_chain_is_not_anchored(anchor_file):
    assert anchor.append() == 0
    assert not anchor_file.exists()


def test_a_chain_shorter_than_its_anchor_is_not_anchored_again():
    events({}, {})
    anchor.append()
    AuditHead.objects.update(sequence=1)

    with pytest.raises(anchor.Broken, match="其后的记录被截去"):
        anchor.append()


@pytest.mark.parametrize("line", ["junk", "1\tabc", "x\tabc\t2026-11-24", "3\tabc\t2026-11-24T09:00:00"])
def test_an_anchor_file_somebody_wrote_in_is_found(anchor_file, line):
    events({}, {}, {})
    anchor.append()
    with anchor_file.open("a") as file:
        file.write(line + "\n")

    with pytest.raises(CommandError, match="锚定文件第 2 行无法读取或顺序不对"):
        call_command("verify_audit")


def test_the_task_of_the_beat_appends(anchor_file):
    from audit.tasks import anchor_chain

    events({})
    assert anchor_chain() == 1
    assert anchor_file.read_text().startswith("1\t")


# -- start-up checks ------------------------------------------------------------------------------------


def test_a_chain_with_its_triggers_passes_the_check():
    assert checks.the_chain_is_append_only(None, ["default"]) == []


def test_a_missing_trigger_is_found_at_start():
    statement = {
        "postgresql": "DROP TRIGGER audit_no_change ON audit_auditevent",
        "sqlite": "DROP TRIGGER audit_no_delete",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)

    (error,) = checks.the_chain_is_append_only(None, ["default"])
    assert error.id == "audit.E001"
    assert ("audit_no_change" in error.msg) or ("audit_no_delete" in error.msg)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can switch a trigger off")
def test_a_trigger_switched_off_counts_as_missing():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER audit_no_truncate")

    (error,) = checks.the_chain_is_append_only(None, ["default"])
    assert "audit_no_truncate" in error.msg


@pytest.mark.parametrize(
    ("keys", "algorithm", "found"),
    [
        ({"k1": "ab" * 32}, "HMAC-SM3", []),
        ({}, "HMAC-SHA-256", ["audit.E002"]),
        ({"k1": "ab" * 8}, "HMAC-SHA-256", ["audit.E003"]),
        ({"k1": "xyz"}, "HMAC-SHA-256", ["audit.E003"]),
        ({"k1": "ab" * 32}, "MD5", ["audit.E004"]),
    ],
)
def test_keys_and_algorithm_are_looked_at_before_the_first_deed(settings, keys, algorithm, found):
    settings.AUDIT_KEYS, settings.AUDIT_ALGORITHM = keys, algorithm
    assert [error.id for error in checks.the_chain_has_a_key(None)] == found

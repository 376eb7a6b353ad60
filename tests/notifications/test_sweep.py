"""Mail leaves after the deed, at least once, and waits for a server that fails."""

import smtplib
import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from notifications import rules, sweep
from notifications.models import OutgoingMail
from notifications.outbox import tell_once
from notifications.tasks import send_mail
from tests.factories import UserFactory

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


class Failing(EmailBackend):
    """A server that fails for some addresses or for all, or dies after it has taken the letter."""

    error: BaseException
    only = ""

    def send_messages(self, messages):
        if isinstance(self.error, KeyboardInterrupt):
            super().send_messages(messages)
        if self.only in messages[0].to[0]:
            raise self.error
        return super().send_messages(messages)


@pytest.fixture
def failing(settings, monkeypatch):
    """failing(error, only="user1@") makes the server fail."""

    def fail(error, only=""):
        monkeypatch.setattr(Failing, "error", error, raising=False)
        monkeypatch.setattr(Failing, "only", only)
        settings.EMAIL_BACKEND = f"{__name__}.Failing"

    return fail


def letters(number):
    """So many people with an address, each told something a day ago."""
    for n in range(number):
        tell_once([UserFactory(email=f"user{n}@example.org")], key="tests:1", text=f"第{n}件事。")
    OutgoingMail.objects.update(due_at=NOW - timedelta(days=1))


@pytest.mark.django_db
def test_what_waits_is_sent_once_and_marked():
    letters(3)

    assert sweep.send_mail(NOW) == {"sent": 3, "delayed": 0}
    assert sweep.send_mail(NOW) == {"sent": 0, "delayed": 0}

    assert [message.to for message in mail.outbox] == [[f"user{n}@example.org"] for n in range(3)]
    assert mail.outbox[0].subject == "廉政风险预警防控系统提醒"
    assert "第0件事。" in mail.outbox[0].body
    assert set(OutgoingMail.objects.values_list("sent_at", flat=True)) == {NOW}


@pytest.mark.django_db
def test_a_server_that_fails_delays_and_loses_nothing(failing, settings):
    letters(5)
    failing(ConnectionRefusedError("no server"))

    assert sweep.send_mail(NOW) == {"sent": 0, "delayed": 3}  # then it is left in peace
    delayed = OutgoingMail.objects.filter(attempts=1)
    assert delayed.count() == 3
    assert set(delayed.values_list("due_at", "last_error")) == {
        (NOW + timedelta(minutes=1), "ConnectionRefusedError: no server")
    }

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sweep.send_mail(NOW) == {"sent": 2, "delayed": 0}
    assert sweep.send_mail(NOW + timedelta(minutes=1)) == {"sent": 3, "delayed": 0}
    assert len({message.to[0] for message in mail.outbox}) == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"user1@example.org": (550, b"unknown")}),
        UnicodeEncodeError("ascii", "用户", 0, 2, "ordinal not in range"),
    ],
    ids=["refused", "unwritable"],
)
def test_one_bad_address_holds_up_nobody_else(failing, error):
    letters(3)
    failing(error, only="user1@")

    assert sweep.send_mail(NOW) == {"sent": 2, "delayed": 1}
    assert OutgoingMail.objects.get(sent_at=None).address == "user1@example.org"


@pytest.mark.django_db
def test_a_run_that_dies_before_the_mark_sends_again(failing, settings):
    letters(1)
    failing(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        sweep.send_mail(NOW)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sweep.send_mail(NOW)["sent"] == 1
    assert len(mail.outbox) == 2  # at least once


@pytest.mark.django_db
def test_the_task_sends_what_the_town_is_owed():
    letters(1)

    assert send_mail.delay().get() == {"sent": 1, "delayed": 0}


@given(st.integers(1, 10_000))
def test_a_letter_waits_longer_after_each_failure_but_never_over_an_hour(attempts):
    assert rules.wait(1) == timedelta(minutes=1)
    assert rules.wait(attempts) <= rules.wait(attempts + 1) <= timedelta(hours=1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_two_runs_at_once_share_the_letters(monkeypatch):
    letters(20)
    counts = []
    together = threading.Barrier(2)

    def run():
        together.wait(20)
        counts.append(sweep.send_mail(NOW)["sent"])
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sum(counts) == 20
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        f"user{n}@example.org" for n in range(20)
    )

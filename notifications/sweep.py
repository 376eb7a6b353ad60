"""The mail that time sends: at least once, never lost, never holding up the inbox."""

from collections import Counter
from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from notifications import queries, rules
from notifications.models import OutgoingMail

SUBJECT = "廉政风险预警防控系统提醒"
BODY = "{text}\n\n请登录廉政风险预警防控系统办理。本邮件由系统发出，请勿回复。\n"
AT_ONCE = 200  # letters per run
PATIENCE = 3
TIMEOUT = 10  # seconds the server may take


def send_mail(now: datetime) -> dict[str, int]:
    """Send what is due. Each letter is its own transaction, marked after the server took it; two runs share the work.

    Three failures in a row end the run: the letters wait, and the next run is a minute away.
    """
    counts = Counter(sent=0, delayed=0)
    failures = 0
    while failures < PATIENCE and counts.total() < AT_ONCE and (outcome := _send_next(now)):
        counts[outcome] += 1
        failures = failures + 1 if outcome == "delayed" else 0
    return dict(counts)


@transaction.atomic
def _send_next(now: datetime) -> str | None:
    """Send the letter that waited longest: "sent", "delayed", or None when none is left."""
    mail = queries.waiting_mail(now).select_for_update(skip_locked=True).first()
    if mail is None:
        return None
    try:
        _post(mail)
    except (
        OSError,
        ValueError,
    ) as error:  # the server's and the network's failures; an address it cannot encode
        _delay(mail, error, now)
        return "delayed"
    mail.sent_at, mail.file = now, b""
    mail.save(update_fields=["sent_at", "file"])
    return "sent"


def _post(mail: OutgoingMail) -> None:
    message = EmailMessage(SUBJECT, BODY.format(text=mail.text), to=[mail.address])
    if mail.file_name:
        message.attach(mail.file_name, bytes(mail.file))
    message.connection = get_connection(timeout=TIMEOUT)
    message.send()


def _delay(mail: OutgoingMail, error: Exception, now: datetime) -> None:
    mail.attempts += 1
    mail.due_at = now + rules.wait(mail.attempts)
    mail.last_error = f"{type(error).__name__}: {error}"[:300]
    mail.save(update_fields=["attempts", "due_at", "last_error"])

"""How long a login lasts: the limits in force when it began travel with it, so no request asks the database."""

from core import clock
from core.registries import setting
from organisations.rules import session_over

KEY = "login"
SEEN_EVERY = 60  # seconds; last-seen is written at most this often


def begin(sender, request, user, **kwargs) -> None:
    """Receiver of Django's user_logged_in."""
    now = clock.machine_seconds()
    request.session[KEY] = {
        "started": now,
        "seen": now,
        "idle_minutes": setting("security.idle_minutes", 30),
        "absolute_hours": setting("security.absolute_hours", 12),
    }


def is_over(session) -> bool:
    """Whether the login has run out; one that never properly began has."""
    login = session.get(KEY)
    return login is None or session_over(clock.machine_seconds(), **login)


def touch(session) -> None:
    """Somebody is at work."""
    login, now = session[KEY], clock.machine_seconds()
    if now - login["seen"] >= SEEN_EVERY:
        session[KEY] = login | {"seen": now}

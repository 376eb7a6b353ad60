"""Coming and going, kept in the audit chain."""

from audit.log import move, record
from organisations.models import User


class UnknownAccount:
    """Stands in the audit row of a failed login under a name that does not exist.

    The name itself is not kept: people type their password there by mistake.
    """

    _meta = User._meta
    pk = ""

    def __str__(self) -> str:
        return "不存在的登录名"


@move
def logged_in(user: User) -> None:
    record("organisations.logged_in", user, by=user, unit=user.person.unit)


@move
def logged_out(user: User, *, why: str = "主动退出") -> None:
    record("organisations.logged_out", user, by=user, unit=user.person.unit, why=why)


@move
def login_failed(username: str) -> None:
    _record_attempt("organisations.login_failed", username)


@move
def login_locked(username: str) -> None:
    _record_attempt("organisations.login_locked", username)


def _record_attempt(verb: str, username: str) -> None:
    user = User.objects.select_related("person__unit").filter(username=username).first()
    record(verb, user or UnknownAccount(), by=None, unit=user and user.person.unit)

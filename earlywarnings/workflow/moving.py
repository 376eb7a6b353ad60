"""What every plain move does: lock, ask, write, record."""

from audit.log import move, record
from core.rows import lock
from core.verdict import require
from earlywarnings import access
from earlywarnings.enums import Status
from earlywarnings.models import EarlyWarning


@move
def moved(warning, verb: str, by, status: Status, **values) -> EarlyWarning:
    """The plain moves: lock, ask, write, record."""
    warning = lock(warning)
    require(access.MOVES[verb](by, warning))
    set_status(warning, status, **values)
    record(f"earlywarning.{verb}", warning, by=by)
    return warning


def set_status(warning, status: Status, **values) -> None:
    warning.status = status
    touch(warning, **values)


def touch(warning, **values) -> None:
    """Write the values; a new version, so that what is told about it is told anew."""
    for name, value in values.items():
        setattr(warning, name, value)
    warning.version += 1
    warning.save()


def on_behalf(name: str) -> str:
    """代录, as the record says it."""
    return f"（代{name}录入）" if name else ""

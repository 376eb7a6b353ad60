"""How long a letter waits after the mail server failed."""

from datetime import timedelta

LONGEST_WAIT = timedelta(hours=1)


def wait(attempts: int) -> timedelta:
    """One minute after the first failure, doubled after each, an hour at most; a letter is never given up."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 6)), LONGEST_WAIT)

"""What somebody says about the headings of a file is kept for the next one."""

from audit.log import move, record
from powers import queries
from powers.models import HeadingMemory


def remember_headings(headings, register: str, *, unit, by) -> None:
    """What was chosen on the page for these headings; nothing where nothing new was said."""
    if headings.was_chosen and not headings.said.items() <= queries.headings_of(unit, register).items():
        remember(headings.said, register, unit=unit, by=by)


@move
def remember(said: dict[str, str], register: str, *, unit, by) -> None:
    """`said` is heading → column name; what was said before about the same heading is replaced."""
    HeadingMemory.objects.bulk_create(
        [
            HeadingMemory(unit=unit, register=register, heading=heading, column=column)
            for heading, column in said.items()
        ],
        update_conflicts=True,
        unique_fields=["unit", "register", "heading"],
        update_fields=["column"],
    )
    record("powers.headings_remembered", unit, by=by, unit=unit, headings=len(said))

"""What an office has said before about the headings of its registers."""

from powers.models import HeadingMemory


def headings_of(unit, register: str) -> dict[str, str]:
    """Heading → column name, for the registers of the unit; empty where no unit is known."""
    if unit is None:
        return {}
    found = HeadingMemory.objects.filter(unit=unit, register=register)
    return dict(found.values_list("heading", "column"))

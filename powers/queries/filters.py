"""The filters somebody has kept."""

from powers.models import SavedFilter


def saved_filters(user, register: str):
    """Nobody but their owner sees them, on no other list than the one they were chosen on."""
    return SavedFilter.objects.filter(owner=user.pk, register=register)

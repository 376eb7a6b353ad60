"""示例库: examples to copy from."""

from django.db.models import Q

from riskpoints.models import LibraryRiskPoint


def library(search: str = ""):
    """示例库: examples to copy from."""
    found = LibraryRiskPoint.objects.all()
    for word in search.split():
        found = found.filter(
            Q(name__icontains=word) | Q(manifestation__icontains=word) | Q(post__icontains=word)
        )
    return found

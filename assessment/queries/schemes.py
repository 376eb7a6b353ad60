"""The schemes …"""

from assessment.enums import SchemeStatus
from assessment.models import Scheme


def scheme_in_force() -> Scheme:
    """The scheme in force, or the sample until one is."""
    schemes = Scheme.objects.exclude(status=SchemeStatus.RETIRED)
    return schemes.filter(status=SchemeStatus.IN_FORCE).first() or schemes.first()


def schemes():
    return Scheme.objects.prefetch_related("items")

"""How a power, a risk point or a resolution may be disclosed, from its first day (art. 10)."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q


class DisclosureState(models.TextChoices):
    OPEN = "open", "公开"
    WITHHELD = "withheld", "不公开"


class DisclosureMode(models.TextChoices):
    LONG_TERM = "long_term", "长期公开"
    PERIODIC = "periodic", "定期公开"
    AD_HOC = "ad_hoc", "随时公开"


class Disclosable(models.Model):
    """公开为原则，不公开为例外: withholding needs a reason (art. 10)."""

    disclosure = models.CharField(
        "公开方式", max_length=8, choices=DisclosureState, default=DisclosureState.OPEN
    )
    disclosure_mode = models.CharField(
        "公开时限", max_length=10, choices=DisclosureMode, default=DisclosureMode.LONG_TERM
    )
    withheld_reason = models.CharField("不公开理由", max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_withheld_with_reason",
                condition=Q(disclosure=DisclosureState.OPEN) | ~Q(withheld_reason=""),
                violation_error_message="不公开须写明理由（第十条）。",
            )
        ]


@dataclass(frozen=True)
class Disclosed:
    """Words that an app has on show for the public, as they were approved (registries.disclosures)."""

    topic: str  # one of the public site's
    number: int  # its own within the topic
    title: str
    body: str
    unit_name: str
    published_on: date
    approved_by: str
    sha256: str  # of the body, or of the rows where there are any
    additions: tuple[tuple[str, str], ...] = ()  # what was reported on it since: heading and text
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()  # a table below the body, each row as long as the headings

"""公示: frozen rows the public reads. Nothing here is read from a register when a page is shown (art. 10)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.disclosable import DisclosureMode
from disclosure.enums import Topic


class Publication(models.Model):
    """One disclosure as it was approved: its words are copied here and do not change with the register."""

    topic = models.CharField("栏目", max_length=12, choices=Topic)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容")
    unit_name = models.CharField("公开单位", max_length=100)
    mode = models.CharField(
        "公开时限", max_length=10, choices=DisclosureMode, default=DisclosureMode.LONG_TERM
    )
    published_on = models.DateField("公开日期")
    until = models.DateField("公示截止", null=True, blank=True)
    approved_by = models.CharField("批准人", max_length=100)
    sha256 = models.CharField("内容哈希", max_length=64)

    class Meta:
        verbose_name = "公示"
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="publication_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("published_on")),
                violation_error_message="公示截止不能早于公开日期。",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("disclosure:publication", args=[self.pk])

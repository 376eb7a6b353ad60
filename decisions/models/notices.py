"""决议公开: what the public reads of a resolution (art. 10, 21)."""

from django.db import models
from django.db.models import F, Q

from decisions.models.items import TEXT, AgendaItem


class ResolutionNotice(models.Model):
    """A resolution on the public site, word by word; taken down it stays, and the item may be shown anew."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="notices", verbose_name="议题")
    title = models.CharField("标题", max_length=200)
    body = models.TextField("公开的文字", max_length=TEXT + 500)
    sha256 = models.CharField("内容哈希", max_length=64)
    disclosed_on = models.DateField("公开日期")
    disclosed_by = models.CharField("公开批准人", max_length=250)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawn_by = models.CharField("撤下人", max_length=250, blank=True)
    withdrawn_reason = models.CharField("撤下理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "决议公开"
        ordering = ["-disclosed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(withdrawn_on__isnull=True),
                name="resolution_on_show_once",
                violation_error_message="这项决议正在公开。",
            ),
            models.CheckConstraint(
                name="resolution_withdrawn_with_reason",
                condition=Q(withdrawn_on__isnull=True)
                | Q(withdrawn_on__gte=F("disclosed_on")) & ~Q(withdrawn_reason=""),
                violation_error_message="撤下须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()

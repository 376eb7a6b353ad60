"""What stood in a form that was accepted, before it was corrected (art. 38)."""

from django.db import models
from django.urls import reverse

from collection.models.form import CollectionForm


class FormVersion(models.Model):
    """An earlier version of a form, written when its correction begins and never changed.

    Its items are the very rows of history that had been accepted: nothing is copied, and each still says whom it names.
    """

    form = models.ForeignKey(CollectionForm, models.PROTECT, related_name="versions", verbose_name="采集表")
    number = models.PositiveIntegerField("第几版")
    is_nil = models.BooleanField("本季度无情况")
    filled_by = models.ForeignKey(
        "organisations.User", models.PROTECT, related_name="+", verbose_name="填报人"
    )
    on_behalf_of = models.CharField("代录", max_length=50, blank=True)
    submitted_at = models.DateTimeField("报送时间")
    accepted_on = models.DateField("接收日期")
    reason = models.TextField("更正理由", max_length=300)
    corrected_by = models.ForeignKey(
        "organisations.User", models.PROTECT, related_name="+", verbose_name="更正人"
    )
    corrected_at = models.DateTimeField("开始更正")
    items = models.ManyToManyField("collection.HistoricalInformationItem", related_name="versions")
    attachments = models.ManyToManyField("documents.Attachment", related_name="versions")

    class Meta:
        verbose_name = "采集表旧版"
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="version_once_per_form"),
            models.CheckConstraint(
                name="version_with_reason",
                condition=~models.Q(reason=""),
                violation_error_message="更正须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}第{self.number}版"

    def get_absolute_url(self) -> str:
        return reverse("collection:version", args=[self.form_id, self.number])

"""What is written before it is sent: the draft of an answer, and the evidence that goes with it (art. 43)."""

from django.db import models
from django.urls import reverse

from earlywarnings.models.answer import Response
from earlywarnings.models.content import Problem
from earlywarnings.models.warning import USER, EarlyWarning, foreign


class AnswerDraft(models.Model):
    """回告草稿: several people of the unit write in it one after the other; gone once the answer is sent."""

    warning = models.OneToOneField(EarlyWarning, models.PROTECT, related_name="answer_draft")
    content = models.JSONField("内容", default=dict)  # the fields of the form by their names
    version = models.PositiveIntegerField(default=0, editable=False)
    saved_by = foreign(USER, "保存人", null=False)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "回告草稿"

    def __str__(self) -> str:
        return f"{self.warning} 回告草稿"


class Evidence(models.Model):
    """佐证材料: a file on one problem, or on the whole of a blue warning. Without a response it is not sent yet."""

    warning = models.ForeignKey(EarlyWarning, models.PROTECT, related_name="evidence")
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name="问题"
    )
    response = models.ForeignKey(
        Response, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name="回告"
    )
    attachment = models.OneToOneField(
        "documents.Attachment", models.PROTECT, related_name="+", verbose_name="附件"
    )
    added_by = foreign(USER, "上传人", null=False)

    class Meta:
        verbose_name = "佐证材料"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.attachment.name

    def get_absolute_url(self) -> str:
        return reverse("earlywarnings:evidence", args=[self.warning_id, self.pk])

"""The audit chain: deeds in words, never changed, never deleted. Written by log.py alone."""

from django.db import models
from django.db.models import Q


class AuditEvent(models.Model):
    """One deed. No foreign keys, so that nothing deleted elsewhere can take it along.

    `mac` is an HMAC over the row and the previous row's mac; the key lives outside the database. Triggers of the
    migration refuse UPDATE, DELETE and TRUNCATE.
    """

    sequence = models.PositiveBigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=50)
    actor_post = models.CharField("职务", max_length=200, blank=True)
    verb = models.CharField("动作", max_length=60)
    object_type = models.CharField("对象类型", max_length=60)
    object_id = models.CharField("对象编号", max_length=40)
    object_text = models.CharField("对象", max_length=300)
    unit_id = models.BigIntegerField("单位编号", null=True)
    unit_name = models.CharField("单位", max_length=100, blank=True)
    address = models.CharField("来源地址", max_length=45, blank=True)
    details = models.JSONField("详情", default=dict)
    algorithm = models.CharField("算法", max_length=20)
    key_id = models.CharField("密钥编号", max_length=20)
    previous = models.CharField("上一条校验值", max_length=64)
    mac = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "审计记录"
        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "sequence"], name="audit_by_object"),
            models.Index(fields=["actor_id", "sequence"], name="audit_by_actor"),
            models.Index(fields=["verb", "sequence"], name="audit_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.actor_name} {self.verb}"


class AuditHead(models.Model):
    """The one row that says where the chain ends; locked while a move appends to it."""

    sequence = models.PositiveBigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = "审计链头"
        constraints = [models.CheckConstraint(name="audithead_only_one", condition=Q(pk=1))]

    def __str__(self) -> str:
        return "审计记录"

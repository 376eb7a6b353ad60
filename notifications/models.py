"""What people are told: the inbox, and the mail that follows it."""

from django.db import models
from django.db.models import Q

from core import clock


class Notification(models.Model):
    """One line in somebody's inbox. Written in the transaction of the deed it tells of, once per key."""

    recipient = models.ForeignKey(
        "organisations.User", models.PROTECT, related_name="notifications", verbose_name="收件人"
    )
    key = models.CharField("键", max_length=150)
    text = models.TextField("内容")
    url = models.CharField("页面", max_length=200, blank=True)
    created_at = models.DateTimeField("时间", default=clock.now)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    class Meta:
        verbose_name = "消息"
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(name="notification_once_per_key", fields=["recipient", "key"])]
        indexes = [
            models.Index(name="notification_inbox", fields=["recipient", "-created_at", "-id"]),
            models.Index(name="notification_unread", fields=["recipient"], condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.text


class OutgoingMail(models.Model):
    """A letter waiting for the mail server. It stays until it has been sent; it is never given up.

    Its file is kept no longer than that.
    """

    recipient = models.ForeignKey(
        "organisations.User", models.PROTECT, related_name="+", verbose_name="收件人"
    )
    key = models.CharField("键", max_length=150)
    address = models.EmailField("邮箱")
    text = models.TextField("内容")
    file_name = models.CharField("附件名称", max_length=100, blank=True)
    file = models.BinaryField("附件", default=b"", blank=True)
    created_at = models.DateTimeField("时间", default=clock.now)
    due_at = models.DateTimeField("下次发送", default=clock.now)
    attempts = models.PositiveIntegerField("失败次数", default=0)
    last_error = models.CharField("最近错误", max_length=300, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)

    class Meta:
        verbose_name = "待发邮件"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="mail_once_per_key", fields=["recipient", "key"])]
        indexes = [models.Index(name="mail_waiting", fields=["due_at"], condition=Q(sent_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.address} {self.key}"


class Subscription(models.Model):
    """Somebody wants a letter that comes by itself; the app that writes it knows the kind and who may have it."""

    user = models.ForeignKey(
        "organisations.User", models.PROTECT, related_name="subscriptions", verbose_name="收件人"
    )
    kind = models.CharField("种类", max_length=40)
    since = models.DateField("自哪一天起")

    class Meta:
        verbose_name = "邮件订阅"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="subscription_once",
                fields=["user", "kind"],
                violation_error_message="已经登记过这份邮件。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"

"""What somebody looks for again and again in a register."""

from django.db import models
from django.db.models import Q


class SavedFilter(models.Model):
    """One person's name for a query string of one register's list. Never more than that: no path, no host."""

    owner = models.ForeignKey(
        "organisations.User", models.CASCADE, related_name="saved_filters", verbose_name="使用人"
    )
    register = models.CharField("登记簿", max_length=20)
    name = models.CharField("名称", max_length=20)
    query = models.CharField("条件", max_length=1000)

    class Meta:
        verbose_name = "常用筛选"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "register", "name"],
                name="saved_filter_named_once",
                violation_error_message="这个名称已经用过。",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(query=""),
                name="saved_filter_says_something",
                violation_error_message="名称和条件都不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

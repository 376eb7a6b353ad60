"""Which column of ours an office means by a heading of its own registers."""

from django.db import models


class HeadingMemory(models.Model):
    """Said once when a file came in, and taken for granted with the next one of the same unit."""

    unit = models.ForeignKey(
        "organisations.Unit", models.CASCADE, related_name="heading_memories", verbose_name="单位"
    )
    register = models.CharField("登记簿", max_length=20)
    heading = models.CharField("表头", max_length=160)  # as core.spreadsheets compares headings
    column = models.CharField("栏目", max_length=40)

    class Meta:
        verbose_name = "表头对应"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "register", "heading"],
                name="heading_said_once",
                violation_error_message="这个表头已有对应的栏目。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading} → {self.column}"

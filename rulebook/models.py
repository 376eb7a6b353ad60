"""The regulation's articles, and what the office decided where it is silent."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core import clock
from rulebook import rules


class Article(models.Model):
    """One of the 51 articles: our heading and summary, and the office's own full text once it is loaded.

    Headings and summaries are reference data (data/articles.toml); only workflow.py writes `full_text`.
    """

    number = models.PositiveSmallIntegerField("条", unique=True)
    chapter_number = models.PositiveSmallIntegerField("章")
    chapter_title = models.CharField("章名", max_length=50)
    title = models.CharField("标题", max_length=50)
    summary = models.TextField("摘要")
    keywords = models.CharField("检索词", max_length=200, blank=True)
    full_text = models.TextField("正式文本", blank=True)

    class Meta:
        verbose_name = "条文"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="article_number_of_the_regulation",
                condition=Q(number__gte=1, number__lte=rules.LAST_ARTICLE),
                violation_error_message="条文序号应在1到51之间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("rulebook:article", args=[self.number])

    @property
    def label(self) -> str:
        return rules.article_label(self.number)

    @property
    def chapter(self) -> str:
        return f"{rules.chapter_label(self.chapter_number)} {self.chapter_title}"

    @property
    def text(self) -> str:
        return self.full_text or self.summary


class SettingValue(models.Model):
    """One decision about a setting, in force from a day until the next one. Rows are added, never changed."""

    key = models.CharField("设置", max_length=60)
    value = models.JSONField("值")
    valid_from = models.DateField("执行日期")
    set_by = models.CharField("决定人", max_length=250)
    set_at = models.DateTimeField("登记时间", default=clock.now)
    reason = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = "设置"
        ordering = ["-valid_from", "-pk"]
        indexes = [models.Index(fields=["key", "valid_from"], name="settingvalue_in_force")]
        constraints = [
            models.CheckConstraint(
                name="settingvalue_has_reason",
                condition=~Q(reason=""),
                violation_error_message="请写明更改理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition.label}：{self.shown}"

    @property
    def definition(self) -> rules.Definition:
        return rules.DEFINITIONS[self.key]

    @property
    def typed(self):
        return self.definition.read(self.value)

    @property
    def shown(self) -> str:
        return self.definition.shown(self.typed)

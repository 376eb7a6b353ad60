"""A decided number, shown where it applies."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from core.templatetags.ui_marks import article
from rulebook import queries, rules

register = template.Library()


@register.simple_tag
def rule_note(key, on=None):
    """{% rule_note "collection.due_day" %} → 季度表于季后5日内报送（设置，第三十八条）"""
    definition = rules.DEFINITIONS[key]
    return format_html(
        '{}（<a href="{}#{}">设置</a>{}{}）',
        definition.note(queries.setting(key, on)),
        reverse("rulebook:settings"),
        key,
        "，" if definition.article else "",
        article(definition.article),
    )

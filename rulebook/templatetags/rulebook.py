"""A decided number, shown where it applies."""

from django import template

from rulebook import queries, rules

register = template.Library()


@register.inclusion_tag("rulebook/_rule_note.html")
def rule_note(key, on=None):
    """{% rule_note "collection.due_day" %} → 季度表于季后5日内报送（设置，第三十八条）"""
    definition = rules.DEFINITIONS[key]
    return {"definition": definition, "note": definition.note(queries.setting(key, on))}

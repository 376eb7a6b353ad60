"""What the regulation leaves open, defined setting by setting, and its articles as numbers and words."""

from rulebook.rules import (  # noqa: F401  each defines its settings when it is read
    assessment,
    decisions,
    institutions,
    reporting,
    response,
    risk,
    security,
)
from rulebook.rules.articles import LAST_ARTICLE, article_label, article_sought, chapter_label, number_of
from rulebook.rules.registry import DEFINITIONS, GROUPS, Definition, conflict, define, definitions_of

__all__ = [
    "DEFINITIONS",
    "GROUPS",
    "LAST_ARTICLE",
    "Definition",
    "article_label",
    "article_sought",
    "chapter_label",
    "conflict",
    "define",
    "definitions_of",
    "number_of",
]

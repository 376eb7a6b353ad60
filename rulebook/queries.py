"""The articles people look up, and the settings in force on a day."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q

from core import clock
from rulebook import rules
from rulebook.models import Article, SettingValue

SEARCHED = ("title", "summary", "full_text", "keywords", "chapter_title")


def articles(search: str = ""):
    """The articles that hold every word of the search, or are named by it (43, 第四十三条)."""
    found = Article.objects.all()
    for word in search.split():
        matches = Q(number=rules.article_sought(word))
        for field in SEARCHED:
            matches |= Q(**{f"{field}__icontains": word})
        found = found.filter(matches)
    return found


def by_chapter(articles) -> list[tuple[str, list[Article]]]:
    return [
        (chapter, list(group)) for chapter, group in groupby(articles, key=lambda article: article.chapter)
    ]


def neighbours(article: Article) -> tuple[Article | None, Article | None]:
    """The articles before and after, None at either end."""
    near = {a.number: a for a in Article.objects.filter(number__in=(article.number - 1, article.number + 1))}
    return near.get(article.number - 1), near.get(article.number + 1)


@dataclass(frozen=True)
class Standing:
    """A setting as it stands on a day: its value, the decision behind it, and every decision, newest first."""

    definition: rules.Definition
    value: Any
    decision: SettingValue | None
    upcoming: list[SettingValue]
    history: list[SettingValue]

    @property
    def shown(self) -> str:
        return self.definition.shown(self.value)

    @property
    def note(self) -> str:
        return self.definition.note(self.value)

    @property
    def default(self) -> str:
        return self.definition.shown(self.definition.default)


def setting(key: str, on: date | None = None):
    """The value in force on the day (today unless told), the default when nothing was decided. One query."""
    definition = rules.DEFINITIONS[key]
    decided = SettingValue.objects.filter(key=key, valid_from__lte=on or clock.today()).first()
    return decided.typed if decided else definition.default


def settings_in_force(on: date | None = None) -> dict[str, Any]:
    """Every setting's value on the day. One query."""
    return {standing.definition.key: standing.value for standing in standings(rules.DEFINITIONS.values(), on)}


def standings(definitions, on: date | None = None) -> list[Standing]:
    """How the settings stand on the day. One query."""
    on = on or clock.today()
    definitions = list(definitions)
    history: dict[str, list[SettingValue]] = {definition.key: [] for definition in definitions}
    for decision in SettingValue.objects.filter(key__in=history):
        history[decision.key].append(decision)
    return [_standing(definition, history[definition.key], on) for definition in definitions]


def _standing(definition: rules.Definition, history: list[SettingValue], on: date) -> Standing:
    decision = next((row for row in history if row.valid_from <= on), None)
    upcoming = [row for row in reversed(history) if row.valid_from > on]
    value = decision.typed if decision else definition.default
    return Standing(definition, value, decision, upcoming, history)


def by_group(standings) -> list[tuple[str, list[Standing]]]:
    """The settings under their group's title, in the order of the groups."""
    groups = {group: [] for group in rules.GROUPS}
    for standing in standings:
        groups[standing.definition.group].append(standing)
    return [(rules.GROUPS[group], members) for group, members in groups.items() if members]

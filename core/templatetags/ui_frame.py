"""The frame around a page: which menu entries this user has, and where in them the page stands."""

from typing import NamedTuple

from django import template
from django.urls import reverse

from core import registries
from core.templatetags.ui_marks import address

register = template.Library()

BELL = "notifications:inbox"  # this entry is drawn as the bell, not as a line of the menu


class Line(NamedTuple):
    group: str
    label: str
    icon: str
    url: str
    count: int
    phone: bool
    current: bool


class Group(NamedTuple):
    name: str
    lines: list[Line]


class Navigation(NamedTuple):
    groups: list[Group]
    phone: list[Line]
    rest: list[Group]
    bell: Line | None
    search: str


@register.simple_tag(takes_context=True)
def navigation(context) -> Navigation:
    """{% navigation as nav %} — asked once per page: the side, the bar of a phone and the bell are drawn from it."""
    request, user = context["request"], context["user"]
    entries = registries.menu_for(user) if user.is_authenticated else []
    urls = [reverse(entry.url) for entry in entries]
    here = place(request.path, urls)
    every = [line(entry, url, user, url == here) for entry, url in zip(entries, urls, strict=True)]
    bells = [each for entry, each in zip(entries, every, strict=True) if entry.url == BELL]
    lines = [each for each in every if each not in bells]
    phone = [each for each in lines if each.phone][:4]
    rest = [each for each in lines if each not in phone]
    return Navigation(
        grouped(lines), phone, grouped(rest), next(iter(bells), None), address("dashboard:search")
    )


@register.inclusion_tag("ui/bell.html")
def bell(line=None):
    """{% bell nav.bell %}"""
    return {"line": line}


def place(path: str, urls: list[str]) -> str:
    """The menu address this page belongs to: the longest one its own address begins with; the root only as itself."""
    above = [url for url in urls if url == path or (url != "/" and path.startswith(url))]
    return max(above, key=len, default="")


def line(entry, url: str, user, current: bool) -> Line:
    count = entry.count(user) if entry.count else 0
    return Line(entry.group, entry.label, entry.icon, url, count, entry.phone, current)


def grouped(lines: list[Line]) -> list[Group]:
    """The groups in the order of their first entry."""
    groups: dict[str, list[Line]] = {}
    for each in lines:
        groups.setdefault(each.group, []).append(each)
    return [Group(name, members) for name, members in groups.items()]

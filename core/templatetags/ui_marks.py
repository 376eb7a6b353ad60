"""Small words with a shape: state, tier, level, lateness, article, icon; and how dates and numbers are written."""

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from tablericons.templatetags.tablericons import icon as draw

from core import clock, dates, numbers

register = template.Library()

TIERS = {"red": "红色", "yellow": "黄色", "blue": "蓝色"}
LEVELS = {"high": "高", "medium": "中", "low": "低"}
DIGITS = "零一二三四五六七八九"


@register.simple_tag
def pill(tone, label):
    """{% pill warning.status warning.get_status_display %}"""
    return format_html('<span class="pill pill--{}">{}</span>', tone, label)


@register.simple_tag
def tier(code):
    """{% tier "yellow" %} — the tier of a warning: colour, and always its word."""
    return format_html('<span class="tier tier--{}">{}</span>', code, TIERS[code]) if code else ""


@register.simple_tag
@lru_cache
def level(code):
    """{% level "high" %} — the level of a risk point: ink, never colour."""
    if not code:
        return ""
    return format_html(
        '<span class="level level--{}"><span class="visually-hidden">风险等级</span>{}</span>',
        code,
        LEVELS[code],
    )


@register.simple_tag
def late(due):
    """{% late warning.due_on %} or {% late days %} (days left): 逾期 3 天, 今天, 还有 7 天."""
    days = days_left(due)
    if days is None:
        return ""
    if days < 0:
        return format_html('<span class="late late--over">逾期 {} 天</span>', -days)
    if days == 0:
        return format_html('<span class="late late--today">{}</span>', "今天")
    return format_html('<span class="late">还有 {} 天</span>', days)


def days_left(due) -> int | None:
    """Whole days until a date; a number is taken as it is."""
    if due is None or due == "":
        return None
    return (due - clock.today()).days if isinstance(due, date) else int(due)


@register.simple_tag
def article(number):
    """{% article 43 %} — 第四十三条, which opens in place."""
    if not number:
        return ""
    words = f"第{numeral(number)}条"
    url = address("rulebook:article", number)
    return format_html('<a class="art" href="{}" data-panel>{}</a>', url, words) if url else words


def numeral(number: int) -> str:
    """43 → 四十三, for numbers below a hundred."""
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else DIGITS[tens])
        + ("十" if tens else "")
        + (DIGITS[ones] if ones or not tens else "")
    )


@register.simple_tag
def icon(name, size=20):
    """{% icon "outline/bell" %} — decoration: the word beside it says the same."""
    return drawing(str(name), size)


@lru_cache(maxsize=512)
def drawing(name: str, size: int) -> str:
    return draw(name, size=size, aria_hidden="true", focusable="false")


@register.simple_tag
def address(name, *args):
    """The URL of that name, or "" where the page does not exist."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def iso(day):
    """2026-11-24: what a <time> says to machines, and a narrow column to people."""
    return local_day(day).isoformat() if day else ""


@register.filter
def cn_date(day):
    """2026年11月24日"""
    return dates.cn(local_day(day)) if day else ""


@register.filter
def cn_short(day):
    """11月24日"""
    return dates.cn_short(local_day(day)) if day else ""


@register.filter
def cn_time(moment):
    """11月24日 09:12; with the year when it is not this one."""
    if not moment:
        return ""
    moment = timezone.localtime(moment)
    written = dates.cn_short if moment.year == clock.today().year else dates.cn
    return f"{written(moment.date())} {moment:%H:%M}"


def local_day(day: date) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day


@register.filter
def money(amount):
    """1234567.8 → 1,234,567.80 元"""
    return "" if amount is None or amount == "" else f"{intcomma(f'{amount:.2f}')} 元"


@register.filter
def points(value):
    """98.50 → 98.5"""
    return numbers.plain(value)


@register.filter
def quarter(value):
    """A Quarter, or its code "2026Q3" → 2026年第三季度"""
    return dates.Quarter.parse(value).label if isinstance(value, str) else value.label

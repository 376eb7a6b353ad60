"""Larger pieces of a page, each with its template in templates/ui/."""

from typing import NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html

from core.templatetags.ui_marks import days_left

register = template.Library()

# What a notice is about, and the mark that says so. The names of Django's message levels are taken too.
TONES = {
    "muted": "outline/info-circle",
    "ok": "outline/circle-check",
    "caution": "outline/alert-triangle",
    "error": "outline/alert-circle",
}
MESSAGE_TONES = {"success": "ok", "warning": "caution", "info": "muted", "debug": "muted"}


@register.simple_block_tag
def card(content, title="", note="", url="", more="全部"):
    """{% card title="办理要求" %}…{% endcard %}"""
    context = {"content": content, "title": title, "note": note, "url": url, "more": more}
    return render_to_string("ui/card.html", context)


@register.simple_block_tag
def notice(content, tone="muted", title=""):
    """{% notice tone="caution" %}…{% endnotice %} — muted, ok, caution or error."""
    tone = MESSAGE_TONES.get(tone, tone)
    context = {"content": content, "tone": tone, "title": title, "mark": TONES[tone]}
    return render_to_string("ui/notice.html", context)


@register.inclusion_tag("ui/empty.html")
def empty(title, hint="", url="", button="", mark="outline/leaf"):
    """{% empty "还没有预警。" hint="从采集表研判后起草。" url=… button="去研判" %}"""
    return {"title": title, "hint": hint, "url": url, "button": button, "mark": mark}


@register.simple_block_tag
def next_step(content, title, k="下一步", due=None):
    """{% next_step title="财政所提交整改回告" k="下一步 · 等待单位" due=warning.due_on %}…{% endnext_step %}"""
    days = days_left(due)
    overdue = -days if days is not None and days < 0 else None
    context = {"content": content, "title": title, "k": k, "days": days, "overdue": overdue}
    return render_to_string("ui/next_step.html", context)


class Step(NamedTuple):
    label: str
    on: object
    state: str  # done, now or nothing


@register.inclusion_tag("ui/steps.html")
def steps(pairs, stopped=False):
    """{% steps pairs %} — pairs of (label, date or None) in order; the first without a date is the present one."""
    present = None if stopped else next((number for number, (_, on) in enumerate(pairs) if not on), None)
    states = ("done" if on else "now" if number == present else "" for number, (_, on) in enumerate(pairs))
    return {"steps": [Step(label, on, state) for (label, on), state in zip(pairs, states, strict=True)]}


@register.inclusion_tag("ui/chain.html")
def chain(links):
    """{% chain links %} — a list of core.registries.Link."""
    return {"links": links}


@register.inclusion_tag("ui/timeline.html")
def timeline(events):
    """{% timeline events %} — anything with .at, .who, .what and perhaps .note, newest first."""
    return {"events": events}


@register.inclusion_tag("ui/problems.html")
def problems(rows):
    """{% problems rows %} — anything with .text, .requirement, .due_on."""
    return {"problems": rows}


@register.inclusion_tag("ui/todos.html")
def todos(rows):
    """{% todos rows %} — a list of core.registries.Todo."""
    return {"todos": rows}


@register.inclusion_tag("ui/stat.html")
def stat(label, value, note="", url=""):
    """{% stat "在办预警" 14 note="比上季度多 3" url=… %} inside <div class="stats">"""
    return {"label": label, "value": value, "note": note, "url": url}


@register.simple_block_tag
def facts(content):
    """{% facts %}{% fact "督导责任人" warning.supervisor %}…{% endfacts %}"""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_tag
def fact(label, value, empty="—"):
    """One line of {% facts %}; line breaks of the value are kept."""
    shown = empty if value is None or value == "" else value
    return format_html('<div><dt>{}</dt><dd class="pre">{}</dd></div>', label, shown)


@register.simple_tag
def action(verdict, label, url, primary=True):
    """{% action may_answer "填写回告" url %} — the button, or the sentence that says why there is none."""
    if verdict:
        return format_html('<a class="btn{}" href="{}">{}</a>', " btn-primary" if primary else "", url, label)
    return refusal(verdict)


@register.simple_tag
def refusal(verdict):
    """{% refusal may_issue %} — why not, with the article; nothing when it may."""
    return "" if verdict else render_to_string("ui/refusal.html", {"verdict": verdict})


@register.inclusion_tag("ui/actions.html")
def actions(rows):
    """{% actions rows %} — a list of core.registries.Action."""
    return {"actions": rows}


@register.inclusion_tag("ui/post_button.html")
def post_button(url, label, look="btn btn-primary", confirm="", note="", **hidden):
    """{% post_button url "签收" confirm="签收后开始计算三十日，确定签收吗？" version=warning.version %}"""
    return {"url": url, "label": label, "look": look, "confirm": confirm, "note": note, "hidden": hidden}


@register.simple_tag
def big_link(url, label, note="", primary=False):
    """{% big_link url "填报" note="有情况要报，约 2 分钟" primary=True %}"""
    return format_html(
        '<a class="btn-big{}" href="{}">{}{}</a>',
        " btn-big--primary" if primary else "",
        url,
        label,
        format_html("<small>{}</small>", note) if note else "",
    )

"""预警 in the chain: a warning with what lies below it, and on lower pages the warnings that hang on the thing."""

from django.urls import reverse

from core.registries import Action, Link
from earlywarnings import access, queries
from earlywarnings.models import EarlyWarning
from earlywarnings.pages import url_of
from riskpoints.queries import links_for_point


def links(user, thing) -> list[Link]:
    if isinstance(thing, EarlyWarning):
        return [*_below(user, thing), *map(_warning, queries.line_of(thing, user)), *_own(thing)]
    return [_warning(warning) for warning in queries.hanging_on(thing, user)]


def _below(user, warning) -> list[Link]:
    found = links_for_point(user, warning.risk_point) if warning.risk_point_id else []
    sources = queries.sources_of(warning, user) if access.handles(user, warning) else []
    return found + [Link("采集", str(item), item.get_absolute_url(), on=item.found_on) for item in sources]


def _own(warning) -> list[Link]:
    own = [_warning(warning)]
    if warning.notice_id:
        own.append(Link("通知书", str(warning.number), url_of(warning, "notice_pdf"), on=warning.signed_on))
    if warning.received_on:
        own += [_answer(warning), _check(warning)]
    return own


def _answer(warning) -> Link:
    answered = warning.first_answered_on
    return Link(
        "回告",
        "已回告" if answered else "等待回告",
        done=bool(answered),
        on=answered or warning.answer_due_on,
    )


def _check(warning) -> Link:
    passed = warning.verified_on
    return Link("复核", "通过" if passed else "尚未通过", done=bool(passed), on=passed)


def _warning(warning) -> Link:
    text = f"{warning.get_tier_display()} · {warning.get_status_display()}"
    return Link("预警", text, warning.get_absolute_url(), on=warning.signed_on or warning.drafted_on)


def actions(user, thing) -> list[Action]:
    """研判, on the page of an item that waits for it or is watched."""
    if thing._meta.label_lower != "collection.informationitem" or not access.may_triage(user, thing):
        return []
    label = "重新研判" if queries.is_watched(thing) else "研判"
    return [Action(label, reverse("earlywarnings:triage", args=[thing.pk]))]

"""The only way upward: an upper app registers a provider when it starts, a lower page asks.

Each registry is a list of functions (or entries) filled in AppConfig.ready(); the dataclasses are what they return.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from core.verdict import GRANTED, Verdict


class Registry(list):
    """A list of providers; use .add as a decorator or a plain call."""

    def add(self, provider):
        if provider not in self:
            self.append(provider)
        return provider

    def add_all(self, providers):
        for provider in providers:
            self.add(provider)


@dataclass(frozen=True)
class Entry:
    """One line of the menu. `url` is a URL name without arguments; `roles` empty means every member."""

    group: str
    label: str
    icon: str
    url: str
    roles: tuple = ()
    order: int = 50
    phone: bool = False  # also on the phone's bottom bar
    count: Callable | None = None  # count(user) -> int shown as a badge


@dataclass(frozen=True)
class Todo:
    """Something that waits for this user: what, until when, and the button that does it."""

    kind: str  # the word on the left: 采集表, 预警, 回告 …
    title: str
    detail: str
    url: str
    button: str
    due_on: date | None = None
    tier: str = ""  # red, yellow, blue: only when it is about a warning
    primary: bool = True


@dataclass(frozen=True)
class Link:
    """One joint of the chain 职权 → 风险点 → 措施 → 采集 → 预警 → … → 扣分."""

    label: str
    text: str
    url: str = ""
    done: bool = True
    on: date | None = None


STEPS = (
    "职权",
    "风险点",
    "防控措施",
    "采集",
    "预警",
    "通知书",
    "回告",
    "复核",
    "分级处置",
    "考核扣分",
    "责任追究",
)


@dataclass(frozen=True)
class Action:
    """A further button on another app's page, with the verdict that draws it or says why not."""

    label: str
    url: str
    verdict: Verdict = GRANTED


@dataclass(frozen=True)
class Home:
    """A first page: shown to users who hold one of the roles, lowest order first."""

    roles: tuple
    view: Callable
    order: int = 50
    accepts: Callable = field(default=lambda user: True)


menu: Registry = Registry()
todos: Registry = Registry()  # provider(user, today) -> list[Todo]
chain: Registry = Registry()  # provider(user, thing) -> list[Link]
trails: Registry = Registry()  # core.trails.Floor of each app, from the lowest floor up
actions: Registry = Registry()  # provider(user, thing) -> list[Action]
step_marks: Registry = Registry()  # provider(steps) -> {step id: [mark, …]}
duties: Registry = Registry()  # core.duties.Duty: what the regulation asks, as live checks
homes: Registry = Registry()  # first pages: list[Home]
report_chapters: Registry = Registry()  # core.figures.Chapter: what an app adds to reports on a period
withdrawals: Registry = Registry()  # provider(issued document) -> the day it was withdrawn, or None
disclosures: Registry = (
    Registry()
)  # provider(today) -> list[Disclosed]: what an app has on show for the public
deadline_kinds: dict = {}  # name -> deadlines' Kind, registered by the owning app
sweepers: Registry = (
    Registry()
)  # sweeper(on) -> {what: how many}: the moves time makes, before anybody is told

setting_sources: Registry = Registry()  # source(key) -> the value in force; the rulebook registers its own


def setting(key: str, default):
    """A setting for the floors below the rulebook: what the office decided, or the default where there is no book."""
    return next((source(key) for source in setting_sources), default)


def chain_of(user, thing) -> list[Link]:
    """Every link of the chain this thing belongs to, in the chain's own order."""
    links = [link for provider in chain for link in provider(user, thing)]
    return sorted(links, key=lambda link: STEPS.index(link.label))


def marks_on(steps) -> dict[int, list]:
    """What upper apps have to say on each of the procedure steps, by the step's id."""
    marks: dict[int, list] = {step.pk: [] for step in steps}
    for provider in step_marks:
        for pk, more in provider(steps).items():
            marks[pk] += more
    return marks


def actions_on(user, thing) -> list[Action]:
    return [action for provider in actions for action in provider(user, thing)]


def menu_for(user) -> list[Entry]:
    return sorted((e for e in menu if not e.roles or user.holds(*e.roles)), key=lambda e: e.order)

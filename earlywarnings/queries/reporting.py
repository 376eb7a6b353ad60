"""What a report on a period says of warnings (art. 38): how many, how they were answered, what was put right."""

from collection.rules import percent
from core import clock
from core.figures import Chapter, Figures, Number, Scope, grouped, ids, number
from core.gates import DISCIPLINE, Role
from core.registries import Link
from earlywarnings.enums import ISSUED, Tier
from earlywarnings.models import EarlyWarning
from earlywarnings.queries.warnings import visible_to

READERS = (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER)


def _rows(scope: Scope) -> list[dict]:
    """Those signed in the period and not revoked, as they stand today."""
    warnings = EarlyWarning.objects.filter(
        unit__in=scope.units,
        status__in=ISSUED,
        signed_on__range=(scope.span.first_day, scope.span.last_day),
    )
    fields = ("pk", "tier", "answer_due_on", "first_answered_on", "closed_on")
    return [_row(*values, clock.today()) for values in warnings.order_by("pk").values_list(*fields)]


def _row(pk, tier, due_on, answered_on, closed_on, today) -> dict:
    return {
        "id": pk,
        "tier": tier,
        "due": bool(answered_on or due_on and due_on <= today),
        "answered": bool(answered_on),
        "late": bool(due_on and (answered_on or today) > due_on),
        "closed": bool(closed_on),
    }


def _known(user, rows: list[dict]) -> list[dict] | None:
    """For those who read warnings; and of them only what each may open, so that none shows itself before it is served."""
    if not user.holds(*READERS):
        return None
    known = set(visible_to(user).filter(pk__in=ids(rows)).order_by().values_list("pk", flat=True))
    return [row for row in rows if row["id"] in known]


def _figures(rows: list[dict], before: list[dict]) -> list[Figures]:
    tiers = grouped("tier", Tier.choices, "tier", rows, before)
    return [
        Figures("发出预警", [number("every", "预警总数", rows, before), *tiers]),
        Figures("回告和整改", _answers(rows, before)),
    ]


def _answers(rows: list[dict], before: list[dict]) -> list[Number]:
    flags = (("due", "应回告"), ("answered", "已回告"), ("late", "逾期回告"), ("closed", "已销号"))
    numbers = [number(flag, label, _with(rows, flag), _with(before, flag)) for flag, label in flags]
    return [
        *numbers[:2],
        _rate("answer_rate", "回告率", "answered", "due", rows, before),
        *numbers[2:],
        _rate("close_rate", "整改销号率", "closed", "id", rows, before),
    ]


def _rate(key: str, label: str, part: str, whole: str, rows: list[dict], before: list[dict]) -> Number:
    """A share in per cent; behind it stand the rows it is a share of."""
    now, then = (percent(len(_with(some, part)), len(_with(some, whole))) for some in (rows, before))
    return Number(key, label, ids(_with(rows, whole)), now or "—", then or "—")


def _with(rows: list[dict], flag: str) -> list[dict]:
    return [row for row in rows if row[flag]]


def _line(warning) -> Link:
    return Link("预警", warning.heading, warning.get_absolute_url(), on=warning.signed_on)


CHAPTER = Chapter("warnings", "预警情况", _rows, _known, _figures, visible_to, _line)

"""Facts that fit one of the failings: proposed to 镇纪委, never imposed (art. 47, 49) …"""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.urls import reverse

from assessment.enums import PENDING, Failing, FindingStatus
from assessment.models import FindingEvidence
from assessment.queries.accountability import units_to_find
from core.dates import cn
from decisions.enums import Check
from decisions.enums import FindingStatus as CheckStatus
from decisions.queries import decided_without_assessment
from decisions.queries import findings_visible_to as checks_visible_to
from decisions.queries import visible_to as items_visible_to
from duties.queries import duties_of, line_of
from earlywarnings.enums import COUNTED
from earlywarnings.enums.inspections import CARRIED_OUT
from earlywarnings.queries import visible_to as warnings_visible_to
from earlywarnings.queries.inspections import visible_to as inspections_visible_to
from organisations.models import Unit

DUTIES = {  # which failing a duty speaks of, where what it counts is the unit's own doing
    "forms_filed": Failing.LEADERSHIP,
    "half_years_analysed": Failing.LEADERSHIP,
    "warnings_answered": Failing.LEADERSHIP,
    "points_examined": Failing.SCREENING,
    "points_reviewed": Failing.SCREENING,
    "points_measured": Failing.SCREENING,
    "procedures_written": Failing.PROCEDURE,
    "catalogue_on_show": Failing.CATALOGUE,
    "powers_confirmed": Failing.REFORM,
    "two_people": Failing.REFORM,
    "commitments_signed": Failing.DUTY,
    "four_not_direct": Failing.DUTY,
}


@dataclass(frozen=True)
class Fact:
    """Something the system knows of a unit, and the failing it fits, if any; `link` are the fields of its evidence."""

    key: str
    unit_id: int
    kind: str
    text: str
    url: str
    link: dict = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Proposal:
    unit: Unit
    kind: Failing
    facts: list[Fact]

    @property
    def url(self) -> str:
        return f"{reverse('assessment:draft_finding')}?unit={self.unit.pk}&kind={self.kind.value}"


def possible(user, today: date, unit: Unit | None = None) -> list[Proposal]:
    """By unit and failing, in the order of the units; what a finding already rests on is left out."""
    facts = facts_for(user, today, unit)
    units = {one.pk: one for one in Unit.objects.filter(pk__in={fact.unit_id for fact in facts})}
    kinds = list(Failing)

    def place(fact: Fact) -> tuple:
        return units[fact.unit_id].position, fact.unit_id, kinds.index(Failing(fact.kind))

    groups = groupby(sorted(facts, key=place), key=lambda fact: (fact.unit_id, fact.kind))
    return [Proposal(units[pk], Failing(kind), list(group)) for (pk, kind), group in groups]


def facts_for(user, today: date, unit: Unit | None = None) -> list[Fact]:
    """Of the units on which the user may draft a finding."""
    mine = frozenset(units_to_find(user).order_by().values_list("pk", flat=True))
    wanted = mine & {unit.pk} if unit else mine
    found = [*_items(user), *_checks(user), *_duties(user, today, wanted)]
    taken = _taken()
    return [
        fact for fact in found if fact.unit_id in wanted and (fact.unit_id, fact.kind, fact.key) not in taken
    ]


def further_evidence(user, unit: Unit) -> list[Fact]:
    """What may be linked beside it: the unit's warnings that count, and inspections that took place."""
    warnings = warnings_visible_to(user).filter(unit=unit, status__in=COUNTED)
    looked = inspections_visible_to(user).filter(unit=unit, status__in=CARRIED_OUT)
    return [
        *(
            Fact(
                f"warning-{one.pk}",
                unit.pk,
                "",
                f"{one.get_tier_display()}预警 {one.number}",
                "",
                {"warning": one},
            )
            for one in warnings
        ),
        *(
            Fact(
                f"inspection-{one.pk}",
                unit.pk,
                "",
                f"{cn(one.inspected_on)}督查：{one}",
                "",
                {"inspection": one},
            )
            for one in looked
        ),
    ]


def _items(user) -> list[Fact]:
    """Art. 47: the unit that submitted answers for a missing assessment, whose meeting it was for advice ignored."""
    seen = items_visible_to(user).select_related("meeting__unit")
    missed = [
        _of_item(item, item.unit_id, Failing.NO_ASSESSMENT) for item in decided_without_assessment(seen)
    ]
    ignored = [
        _of_item(item, item.meeting.unit_id, Failing.ADVICE_IGNORED)
        for item in seen.filter(is_against_advice=True)
    ]
    return missed + ignored


def _of_item(item, unit_id: int, kind: Failing) -> Fact:
    did = "没有廉政风险评估即通过" if kind == Failing.NO_ASSESSMENT else "评估建议暂缓或不宜，仍通过"
    text = f"{cn(item.meeting.held_on)}{item.meeting}：议题“{item}”{did}"
    return Fact(f"item-{item.pk}", unit_id, kind, text[:300], item.get_absolute_url(), {"item": item})


def _checks(user) -> list[Fact]:
    """What the checks found in meetings and nobody has explained; advice ignored stands among the items already."""
    waiting = checks_visible_to(user).filter(status=CheckStatus.OPEN).exclude(check_kind=Check.AGAINST_ADVICE)
    return [
        Fact(
            f"check-{one.pk}",
            one.meeting.unit_id,
            Failing.ONE_VOICE,
            f"{one.item or one.meeting}：{one.get_check_kind_display()}，没有说明"[:300],
            one.get_absolute_url(),
            {"check_found": one},
        )
        for one in waiting
    ]


def _duties(user, today: date, units) -> list[Fact]:
    """Two counting queries a duty, however many rows; hits found to be none are not among them."""
    found = []
    for duty in duties_of(user):
        if duty.name not in DUTIES:
            continue
        for pk, number in line_of(duty, user, today, units).by_unit.items():
            if number:
                text = f"“{duty.title}”有{number}项没有做到（{cn(today)}）"
                url = f"{reverse('duties:duty', args=[duty.name])}?unit={pk}"
                link = {"duty": duty.name, "url": url}
                found.append(Fact(f"duty-{duty.name}", pk, DUTIES[duty.name], text, url, link))
    return found


def _taken() -> set[tuple[int, str, str]]:
    """What findings rest on: an item or a check for good, a duty as long as its finding is under way."""
    rows = FindingEvidence.objects.order_by().values_list(
        "finding__unit", "finding__kind", "finding__status", "item", "check_found", "duty"
    )
    taken = set()
    for unit, kind, status, item, check, duty in rows:
        if item:
            taken.add((unit, kind, f"item-{item}"))
        if check:
            taken.add((unit, kind, f"check-{check}"))
        if duty and (status in PENDING or status == FindingStatus.CONFIRMED):
            taken.add((unit, kind, f"duty-{duty}"))
    return taken

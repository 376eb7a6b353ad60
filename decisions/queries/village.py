"""The village decisions …"""

from datetime import date

from django.db.models import Count, Q, QuerySet

from core.disclosable import Disclosed, DisclosureState
from core.gates import DISCIPLINE, Role
from deadlines import queries as deadlines
from decisions.enums.village import PUBLIC, Stage, StepOutcome, VillageStatus
from decisions.models import VillageDecision, VillageObjection, VillageStep
from documents.models import Attachment
from organisations.enums import UnitKind
from organisations.models import Unit
from organisations.queries import head_of
from rulebook.queries import setting

WRITERS = (*DISCIPLINE, Role.UNIT_HEAD, Role.COLLECTOR)
READERS = (*WRITERS, Role.TOWN_LEADER)
OWN = (Role.UNIT_HEAD, Role.COLLECTOR)
PUBLISH_KIND = "village_publish"
VOTERS = {Stage.REVIEW: "party", Stage.RESOLVE: "council"}
PUBLIC_FROM = (
    1_000_000  # on the public site they share a topic with the town's items, and keep out of their numbers
)


def visible_to(user) -> QuerySet[VillageDecision]:
    """镇纪委 and the leaders those of their villages; a village its own and no other's."""
    reached = user.reach(*DISCIPLINE, Role.TOWN_LEADER) | user.own_units(*OWN)
    return VillageDecision.objects.filter(unit__in=reached).select_related("unit")


def steps_visible_to(user) -> QuerySet[VillageStep]:
    steps = VillageStep.objects.filter(decision__in=visible_to(user).order_by())
    return steps.select_related("decision__unit")


def objections_visible_to(user) -> QuerySet[VillageObjection]:
    found = VillageObjection.objects.filter(decision__in=visible_to(user).order_by())
    return found.select_related("decision__unit")


def villages_of(user) -> QuerySet[Unit]:
    """The villages for which the user writes: the own one, or for 镇纪委 all of the town's (代录)."""
    written = user.reach(*DISCIPLINE) | user.own_units(*OWN)
    return Unit.objects.filter(pk__in=written, kind=UnitKind.VILLAGE)


def villages_read_by(user) -> QuerySet[Unit]:
    reached = user.reach(*DISCIPLINE, Role.TOWN_LEADER) | user.own_units(*OWN)
    return Unit.objects.filter(pk__in=reached, kind=UnitKind.VILLAGE)


def counts(decisions: QuerySet) -> dict[str, int]:
    under_way = ~Q(status__in=(VillageStatus.DONE, VillageStatus.REJECTED))
    return decisions.order_by().aggregate(every=Count("pk"), under_way=Count("pk", filter=under_way))


def under_way(decisions: QuerySet) -> QuerySet:
    return decisions.exclude(status__in=(VillageStatus.DONE, VillageStatus.REJECTED))


def steps_of(decision: VillageDecision) -> list[VillageStep]:
    """In the order they were held, those that did not count among them."""
    return list(decision.steps.select_related("entered_by__person"))


def last_step(decision: VillageDecision) -> VillageStep | None:
    return decision.steps.order_by("-ordinal").first()


def counting_step(decision: VillageDecision, stage: str) -> VillageStep | None:
    return decision.steps.filter(stage=stage).exclude(outcome=StepOutcome.INVALID).first()


def day_before(step: VillageStep) -> date | None:
    """The day of the step before this one."""
    before = step.decision.steps.filter(ordinal__lt=step.ordinal).order_by("-ordinal").first()
    return before.day if before else None


def thresholds(stage: str, on: date | None) -> tuple[str, str]:
    """The quorum and the majority of a vote, as they were in force on its day."""
    who = VOTERS[stage]
    return setting(f"decisions.village_{who}_quorum", on), setting(f"decisions.village_{who}_passing", on)


def publicity_days() -> int:
    return setting("decisions.village_publicity_days")


def may_merge() -> bool:
    return setting("decisions.village_steps_may_merge")


def unanswered(decision: VillageDecision) -> int:
    return decision.objections.filter(answered_on=None).count()


def former_versions(steps: list[VillageStep]) -> dict[int, list]:
    """How a step stood before it was corrected, the latest first, by the step's id. One query."""
    former: dict[int, list] = {}
    present = {step.pk: step.version for step in steps}
    rows = VillageStep.history.filter(id__in=present).order_by("-history_id")
    for row in rows:
        if row.version < present[row.id]:
            former.setdefault(row.id, []).append(row)
    return former


def files_of(steps: list[VillageStep]) -> dict[int, list[Attachment]]:
    """The signed sheets by the step's id. One query."""
    files: dict[int, list[Attachment]] = {step.pk: [] for step in steps}
    for file in _files().filter(owner_id__in=[str(pk) for pk in files]):
        files[int(file.owner_id)].append(file)
    return files


def files_on(decision: VillageDecision) -> QuerySet[Attachment]:
    steps = decision.steps.order_by().values_list("pk", flat=True)
    return _files().filter(owner_id__in=[str(pk) for pk in steps])


def _files() -> QuerySet[Attachment]:
    return Attachment.objects.filter(owner_type=VillageStep._meta.label_lower)


def known_of(decision: VillageDecision, stage: str) -> dict:
    """What the system can fill in: who sits where, and how many there were the last time."""
    unit = decision.unit
    head, supervisor = head_of(unit), unit.supervision_head
    known = {"chair": head.name if head else "", "supervision": supervisor.name if supervisor else ""}
    last = VillageStep.objects.filter(decision__unit=unit, stage=stage).order_by("-day", "-pk").first()
    return known | ({"members": last.members, "place": last.place} if last else {})


def publish_deadline(decision: VillageDecision):
    return deadlines.latest(PUBLISH_KIND, decision)


def to_publish(user) -> QuerySet[VillageDecision]:
    """Resolved in the user's own village, and not yet hung out."""
    return VillageDecision.objects.filter(
        unit__in=user.own_units(*OWN), status=VillageStatus.PUBLISH
    ).select_related("unit")


def promised(decisions) -> dict[int, date]:
    """Until when each of them has to be hung out."""
    decisions = list(decisions)
    if not decisions:
        return {}
    rows = deadlines.open_for(*decisions).filter(kind=PUBLISH_KIND)
    return dict(rows.values_list("subject_id", "due_on"))


def disclosed(today: date) -> list[Disclosed]:
    """For the public site: the resolution as it was frozen, and what came of it."""
    shown = VillageDecision.objects.filter(
        status__in=PUBLIC, disclosure=DisclosureState.OPEN, published_on__lte=today
    )
    return [_disclosed(each, today) for each in shown.select_related("unit").prefetch_related("steps")]


def _disclosed(decision: VillageDecision, today: date) -> Disclosed:
    results = [step for step in decision.steps.all() if step.stage == Stage.REPORT and step.day <= today]
    return Disclosed(
        topic="decisions",
        number=PUBLIC_FROM + decision.pk,
        title=decision.title,
        body=decision.public_text,
        unit_name=decision.unit.name,
        published_on=decision.published_on,
        approved_by=decision.published_by,
        sha256=decision.public_sha256,
        additions=tuple(("结果公开", step.public_result) for step in results),
    )

"""The life of a power: draft → reviewed → confirmed, or to regularise, or cancelled (art. 8).

Each function is one move: lock, ask, write, record. Only here is `status` written.
"""

from collections.abc import Iterable, Mapping

from django.db.models import F
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from audit.log import move, record
from core import clock
from core.rows import lock
from core.verdict import Refusal, refused, require
from organisations.rules import sort_key
from powers import access, queries, rules
from powers.enums import Status
from powers.models import LibraryPower, Power, PowerAdjustment, PowerBasis, ProcedureStep

BATCH = 500
DRAFTED = (
    "status",
    "drafted_by",
    "changed_on",
    "sort_key",
    "version",
)  # what drafted() and a new version set


@move
def create(unit, *, by, bases: Iterable[Mapping] = (), steps: Iterable[Mapping] = (), **content) -> Power:
    """A new draft. `bases` and `steps` are rows of field values."""
    if by:
        require(access.may_create(by, unit))
    power = drafted(Power(unit=unit), by, content)
    require_free_name(power)
    power.save()
    put(PowerBasis, bases, power=power)
    write_steps(power, steps)
    record("powers.created", power, by=by)
    return power


@move
def change(power: Power, *, by, version: int | None = None, bases=None, steps=None, **content) -> Power:
    """What was approved before does not cover the new content: it is a draft again, and older versions stay."""
    power, before = redraft(power, by, version, content)
    if bases is not None:
        put(PowerBasis, bases, power=power)
    if steps is not None:
        write_steps(power, steps)
    record("powers.changed", power, by=by, version=power.version, was=before)
    return power


@move
def redraft(
    power: Power, by, version: int | None = None, content: Mapping | None = None
) -> tuple[Power, str]:
    """A new version of the power as a draft, and what it was before."""
    power = lock(power, version)
    require(access.may_change(by, power))
    before = power.status
    power = drafted(power, by, content or {})
    require_free_name(power)
    power.version += 1
    power.save()
    return power, before


@move
def review(power: Power, *, by, reason: str = "") -> Power:
    """Somebody of 镇纪委 who did not write it has looked at its legality."""
    power = lock(power)
    require(access.may_review(by, power))
    power.status = Status.REVIEWED
    power.review_reason = reason
    power.reviewed_by = signature(by)
    power.reviewed_on = clock.today()
    power.save()
    record("powers.reviewed", power, by=by)
    return power


@move
def confirm(power: Power, *, by) -> Power:
    """Into the catalogue (art. 8): from here on it can be disclosed."""
    power = lock(power)
    require(access.may_confirm(by, power))
    power.status = Status.CONFIRMED
    power.confirmed_by = signature(by)
    power.confirmed_on = clock.today()
    power.save()
    record("powers.confirmed", power, by=by, version=power.version)
    return power


@move
def to_regularise(power: Power, *, by, reason: str) -> Power:
    """规范: it exceeds its authority or breaks procedure (art. 8)."""
    power = lock(power)
    require(access.may_to_regularise(by, power))
    power.status = Status.TO_REGULARISE
    power.review_reason = reason
    power.reviewed_by = signature(by)
    power.reviewed_on = clock.today()
    power.save()
    record("powers.to_regularise", power, by=by, reason=reason)
    return power


@move
def cancel(power: Power, *, by, reason: str) -> Power:
    """取消: no basis, or no longer exercised (arts. 7, 8). The row stays, out of force from today."""
    power = lock(power)
    require(access.may_cancel(by, power))
    today = clock.today()
    power.status = Status.CANCELLED
    power.review_reason = reason
    power.reviewed_by = signature(by)
    power.reviewed_on = power.changed_on = today
    power.valid_until = max(today, power.valid_from)
    power.version += 1
    power.save()
    record("powers.cancelled", power, by=by, reason=reason)
    return power


@move
def adjust(power: Power, *, by, kind: str, on, document: str, note: str = "") -> PowerAdjustment:
    """Record how the power was reduced (art. 7). What changes in its content is changed and confirmed as ever."""
    power = lock(power)
    require(access.may_adjust(by, power))
    if power.adjustments.filter(kind=kind, on=on, document=document).exists():
        raise Refusal(refused("这次调整已经登记过。", 7))
    adjustment = PowerAdjustment.objects.create(
        power=power, kind=kind, on=on, document=document, note=note, recorded_by=signature(by)
    )
    record("powers.adjusted", power, by=by, kind=adjustment.get_kind_display(), document=document)
    return adjustment


@move
def copy(entry: LibraryPower, *, unit, by) -> Power:
    """An example of the 示例库 as a draft of the unit: its basis waits to be verified, its kind is matched by name."""
    kind = rules.split_kind(entry.kind)
    return create(
        unit,
        by=by,
        bases=[
            rules.with_kind(basis)._replace(is_unverified=True)._asdict()
            for basis in rules.read_bases(entry.basis)
        ],
        name=entry.name,
        kind=queries.kind_called(kind.name),
        sub_kind=kind.sub_kind,
        source=f"示例库第{entry.number}项",
    )


@move
def take_in(created: list, changed: list, *, fields: list, by, file: str, sha256: str) -> None:
    """Write a whole checked file: (power, bases) pairs, bases None to leave them. One audit row for all of it.

    `fields` are those that differ in any changed power.
    """
    units = list({power.unit_id: power.unit for power, _ in created + changed}.values())
    if by:
        require(access.may_import(by, units))
    lock_unchanged([power for power, _ in changed])
    bulk_create_with_history(
        [power for power, _ in created], Power, batch_size=BATCH, default_user=by, default_date=clock.now()
    )
    bulk_update_with_history(
        [power for power, _ in changed],
        Power,
        [*fields, *DRAFTED],
        batch_size=BATCH,
        default_user=by,
        default_date=clock.now(),
    )
    for power, bases in created:
        for basis in bases:
            basis.power = power
    bases = [basis for _, bases in created for basis in bases]
    bulk_create_with_history(bases, PowerBasis, batch_size=BATCH, default_user=by, default_date=clock.now())
    for power, bases in changed:
        if bases is not None:
            put(PowerBasis, bases, power=power)
    counts = {"created": len(created), "changed": len(changed), "units": len(units)}
    record("powers.imported", units[0], by=by, unit=units[0], file=file, sha256=sha256, **counts)


@move
def stock_library(entries: list[LibraryPower], *, fields, sha256: str) -> None:
    """Put examples into the 示例库; one that has its number already is replaced."""
    LibraryPower.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["number"], update_fields=fields
    )
    record("powers.library_stocked", entries[0], by=None, examples=len(entries), sha256=sha256)


def lock_unchanged(powers: list) -> None:
    """Nobody may have changed a power between the reading of the file and now."""
    read_at = {power.pk: power.version - 1 for power in powers}
    rows = Power.objects.order_by("pk").select_for_update().filter(pk__in=read_at)
    for pk, version in rows.values_list("pk", "version"):
        if read_at.pop(pk) != version:
            raise Refusal(refused("导入期间有人改动了其中的职权，什么也没有保存。请重新检查后再导入。"))


def drafted(power: Power, by, content: Mapping) -> Power:
    """The power with this content, as a draft of today, not saved."""
    today = clock.today()
    for name, value in content.items():
        setattr(power, name, value)
    power.valid_from = power.valid_from or today
    power.status = Status.DRAFT
    power.drafted_by = by
    power.changed_on = today
    power.sort_key = sort_key(power.name)
    return power


def require_free_name(power: Power) -> None:
    """Two powers of one name would be one power twice."""
    others = Power.objects.exclude(pk=power.pk).exclude(status=Status.CANCELLED)
    if others.filter(unit_id=power.unit_id, name=power.name).exists():
        raise Refusal(refused(f"该单位的职权目录中已有“{power.name}”，请直接修改那一项。", 8))


def write_steps(power: Power, rows: Iterable[Mapping]) -> None:
    """Steps are numbered in the order given. Numbers move out of the way first: each is unique at every moment."""
    rows = [{**row, "number": number} for number, row in enumerate(rows, 1)]
    kept = [row["id"] for row in rows if row.get("id")]
    ProcedureStep.objects.filter(power=power).exclude(pk__in=kept).delete()
    ProcedureStep.objects.filter(power=power).update(number=F("number") + 1000)
    put(ProcedureStep, rows, power=power)


def put(model, rows: Iterable[Mapping], **owner) -> None:
    """Make the owner's rows exactly these; a row that names its id stays the same row."""
    present = {row.pk: row for row in model.objects.filter(**owner)}
    for values in rows:
        row = present.pop(values.get("id"), None) or model(**owner)
        for name, value in values.items():
            if name != "id":
                setattr(row, name, value)
        row.save()
    model.objects.filter(pk__in=present).delete()


def signature(user) -> str:
    """The approver's name and post as text: they stay true when people move on."""
    return f"{user.post_text} {user.name}"

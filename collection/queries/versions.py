"""What stood in a form before it was corrected, and what the correction changed, for one reader."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef

from collection.enums import SENT, ItemStatus
from collection.models import FormVersion, InformationItem
from collection.queries.forms import ABOVE
from collection.queries.items import items_in, items_seen_by, with_names
from core.dates import cn
from core.gates import DISCIPLINE, Role


class Change(NamedTuple):
    """One item of a corrected form; `differences` are (label, before, now) where both versions have it."""

    what: str
    item: InformationItem
    differences: list[tuple[str, str, str]]


def earlier(form):
    """The versions before the present one, the latest first."""
    return form.versions.select_related("filled_by__person", "corrected_by__person")


def items_of(version: FormVersion, user) -> list[InformationItem]:
    """Of the items as they stood then those the reader could see; not where the item as it was sent since is hidden."""
    now = InformationItem.objects.filter(pk=OuterRef("id")).exclude(status=ItemStatus.DRAFT)
    hidden = now.exclude(pk__in=items_seen_by(user).values("pk"))
    rows = with_names(items_seen_by(user, version.items)).select_related("entered_by__person")
    return [_as_it_stood(row) for row in rows.filter(~Exists(hidden)).order_by("id")]


def _as_it_stood(row) -> InformationItem:
    fields = InformationItem._meta.concrete_fields
    return InformationItem(**{field.name: getattr(row, field.name) for field in fields})


def files_of(version: FormVersion) -> dict[int, list]:
    """What hung on each item then, by the item's number."""
    found: dict[int, list] = {}
    for file in version.attachments.all():
        found.setdefault(int(file.owner_id), []).append(file)
    return found


def file_of(version: FormVersion, number: int, user):
    """One file of the version; None unless the reader sees the item it hung on."""
    seen = [str(item.pk) for item in items_of(version, user)]
    return version.attachments.filter(pk=number, owner_id__in=seen).first()


def was_nil(version: FormVersion, items: list, user) -> bool:
    """无情况, as forms_visible_to tells it: who reads the items knows it by seeing none, leaders and the centre are told."""
    unit = version.form.unit
    if unit.pk in user.own_units(Role.COLLECTOR) or (
        unit.pk in user.reach(*DISCIPLINE) and not unit.is_direct_point
    ):
        return not items
    return unit.pk in user.reach(*ABOVE) and version.is_nil


def changes_in(form, earlier: list[FormVersion], user) -> list[Change]:
    """What the last correction changed, once it was sent; `earlier` are the versions before, the latest first."""
    if not earlier or form.status not in SENT:
        return []
    old, files = items_of(earlier[0], user), files_of(earlier[0])
    before = {item.pk: _in_words(item, files.get(item.pk, ())) for item in old}
    now = items_in(form, user).prefetch_related("attachments")
    found = [_change(item, before.get(item.pk)) for item in now]
    left = set(InformationItem.objects.filter(pk__in=before).values_list("pk", flat=True))
    return [*filter(None, found), *(Change("去掉", item, []) for item in old if item.pk not in left)]


def _change(item: InformationItem, before: dict[str, str] | None) -> Change | None:
    if before is None:
        return Change("新增", item, [])
    now = _in_words(item, item.attachments.all())
    differences = [(label, before[label], said) for label, said in now.items() if before[label] != said]
    return Change("修改", item, differences) if differences else None


def _in_words(item: InformationItem, files) -> dict[str, str]:
    return {
        "发现日期": cn(item.found_on),
        "信息来源": item.get_source_display(),
        "反映对象": item.subject_text,
        "情况摘要": item.summary,
        "关联风险点": str(item.risk_point or ""),
        "关联职权": str(item.power or ""),
        "涉及金额": "" if item.amount is None else f"{item.amount:,.2f} 元",
        "已采取措施": item.measures_taken,
        "附件": "、".join(file.name for file in files),
    }

"""What waits for whom in the year's round (art. 48)."""

from datetime import date

from assessment import access, queries
from assessment.enums import SheetStatus
from core.gates import Role
from core.registries import Todo

NEXT = (
    (SheetStatus.OPEN, "self_assess", "自评", "去自评"),
    (SheetStatus.SELF_ASSESSED, "check", "核查", "去核查"),
    (SheetStatus.CHECKED, "accept", "看核查结果", "去看"),
    (SheetStatus.APPEALED, "answer", "答复申诉", "去答复"),
    (SheetStatus.SEEN, "approve", "审定", "去审定"),
    (SheetStatus.APPROVED, "publish", "公布", "去公布"),
)
OF_THE_UNIT = frozenset({"self_assess", "accept"})


def _first(sheets: list, due: dict[int, date]):
    """The one that is due first."""
    return min(sheets, key=lambda sheet: due.get(sheet.pk, date.max))


def todos(user, today: date) -> list[Todo]:
    """One line per step, however many sheets wait in it. Two queries, and none for who reads no sheets."""
    if not user.holds(*queries.READERS):
        return []
    by_status: dict[str, list] = {}
    waiting = list(queries.visible_to(user).exclude(status=SheetStatus.PUBLISHED))
    due = queries.due_days(waiting)
    for sheet in waiting:
        by_status.setdefault(sheet.status, []).append(sheet)
    found = []
    for status, verb, words, button in NEXT:
        sheets = by_status.get(status, ())
        if verb in OF_THE_UNIT:  # what is typed for a head without an account is nobody's first page
            sheets = [sheet for sheet in sheets if sheet.unit_id in user.own_units(Role.UNIT_HEAD)]
        mine = [sheet for sheet in sheets if access.ASKED[verb](user, sheet)]
        if mine:
            title = f"{words}：{mine[0]}" if len(mine) == 1 else f"{words}{len(mine)}张考核表"
            where = _first(mine, due).get_absolute_url()
            first_due = min((due[sheet.pk] for sheet in mine if sheet.pk in due), default=None)
            found.append(Todo("百分考核", title, "按百分考核的步骤办理。", where, button, due_on=first_due))
    return found

"""What may stand together: periods, roles, and what a main leader does not manage himself. No database, no clock."""

from dataclasses import dataclass
from datetime import date

from pypinyin import Style, lazy_pinyin

from core.gates import OFFICERS, Role
from core.verdict import GRANTED, Verdict, refused
from organisations.enums import NOT_DIRECTLY_MANAGED, PortfolioField, UnitKind

TOWN_STAFF = frozenset({UnitKind.TOWN})
WORKING_UNITS = frozenset({UnitKind.VILLAGE, UnitKind.DEPARTMENT, UnitKind.ENTERPRISE})
SEATS = frozenset({UnitKind.CENTRE, UnitKind.TOWN})
# A role reaches the whole subtree of its unit, so each is given only where it is exercised (art. 36).
GIVEN_ON = {
    Role.COLLECTOR: WORKING_UNITS,
    Role.UNIT_HEAD: WORKING_UNITS,
    Role.INFORMATION_OFFICER: TOWN_STAFF,
    Role.DISCIPLINE_SECRETARY: TOWN_STAFF,
    Role.TOWN_LEADER: TOWN_STAFF,
    Role.CENTRE_OFFICER: frozenset({UnitKind.CENTRE}),
    Role.CENTRE_HEAD: frozenset({UnitKind.CENTRE}),
    Role.SYSTEM_OFFICER: SEATS,
    Role.SECURITY_OFFICER: SEATS,
    Role.AUDIT_OFFICER: SEATS,
}


def overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Whether two periods share a day; both ends are included, None goes on for ever."""
    return (other_end is None or start <= other_end) and (end is None or other_start <= end)


def sort_key(name: str) -> str:
    """Chinese names in the order of their sounds: 张晓梅 → "zhang1 xiao3 mei2"."""
    return " ".join(lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True))[:200]


def fits(role: Role, kind: UnitKind) -> Verdict:
    """Whether the role can be given on a unit of this kind."""
    if kind in GIVEN_ON[role]:
        return GRANTED
    kinds = "、".join(k.label for k in UnitKind if k in GIVEN_ON[role])
    return refused(f"{Role(role).label}只能设在{kinds}，请重新选择单位。")


def beside(role: Role, held) -> Verdict:
    """Whether the role can be held beside the others: an officer of the system holds that one role and nothing else."""
    others = {Role(other) for other in held} - {role}
    officers = [other for other in others if other in OFFICERS]
    if officers:
        return refused(f"该账号已是{officers[0].label}，三员账号不能再有其他角色，请另设账号。")
    if role in OFFICERS and others:
        names = "、".join(sorted(other.label for other in others))
        return refused(f"{role.label}不能兼任其他角色，该账号现有{names}，请另设账号。")
    return GRANTED


@dataclass(frozen=True)
class Group:
    """The leading group of a unit, as art. 27 looks at it."""

    kind: UnitKind
    has_leading_group: bool
    villages_too: bool = False

    @property
    def heads_stand_back(self) -> bool:
        """Whether its main leaders leave the four areas to others; a village only where the office decided so."""
        return self.has_leading_group and (self.kind != UnitKind.VILLAGE or self.villages_too)


def in_charge(group: Group, field: PortfolioField, is_head: bool) -> Verdict:
    """Art. 27, 四个不直接管: a main leader does not manage the unit's own 财务, 人事, 物资采购 or 工程项目."""
    if is_head and group.heads_stand_back and field in NOT_DIRECTLY_MANAGED:
        label = PortfolioField(field).label
        return refused(f"党政正职不直接分管本单位的{label}，请由班子其他成员分管（第二十七条）。", 27)
    return GRANTED


def session_over(now: float, started: float, seen: float, idle_minutes: int, absolute_hours: int) -> bool:
    """Whether a login has lasted too long, or nothing was done for too long. Moments in seconds."""
    return now - seen > idle_minutes * 60 or now - started > absolute_hours * 3600

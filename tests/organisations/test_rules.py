"""What may stand together, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.gates import BUSINESS, CENTRE, OFFICERS, Role
from organisations.enums import NOT_DIRECTLY_MANAGED, PortfolioField, UnitKind
from organisations.rules import Group, beside, fits, in_charge, overlap, session_over, sort_key

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 20).map(lambda number: FIRST + timedelta(days=number))
PERIODS = st.tuples(DAYS, st.none() | DAYS).filter(lambda period: period[1] is None or period[0] <= period[1])


def days_of(start, end):
    end = end or FIRST + timedelta(days=40)
    return {start + timedelta(days=number) for number in range((end - start).days + 1)}


@given(PERIODS, PERIODS)
def test_periods_overlap_when_they_share_a_day(one, other):
    assert overlap(*one, *other) is bool(days_of(*one) & days_of(*other))


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        (UnitKind.CENTRE, {*CENTRE, *OFFICERS}),
        (
            UnitKind.TOWN,
            {Role.INFORMATION_OFFICER, Role.DISCIPLINE_SECRETARY, Role.TOWN_LEADER, *OFFICERS},
        ),
        (UnitKind.VILLAGE, {Role.COLLECTOR, Role.UNIT_HEAD}),
        (UnitKind.DEPARTMENT, {Role.COLLECTOR, Role.UNIT_HEAD}),
        (UnitKind.ENTERPRISE, {Role.COLLECTOR, Role.UNIT_HEAD}),
    ],
)
def test_a_role_is_given_only_where_it_is_exercised(kind, roles):
    """A collector's role on the town would reach every village."""
    assert {role for role in Role if fits(role, kind)} == roles


@pytest.mark.parametrize("role", Role)
def test_an_officer_of_the_system_holds_that_one_role_and_nothing_else(role):
    beside_it = {other for other in Role if beside(role, [other])}
    assert beside_it == ({role} if role in OFFICERS else set(BUSINESS))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("held", Role)
def test_whether_two_roles_go_together_does_not_depend_on_which_came_first(role, held):
    assert bool(beside(role, [held])) is bool(beside(held, [role]))


def test_a_refusal_names_the_role_in_the_way():
    assert beside(Role.COLLECTOR, [Role.AUDIT_OFFICER]).reason == (
        "该账号已是审计管理员，三员账号不能再有其他角色，请另设账号。"
    )


@pytest.mark.parametrize("field", PortfolioField)
@pytest.mark.parametrize("is_head", [True, False])
@pytest.mark.parametrize(
    ("group", "applies"),
    [
        (Group(UnitKind.TOWN, has_leading_group=True), True),
        (Group(UnitKind.TOWN, has_leading_group=False), False),
        (Group(UnitKind.DEPARTMENT, has_leading_group=False), False),  # the head of 财政所
        (Group(UnitKind.VILLAGE, has_leading_group=True), False),
        (Group(UnitKind.VILLAGE, has_leading_group=True, villages_too=True), True),
        (Group(UnitKind.VILLAGE, has_leading_group=False, villages_too=True), False),
    ],
)
def test_article_27_keeps_main_leaders_out_of_the_four_areas(group, applies, is_head, field):
    verdict = in_charge(group, field, is_head)

    assert bool(verdict) is not (applies and is_head and field in NOT_DIRECTLY_MANAGED)
    assert verdict or (verdict.article == 27 and verdict.reason.endswith("（第二十七条）。"))


def test_chinese_names_sort_by_sound():
    names = ["张晓梅", "李长河", "赵启明", "阿布都", "王树林"]
    assert sorted(names, key=sort_key) == ["阿布都", "李长河", "王树林", "张晓梅", "赵启明"]


@pytest.mark.parametrize(
    ("worked_for", "idle_for", "over"),
    [(0, 0, False), (3600, 1800, False), (3600, 1801, True), (12 * 3600, 0, False), (12 * 3600 + 1, 0, True)],
)
def test_a_login_ends_after_thirty_idle_minutes_or_twelve_hours(worked_for, idle_for, over):
    now = 1_000_000.0
    assert session_over(now, now - worked_for, now - idle_for, idle_minutes=30, absolute_hours=12) is over

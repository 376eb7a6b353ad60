"""Schemes: the default, who moves them from draft to force, and that nobody is scored anew by a change (art. 48)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from assessment import access, queries, workflow
from assessment.enums import AppliesTo, RuleKind, SchemeStatus
from assessment.imports import load_default
from assessment.models import Scheme, SchemeItem, Sheet
from assessment.workflow.schemes import COPIED
from core import clock
from core.gates import Role
from core.verdict import Refusal
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NAME = "村级评分细则"


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(TODAY):
        yield


@pytest.fixture
def sample(db) -> Scheme:
    return queries.scheme_in_force()


def item(points, text="A1 会议", **more) -> dict:
    return {"group": "A", "text": text, "points": Decimal(points)} | more


TWO = [item(60), item(40, "A2 教育", rule_kind=RuleKind.PER_CASE, per_hit=Decimal(2))]


def drafted(by, name=NAME, **head) -> Scheme:
    return workflow.draft_scheme(by=by, **{"name": name, "items": TWO, "year_from": 2026} | head)


def changed(scheme, by, **change):
    what = {"items": TWO, "edition": scheme.edition} | change
    return workflow.change_scheme(scheme, by=by, **what)


# -- the default ----------------------------------------------------------------------------------------


def test_the_default_scheme_is_27_items_in_8_groups_that_total_100_and_is_marked_a_sample(sample):
    items = list(sample.items.all())
    assert len(items) == 27
    assert len({item.group for item in items}) == 8
    assert sum(item.points for item in items) == Decimal(100)
    assert sample.status == SchemeStatus.SAMPLE
    assert sample.source == "示例待核"


def test_the_items_of_the_default_say_how_they_are_scored(sample):
    how = {item.text.split()[0]: item.how for item in sample.items.all()}
    assert how["B2"] == "每件扣0.5分，扣完为止"
    assert how["C4"] == "满分2分，迟报1分，最低0分"
    assert how["H3"] == "每件扣2分，扣完为止"
    assert how["F1"] == "每件扣0.5分，扣完为止"
    assert how["A2"] == "人工评定"


def test_a_sample_from_before_the_kinds_learns_them_and_a_scheme_of_the_town_keeps_its_own(sample, zhang):
    own = drafted(zhang, items=[item(100, "B2 公开承诺书签订并公示")])
    sample.items.update(rule_kind=RuleKind.MANUAL, per_hit=None, article=None, known_by="", grades=[])
    load_default()
    assert sample.items.get(text__startswith="B2").how == "每件扣0.5分，扣完为止"
    assert own.items.get().how == "人工评定"


# -- drafting and changing ------------------------------------------------------------------------------


def test_a_scheme_of_99_points_is_refused_and_nothing_is_saved(zhang):
    with pytest.raises(Refusal, match="合计应为100分，现为99分，还差1分"):
        drafted(zhang, items=[item(60), item(39, "A2")])
    assert not Scheme.objects.filter(name=NAME).exists()


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ([item(60), item(40)], "写了两次"),
        ([item(100, rule_kind=RuleKind.PER_CASE)], "A1 会议：“按件扣减到零”的项要填"),
        ([item(100, rule_kind=RuleKind.GRADED, grades=[["优秀", "100"]])], "A1 会议：每档的分值"),
    ],
)
def test_items_that_do_not_hold_are_refused_by_name(zhang, items, why):
    with pytest.raises(Refusal, match=why):
        drafted(zhang, items=items)


def test_drafting_a_name_again_makes_its_next_version_and_keeps_the_old(zhang):
    drafted(zhang), drafted(zhang)
    assert list(Scheme.objects.filter(name=NAME).values_list("version", flat=True)) == [2, 1]


def test_a_copy_has_every_item_as_it_was_and_leaves_the_origin_alone(sample, zhang):
    before = as_stored(sample)
    made = workflow.copy_scheme(
        sample, by=zhang, name=sample.name, applies_to=AppliesTo.VILLAGE, year_from=2027
    )
    assert (made.status, made.version, made.applies_to, made.year_from) == ("draft", 2, "village", 2027)
    assert (made.drafted_by, made.deduct_from) == (zhang, sample.deduct_from)
    assert contents(made) == contents(sample)
    assert as_stored(sample) == before


def contents(scheme) -> list[dict]:
    rows = scheme.items.values(*COPIED, "position")
    return list(rows)


def as_stored(scheme) -> tuple:
    """Whatever is stored about a scheme, to compare."""
    head = Scheme.objects.filter(pk=scheme.pk).values().get()
    return head, list(SchemeItem.objects.filter(scheme=scheme).order_by("pk").values())


def test_a_change_replaces_the_draft_and_whoever_changed_it_has_drafted_it(zhang, qian):
    scheme = changed(drafted(zhang), qian, items=[item(100)], name="新名称")
    assert [item.points for item in scheme.items.all()] == [Decimal(100)]
    assert (scheme.name, scheme.version, scheme.drafted_by, scheme.edition) == ("新名称", 1, qian, 2)


def test_a_name_that_is_taken_makes_the_draft_its_next_version(zhang):
    drafted(zhang)
    assert changed(drafted(zhang, "另一份"), zhang, name=NAME).version == 2


def test_a_change_over_somebody_elses_is_refused(zhang, qian):
    scheme = drafted(zhang)
    changed(scheme, qian, items=[item(100)])
    with pytest.raises(Refusal, match="别人已经改过"):
        changed(scheme, zhang)
    assert scheme.items.count() == 1


def test_a_change_below_100_leaves_the_draft_as_it_was(zhang):
    scheme = drafted(zhang)
    before = as_stored(scheme)
    with pytest.raises(Refusal, match="还差40分"):
        changed(scheme, zhang, items=[item(60)])
    assert as_stored(scheme) == before


def test_a_dropped_draft_is_gone(zhang, qian):
    scheme = drafted(zhang)
    workflow.drop_scheme(scheme, by=qian)
    assert not Scheme.objects.filter(pk=scheme.pk).exists()


# -- into force -----------------------------------------------------------------------------------------


def test_putting_into_force_retires_the_former_one_for_the_same_units_only(zhang, sun):
    for_all = workflow.put_into_force(drafted(zhang, "全部"), by=sun)
    former = workflow.put_into_force(drafted(zhang, applies_to=AppliesTo.VILLAGE), by=sun)
    newer = workflow.put_into_force(drafted(zhang, applies_to=AppliesTo.VILLAGE), by=sun)
    found = dict(Scheme.objects.exclude(status=SchemeStatus.SAMPLE).values_list("pk", "status"))
    assert found == {for_all.pk: "in_force", former.pk: "retired", newer.pk: "in_force"}
    assert (newer.enforced_by, newer.enforced_on) == (sun, TODAY)


def test_nobody_puts_into_force_what_they_drafted_or_changed_last(zhang, sun, town):
    scheme = drafted(sun)
    with pytest.raises(Refusal, match="另一位镇纪委书记"):
        workflow.put_into_force(scheme, by=sun)
    other = UserFactory(person__unit=town, role=Role.DISCIPLINE_SECRETARY)
    assert access.may_put_into_force(other, scheme, 2026)
    scheme = changed(scheme, zhang)  # the officer takes it over
    assert workflow.put_into_force(scheme, by=sun).status == SchemeStatus.IN_FORCE


def test_a_scheme_for_next_year_waits_for_next_year(zhang, sun):
    scheme = drafted(zhang, year_from=2027)
    with pytest.raises(Refusal, match="2027年1月1日起才能施行"):
        workflow.put_into_force(scheme, by=sun)
    with clock.at(date(2027, 1, 1)):
        assert workflow.put_into_force(scheme, by=sun).status == SchemeStatus.IN_FORCE


def test_the_database_holds_one_in_force_for_the_same_units_and_two_pairs_of_eyes(zhang, sun):
    workflow.put_into_force(drafted(zhang), by=sun)
    with pytest.raises(IntegrityError, match="scheme_one_in_force|applies_to"), transaction.atomic():
        Scheme.objects.create(name="另一份", status=SchemeStatus.IN_FORCE)
    with pytest.raises(IntegrityError, match="scheme_enforced_by_another"), transaction.atomic():
        Scheme.objects.create(name="另一份", drafted_by=sun, enforced_by=sun)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule_kind": RuleKind.PER_CASE},
        {"rule_kind": RuleKind.PER_OCCURRENCE, "per_hit": Decimal(0)},
        {"per_hit": Decimal(1)},
        {"article": 52},
        {"article": 0},
    ],
)
def test_the_database_holds_prices_where_something_is_counted_and_articles_that_exist(sample, wrong):
    with pytest.raises(IntegrityError, match="schemeitem_"), transaction.atomic():
        sample.items.create(position=99, **item(1, "Z1") | wrong)


# -- who, and when --------------------------------------------------------------------------------------

ALLOWED = {  # the moves of a scheme that 张 drafted, by who asks and how it stands; all others are refused
    "draft": {"zhang": "copy change drop try", "sun": "copy change drop try put_into_force"},
    "sample": {"zhang": "copy", "sun": "copy"},
    "in_force": {"zhang": "copy", "sun": "copy retire"},
    "retired": {"zhang": "copy", "sun": "copy"},
}
EVERYBODY = ("zhang", "sun", "li", "zhou", "zhao", "wu", "zheng", "feng", "chen")


def test_the_truth_table_of_status_and_move_and_role(request, zhang):
    scheme, found = drafted(zhang), {}
    for status in ALLOWED:
        scheme.status = status
        for who in EVERYBODY:
            user = request.getfixturevalue(who)
            may = [verb for verb, ask in access.SCHEME_ASKED.items() if ask(user, scheme)]
            may += ["put_into_force"] * bool(access.may_put_into_force(user, scheme, 2026))
            if may:
                found.setdefault(status, {})[who] = set(may)
    assert found == {
        status: {who: set(verbs.split()) for who, verbs in people.items()}
        for status, people in ALLOWED.items()
    }


@pytest.mark.parametrize("who", ["li", "zhou", "zhao", "wu", "zheng"])
def test_nobody_but_the_discipline_office_moves_a_scheme(request, zhang, who):
    user, scheme = request.getfixturevalue(who), drafted(zhang)
    copied = {"name": "x", "applies_to": "every", "year_from": 2027}
    moves = [
        lambda: drafted(user),
        lambda: workflow.copy_scheme(scheme, by=user, **copied),
        lambda: changed(scheme, user),
        lambda: workflow.drop_scheme(scheme, by=user),
        lambda: workflow.put_into_force(scheme, by=user),
    ]
    for move in moves:
        with pytest.raises(Refusal, match="镇纪委"):
            move()
    with pytest.raises(Refusal, match="镇纪委书记"):
        workflow.open_year(2026, by=user)


def test_an_information_officer_neither_enforces_nor_retires_nor_opens_a_year(zhang, qian, sun):
    scheme = drafted(zhang)
    with pytest.raises(Refusal, match="镇纪委书记"):
        workflow.put_into_force(scheme, by=qian)
    scheme = workflow.put_into_force(scheme, by=sun)
    with pytest.raises(Refusal, match="镇纪委书记"):
        workflow.retire_scheme(scheme, by=qian)
    with pytest.raises(Refusal, match="镇纪委书记"):
        workflow.open_year(2026, by=qian)


# -- what a year is scored by ---------------------------------------------------------------------------


def scored_by(year, sun) -> dict[str, str]:
    workflow.open_year(year, by=sun)
    sheets = Sheet.objects.filter(year=year).select_related("unit", "scheme").prefetch_related("lines")
    assert all(sheet.lines.count() == sheet.scheme.items.count() for sheet in sheets)
    return {sheet.unit.short_name: sheet.scheme.name for sheet in sheets}


def test_each_group_is_scored_by_its_own_scheme_and_the_others_by_the_one_for_all(town, zhang, sun):
    workflow.put_into_force(drafted(zhang, "全部"), by=sun)
    village = workflow.put_into_force(drafted(zhang, applies_to=AppliesTo.VILLAGE), by=sun)
    assert scored_by(2026, sun) == {"西山村": NAME, "东沟村": NAME, "财政所": "全部", "民政办": "全部"}
    workflow.retire_scheme(village, by=sun)
    assert set(scored_by(2027, sun).values()) == {"全部"}


def test_without_a_scheme_for_all_the_sample_stands_behind_and_a_draft_never(town, zhang, sun, sample):
    drafted(zhang, "还在起草")
    workflow.put_into_force(drafted(zhang, applies_to=AppliesTo.VILLAGE), by=sun)
    found = scored_by(2026, sun)
    assert found == {"西山村": NAME, "东沟村": NAME, "财政所": sample.name, "民政办": sample.name}


def test_a_year_before_the_first_one_of_a_scheme_is_not_scored_by_it(town, zhang, sun, sample):
    workflow.put_into_force(drafted(zhang), by=sun)
    assert set(scored_by(2025, sun).values()) == {sample.name}


def test_a_scheme_that_a_sheet_uses_is_not_changed_even_as_a_draft(town, zhang, sun, xishan):
    scheme = drafted(zhang)
    xishan.sheets.create(scheme=scheme, year=2026, opened_on=TODAY)
    before = as_stored(scheme)
    with pytest.raises(Refusal, match="请复制一份"):
        changed(scheme, zhang)
    with pytest.raises(Refusal, match="请复制一份"):
        workflow.drop_scheme(scheme, by=zhang)
    assert as_stored(scheme) == before

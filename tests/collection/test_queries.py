"""Who sees an item, and what the form says to those who may not."""

from datetime import date, timedelta
from itertools import product

import pytest

from collection import queries
from collection.enums import FormStatus, HandedTo, ItemStatus
from collection.models import HandOver
from core.gates import Role
from tests.collection.conftest import TODAY
from tests.factories import (
    AppointmentFactory,
    FormFactory,
    ItemFactory,
    PeriodFactory,
    PersonFactory,
    PostFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

CAST = ("zhou", "zhang", "qian", "sun", "li", "wang", "zhao", "wu", "zheng", "feng", "chen")
TOWN = {"zhang", "qian", "sun"}


@pytest.fixture
def cast(request, town):
    return {who: request.getfixturevalue(who) for who in CAST}


def seeing(cast, item) -> set:
    return {who for who, user in cast.items() if item in queries.items_visible_to(user)}


def knowing_nil(cast, form) -> set:
    return {
        who for who, user in cast.items() if queries.forms_visible_to(user).filter(pk=form.pk, shown_nil=True)
    }


# -- items -----------------------------------------------------------------------------------------------


def test_a_reported_item_is_for_its_collector_and_the_discipline_body(cast, xishan):
    assert seeing(cast, ItemFactory(reported=True, unit=xishan)) == {"zhou", *TOWN}


def test_article_36_a_direct_points_item_goes_past_the_town(cast, enterprise):
    firm = UserFactory(unit=enterprise, role=Role.COLLECTOR)

    assert seeing(cast | {"firm": firm}, ItemFactory(reported=True, unit=enterprise)) == {"firm", "wu"}


def test_an_item_that_names_discipline_staff_goes_to_the_centre(cast, xishan):
    item = ItemFactory(reported=True, unit=xishan, about=cast["qian"].person)

    assert seeing(cast, item) == {"zhou", "wu"}
    assert item not in queries.to_triage(cast["zhang"])
    assert list(queries.to_triage(cast["wu"])) == [item]


def test_so_does_one_about_the_post_of_discipline_staff(cast, xishan, town):
    post = PostFactory(unit=town, name="纪委副书记")
    AppointmentFactory(person=cast["zhang"].person, post=post)

    assert seeing(cast, ItemFactory(reported=True, unit=xishan, about=post)) == {"zhou", "wu"}


@pytest.mark.parametrize("status", [s for s in ItemStatus if s is not ItemStatus.DRAFT])
def test_whatever_became_of_an_item_the_same_people_see_it(status, cast, xishan):
    item = ItemFactory(reported=True, unit=xishan)
    item.status = status
    item.save()

    assert seeing(cast, item) == {"zhou", *TOWN}


def test_a_draft_is_for_the_collectors_and_whoever_typed_it(cast, xishan):
    second = UserFactory(unit=xishan, role=Role.COLLECTOR)

    by_collector = ItemFactory(unit=xishan, entered_by=cast["zhou"])
    by_officer = ItemFactory(unit=xishan, form=by_collector.form, entered_by=cast["zhang"])

    assert seeing(cast | {"second": second}, by_collector) == {"zhou", "second"}
    assert seeing(cast | {"second": second}, by_officer) == {"zhou", "second", "zhang"}


def test_a_draft_about_staff_stays_with_who_typed_it_until_it_is_reported(cast, xishan):
    item = ItemFactory(unit=xishan, entered_by=cast["zhang"], about=cast["qian"].person)
    assert seeing(cast, item) == {"zhou", "zhang"}

    item.status = ItemStatus.REPORTED
    item.save()
    assert seeing(cast, item) == {"zhou", "wu"}


def test_who_typed_a_draft_and_left_the_office_sees_it_no_more(cast, xishan):
    item = ItemFactory(unit=xishan, entered_by=cast["zhang"])
    cast["zhang"].assignments.update(ends_on=date(2026, 11, 23))

    assert seeing(cast, item) == {"zhou"}


@pytest.mark.parametrize("who", ["zhou", "zhang", "sun", "wu"])
def test_nobody_sees_an_item_that_names_him(who, cast, xishan, enterprise):
    unit = enterprise if who == "wu" else xishan
    item = ItemFactory(reported=True, unit=unit, about=cast[who].person)

    assert who not in seeing(cast, item)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "hidden"),
    [
        (date(2026, 1, 1), None, True),
        (date(2026, 11, 24), None, True),  # holds it now, the item is older
        (date(2026, 1, 1), date(2026, 11, 18), True),  # held it when the thing was found
        (date(2026, 1, 1), date(2026, 11, 17), False),
        (date(2026, 11, 25), None, False),
    ],
)
def test_nobody_sees_an_item_about_a_post_he_holds_or_held_then(starts_on, ends_on, hidden, cast, xishan):
    post = PostFactory(unit=xishan, name="报账员")
    AppointmentFactory(person=cast["zhou"].person, post=post, starts_on=starts_on, ends_on=ends_on)

    item = ItemFactory(reported=True, unit=xishan, about=post)

    assert ("zhou" not in seeing(cast, item)) is hidden


def test_every_reported_item_is_judged_by_one_body_and_no_other(cast, xishan, enterprise, town):
    """Whatever it is about and wherever it comes from: never by nobody, never by both."""
    post = PostFactory(unit=town, name="纪委书记")
    AppointmentFactory(person=cast["sun"].person, post=post)
    subjects = (None, PersonFactory(unit=xishan), cast["sun"].person, PostFactory(unit=xishan), post)
    items = [
        ItemFactory(
            form__status=FormStatus.SUBMITTED,
            form__is_nil=False,
            form__period=PeriodFactory(code=f"{2000 + n}Q1"),
            status=ItemStatus.REPORTED,
            unit=unit,
            about=subject,
        )
        for n, (unit, subject) in enumerate(product((xishan, enterprise), subjects))
    ]

    judges = [{who for who, user in cast.items() if item in queries.judged_by(user)} for item in items]

    assert all(found in (TOWN, {"wu"}) for found in judges)
    assert [found == TOWN for found in judges] == [True, True, False, True, False] + [False] * 5


def test_only_items_to_judge_wait_for_triage(cast, xishan):
    item = ItemFactory(reported=True, unit=xishan)
    ItemFactory(reported=True)  # of a village in no town of ours

    assert {who: list(queries.to_triage(user)) for who, user in cast.items() if queries.to_triage(user)} == {
        who: [item] for who in TOWN
    }


# -- that a form was filed --------------------------------------------------------------------------------


def test_a_form_is_known_to_its_unit_and_to_those_above(cast, xishan):
    form = FormFactory(unit=xishan)

    known = {who for who, user in cast.items() if form in queries.forms_visible_to(user)}

    assert known == {"zhou", "li", *TOWN, "zhao", "wu"}


def test_a_collector_of_the_unit_above_does_not_see_the_forms_below(town, xishan):
    above = UserFactory(unit=town, role=Role.COLLECTOR)

    assert not queries.forms_visible_to(above).filter(pk=FormFactory(unit=xishan).pk).exists()


def test_a_head_is_not_told_whether_there_was_anything(cast, xishan):
    nil = FormFactory(unit=xishan, status=FormStatus.SUBMITTED)

    assert knowing_nil(cast, nil) == {"zhou", *TOWN, "zhao", "wu"}


@pytest.mark.parametrize("status", [FormStatus.OPEN, FormStatus.RETURNED, FormStatus.STOPPED])
def test_a_form_that_is_not_filed_says_nothing_of_it(status, cast, xishan):
    assert knowing_nil(cast, FormFactory(unit=xishan, status=status, is_nil=True)) == set()


def test_a_hidden_item_does_not_show_itself_by_its_absence(cast, xishan):
    """镇纪委 sees no item and 无情况, as of any other form without items; the leaders and the centre know better."""
    item = ItemFactory(reported=True, unit=xishan, about=cast["qian"].person)

    assert knowing_nil(cast, item.form) == TOWN


def test_the_town_is_not_told_of_a_direct_points_nothing(cast, enterprise):
    assert knowing_nil(cast, FormFactory(unit=enterprise, status=FormStatus.ACCEPTED)) == {"zhao", "wu"}


def test_the_history_is_newest_first_and_counts_what_the_reader_may_see(cast, xishan):
    for code in ("2026Q2", "2026Q4", "2026Q3"):
        FormFactory(unit=xishan, period__code=code, status=FormStatus.ACCEPTED, is_nil=False)
    form = xishan.forms.get(period__code="2026Q4")
    for about in (None, cast["zhou"].person, cast["qian"].person):
        ItemFactory(unit=xishan, form=form, status=ItemStatus.REPORTED, about=about)

    def history(who):
        return [(row.period.code, row.items_seen) for row in queries.history_of(xishan, cast[who])]

    assert history("zhou") == [("2026Q4", 2), ("2026Q3", 0), ("2026Q2", 0)]
    assert history("zhang") == [("2026Q4", 2), ("2026Q3", 0), ("2026Q2", 0)]
    assert history("li") == [("2026Q4", 0), ("2026Q3", 0), ("2026Q2", 0)]
    assert history("wang") == []


def test_the_form_to_think_of_is_the_oldest_unfiled_or_the_last_filed(zhou, xishan):
    assert queries.current_form(zhou) is None
    stopped = FormFactory(unit=xishan, period__code="2027Q1", status=FormStatus.STOPPED)
    filed = FormFactory(unit=xishan, period__code="2026Q2", status=FormStatus.ACCEPTED)
    assert queries.current_form(zhou) == filed != stopped
    late = FormFactory(unit=xishan, period__code="2026Q3", period__due_on=date(2026, 10, 8))
    FormFactory(unit=xishan, period__code="2026Q4")
    assert queries.current_form(zhou) == late


def test_an_officer_chases_what_is_overdue_and_may_be_typed(zhang, wu, xishan, enterprise):
    past = PeriodFactory(code="2026Q3", due_on=date(2026, 10, 8))
    late, direct = FormFactory(unit=xishan, period=past), FormFactory(unit=enterprise, period=past)
    FormFactory(unit=xishan)

    assert list(queries.to_chase(zhang, TODAY)) == [late]
    assert list(queries.to_chase(wu, TODAY)) == [direct]
    assert not queries.to_chase(zhang, past.due_on)


def test_what_waits_to_be_accepted_is_not_what_one_typed(zhang, qian, wu, xishan, enterprise):
    typed = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, filled_by=zhang)
    direct = FormFactory(unit=enterprise, status=FormStatus.SUBMITTED)

    assert [list(queries.to_receive(user)) for user in (zhang, qian, wu)] == [[], [typed], [direct]]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("on_time", {"nil", "filed"}),
        ("late", {"late"}),
        ("overdue", {"overdue"}),
        ("nil", {"nil", "late"}),
        ("to_receive", {"filed"}),
    ],
)
def test_the_list_is_narrowed_by_how_it_was_reported(
    what, expected, zhang, xishan, donggou, caizheng, minzheng
):
    past = PeriodFactory(code="2026Q3", due_on=date(2026, 10, 8))
    forms = {
        "nil": FormFactory(unit=xishan, status=FormStatus.ACCEPTED),
        "filed": FormFactory(unit=donggou, status=FormStatus.SUBMITTED, is_nil=False),
        "late": FormFactory(unit=caizheng, period=past, status=FormStatus.ACCEPTED),
        "overdue": FormFactory(unit=minzheng, period=past),
        "open": FormFactory(unit=minzheng),
        "stopped": FormFactory(unit=xishan, period=past, status=FormStatus.STOPPED),
    }
    ItemFactory(unit=donggou, form=forms["filed"], status=ItemStatus.REPORTED)

    found = set(queries.reported(queries.forms_visible_to(zhang), what, zhang, TODAY))

    assert found == {forms[name] for name in expected}


@pytest.mark.parametrize(
    ("handed_to", "known"),
    [(HandedTo.TOWN, {"zhou", *TOWN}), (HandedTo.ABOVE, {"zhou", "wu"})],
)
def test_a_hand_over_is_known_to_the_collector_and_to_who_received_it(handed_to, known, cast, xishan):
    form = FormFactory(unit=xishan)
    row = HandOver.objects.create(form=form, handed_on=TODAY, handed_to=handed_to, by=cast["zhou"])

    assert {who for who, user in cast.items() if row in queries.hand_overs_of(form, user)} == known


# -- what an item may be about ---------------------------------------------------------------------------


def codes(unit, user, item=None) -> dict:
    groups = queries.subjects_for(
        unit, user, besides=item or ItemFactory.build(unit=unit, form=None, entered_by=user)
    )
    return {group: [str(thing) for thing in things.values()] for group, things in groups.items()}


def test_the_subjects_are_the_own_unit_with_its_posts_and_people_and_the_others_by_name(
    zhou, zhang, xishan, donggou
):
    post = PostFactory(unit=xishan, name="出纳")
    PostFactory(unit=donggou, name="出纳")
    PersonFactory(unit=donggou, name="东沟的人")
    PersonFactory(unit=xishan, name="西山的人")

    found = codes(xishan, zhou)

    assert found["本单位"] == ["西山村"]
    assert found["本单位岗位"] == [str(post)]
    assert set(found["本单位人员"]) == {"西山的人", "西山村监委会主任", "西山村纪检委员"}
    assert found["镇纪委人员"] == ["张晓梅"]
    assert "东沟村" in found["其他单位"]
    assert "东沟的人" not in str(found)


def test_nobody_can_choose_himself_or_his_own_post(zhou, xishan):
    post = PostFactory(unit=xishan, name="文书")
    AppointmentFactory(person=zhou.person, post=post)

    found = codes(xishan, zhou)

    assert found["本单位岗位"] == []
    assert "周小燕" not in found["本单位人员"]


def test_a_point_without_a_town_above_it_still_has_subjects(centre):
    firm = UserFactory(unit__parent=centre, unit__enterprise=True, role=Role.COLLECTOR)

    assert codes(firm.person.unit, firm)["本单位"] == [str(firm.person.unit)]


def test_what_an_item_names_can_still_be_chosen_when_it_has_moved_away(zhou, xishan, donggou):
    person = PersonFactory(unit=xishan, name="调走的人")
    item = ItemFactory(unit=xishan, about=person)
    person.unit = donggou
    person.save()

    assert codes(xishan, zhou, item)["原来所填"] == ["调走的人"]


def test_a_role_that_ended_sees_nothing(xishan):
    former = UserFactory(unit=xishan)
    RoleAssignmentFactory(user=former, role=Role.COLLECTOR, unit=xishan, ends_on=TODAY - timedelta(1))
    item = ItemFactory(reported=True, unit=xishan, entered_by=former)

    assert not queries.items_visible_to(former).exists()
    assert not queries.forms_visible_to(former).filter(pk=item.form_id).exists()

"""A warning on the town itself: nobody is given the role of a head there, so the holders of its main posts answer."""

from datetime import date

import pytest

from core import clock
from core.gates import Role
from core.verdict import Refusal
from deadlines import sweep
from earlywarnings import access, queries, workflow
from earlywarnings.enums import Status
from notifications.models import Notification
from tests.factories import AppointmentFactory, ItemFactory, PersonFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 10)


@pytest.fixture
def mayor(town):
    """镇长, one of the 镇领导, who holds a main post."""
    person = PersonFactory(name="马镇长", unit=town, title="镇长")
    AppointmentFactory(person=person, post=PostFactory(unit=town, name="镇长", is_head=True))
    return UserFactory(person=person, role=Role.TOWN_LEADER)


@pytest.fixture
def served(wu, han, town, content):
    with clock.at(TODAY):
        warning = workflow.draft([], by=wu, unit=town, **content | {"source_note": "巡察反馈。"})
        workflow.submit(warning, by=wu)
        workflow.approve(warning, by=han)
        workflow.sign(warning, by=han)
        return workflow.deliver(warning, by=wu, way="in_person")


def test_article_41_the_town_signs_no_warning_on_itself(through, sun, zhang, town):
    warning = through("approve", unit=town)
    with pytest.raises(Refusal, match="对镇本级的预警由上级纪检监察机关签发，请报上级。"):
        workflow.sign(warning, by=sun)
    assert workflow.report_up(warning, by=zhang).status == Status.REPORTED_UP


def test_the_holder_of_the_main_post_signs_for_and_answers(served, mayor, zhao, sun, told):
    with clock.at(TODAY):
        assert not access.may_sign_for(zhao, served)
        warning = workflow.sign_for(served, by=mayor)
        assert not access.may_answer(zhao, warning)
        response = workflow.answer(warning, by=mayor, causes={"duty": "失察。"})
    assert (warning.delivery.signed_for_by, response.head_name) == ("马镇长", "马镇长")
    assert served.notice.snapshot["addressed_as"] == "你镇"


def test_it_is_told_to_the_main_post_and_to_no_other_leader(mayor, zhao, served, told):
    assert told("delivered") == "马"


def test_whoever_answers_for_the_town_sees_nothing_of_it_before(wu, han, town, content, mayor, zhao):
    warning = workflow.draft([], by=wu, unit=town, **content | {"source_note": "巡察反馈。"})
    workflow.submit(warning, by=wu)
    workflow.approve(warning, by=han)
    warning = workflow.sign(warning, by=han)
    assert warning not in queries.visible_to(mayor)


def test_the_main_post_is_reminded(served, mayor, zhao):
    with clock.at(TODAY):
        workflow.sign_for(served, by=mayor)
    sweep.run(date(2026, 12, 5))
    line = Notification.objects.get(key__startswith="deadline:")
    assert line.recipient == mayor


def test_where_no_holder_has_an_account_the_upper_body_types_it(served, wu, zhao):
    with clock.at(TODAY):
        assert not access.may_sign_for(zhao, served)
        warning = workflow.sign_for(served, by=wu, signed_for_by="党委书记")
    assert warning.received_on == TODAY


def test_a_post_that_is_over_answers_for_nothing(served, mayor):
    mayor.person.appointments.update(ends_on=date(2026, 11, 1))
    with clock.at(TODAY):
        assert not access.may_sign_for(mayor, served)


def test_on_somebody_who_works_in_the_town_the_main_post_adds_the_opinion(through, mayor, town, zhang):
    clerk = UserFactory(person=PersonFactory(name="林干事", unit=town), role=Role.TOWN_LEADER)
    with clock.at(TODAY):
        warning = through("sign", unit=town, person=clerk.person)
        assert warning not in queries.visible_to(mayor)
        workflow.deliver(warning, by=zhang, way="in_person")
        workflow.sign_for(warning, by=clerk)
        workflow.answer(warning, by=clerk, causes={"duty": "失察。"})
        warning.refresh_from_db()
        assert access.may_add_opinion(mayor, warning)
        assert not access.may_add_opinion(zhang, warning)


def test_items_about_the_town_are_drafted_from_as_others(zhang, town, content):
    item = ItemFactory(reported=True, unit=town.children.first(), about=town)
    assert workflow.draft([item], by=zhang, unit=town, **content).unit == town

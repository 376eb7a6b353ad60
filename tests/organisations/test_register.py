"""Keeping the register: units, people, posts, who is in charge of what."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import AuditEvent
from audit.sentences import sentence
from core import clock, registries
from core.verdict import Refusal
from organisations import queries, workflow
from organisations.enums import PortfolioField, UnitKind
from organisations.models import Appointment, Portfolio, Unit
from tests.factories import AppointmentFactory, PersonFactory, PortfolioFactory, PostFactory, UnitFactory

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def mayor(town):
    """The town's main leader: holds the post marked 主要负责人."""
    person = PersonFactory(unit=town, name="韩志远")
    AppointmentFactory(person=person, post=PostFactory(unit=town, name="镇长", is_head=True))
    return person


@pytest.fixture
def villages_too(monkeypatch):
    monkeypatch.setattr(registries, "setting_sources", registries.Registry([lambda key: True]))


def last_sentence() -> str:
    return sentence(AuditEvent.objects.first())


# -- units -----------------------------------------------------------------------------------------------


def test_an_information_officer_adds_a_unit_to_the_town(town, zhang):
    unit = workflow.create_unit(
        by=zhang, parent=town, name="七道江镇南岔村", short_name="南岔村", kind=UnitKind.VILLAGE
    )

    assert unit.active_from == TODAY
    assert last_sentence() == "登记了单位南岔村"


def test_nobody_adds_a_unit_beside_the_town(zhang, centre):
    with pytest.raises(Refusal, match="由所在镇的预警信息员维护"):
        workflow.create_unit(by=zhang, parent=centre, name="别的镇", short_name="别的镇", kind=UnitKind.TOWN)


def test_changing_a_unit_says_what_changed_but_not_to_what(xishan, zhang):
    workflow.change_unit(xishan, by=zhang, version=1, short_name="西山", position=3)

    xishan.refresh_from_db()
    assert (xishan.short_name, xishan.version) == ("西山", 2)
    assert last_sentence() == "修改了单位西山：简称、顺序"


def test_a_unit_is_not_changed_from_an_old_form(xishan, zhang):
    workflow.change_unit(xishan, by=zhang, version=1, position=3)

    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.change_unit(xishan, by=zhang, version=1, position=4)


def test_a_unit_does_not_move_below_itself(zhang, town, caizheng):
    below = UnitFactory(parent=caizheng)

    with pytest.raises(Refusal, match="自己的下级"):
        workflow.change_unit(caizheng, by=zhang, parent=below)


def test_branches_list_every_unit_once_below_its_parent(town, centre):
    gone = UnitFactory(parent=town, short_name="撤销办", active_until=TODAY - timedelta(days=1))

    branches = {title: [unit.short_name for unit in units] for title, units in queries.branches()}

    assert branches == {
        "最上级": ["预警中心"],
        "预警中心": ["七道江镇"],
        "七道江镇": ["西山村", "东沟村", "财政所", "民政办", "建材公司"],
    }
    assert gone.short_name not in str(branches)


# -- people and posts ------------------------------------------------------------------------------------


def test_a_person_gets_a_sort_key_and_keeps_it_right(town, zhang):
    person = workflow.add_person(town, by=zhang, name="张晓梅")
    assert person.sort_key == "zhang1 xiao3 mei2"

    workflow.change_person(person, by=zhang, name="李晓梅")
    person.refresh_from_db()
    assert person.sort_key == "li3 xiao3 mei2"


def test_a_person_moves_only_between_units_one_keeps(xishan, centre, zhang):
    person = PersonFactory(unit=xishan)

    with pytest.raises(Refusal, match="预警中心的登记"):
        workflow.change_person(person, by=zhang, unit=centre)


def test_appointing_someone_marks_the_post_as_changed_for_article_15(xishan, zhang):
    post = PostFactory(unit=xishan, name="会计")
    person = PersonFactory(unit=xishan, name="孟秀兰")

    workflow.appoint(person, post, by=zhang, on=TODAY)

    post.refresh_from_db()
    assert post.changed_on == TODAY
    assert last_sentence() == "任命孟秀兰为西山村·会计"


def test_a_main_post_has_one_holder_at_a_time(xishan, li, zhang):
    post = li.person.appointments.get().post

    with pytest.raises(Refusal, match="李长河自2020年1月1日起任西山村·党支部书记，任期与此重叠"):
        workflow.appoint(PersonFactory(unit=xishan), post, by=zhang, on=TODAY)


def test_after_a_dismissal_the_main_post_is_free_the_next_day(xishan, li, zhang):
    appointment = li.person.appointments.get()
    workflow.dismiss(appointment, by=zhang, on=TODAY)
    assert last_sentence() == "免去李长河的西山村·党支部书记"

    successor = PersonFactory(unit=xishan)
    workflow.appoint(successor, appointment.post, by=zhang, on=TODAY + timedelta(days=1))

    assert queries.head_of(xishan, TODAY) == li.person
    assert queries.head_of(xishan, TODAY + timedelta(days=1)) == successor


def test_an_ordinary_post_has_several_holders_but_nobody_twice(xishan, zhang):
    post, one, other = PostFactory(unit=xishan), PersonFactory(unit=xishan), PersonFactory(unit=xishan)
    workflow.appoint(one, post, by=zhang, on=TODAY)
    workflow.appoint(other, post, by=zhang, on=TODAY)

    with pytest.raises(Refusal, match="任期与此重叠"):
        workflow.appoint(one, post, by=zhang, on=TODAY + timedelta(days=9))
    assert Appointment.objects.count() == 2


@pytest.mark.parametrize("on", [TODAY, TODAY + timedelta(days=1)])
def test_nobody_is_dismissed_twice(on, li, zhang):
    appointment = li.person.appointments.get()
    workflow.dismiss(appointment, by=zhang, on=TODAY - timedelta(days=1))
    workflow_day = TODAY - timedelta(days=1)

    with pytest.raises(Refusal, match="无需再免"):
        workflow.dismiss(appointment, by=zhang, on=on)
    assert Appointment.objects.get().ends_on == workflow_day


# -- art. 27 and 18 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["finance", "personnel", "procurement", "projects"])
def test_article_27_refuses_a_main_leader_who_would_manage_one_of_the_four_areas(field, town, mayor, zhang):
    with pytest.raises(Refusal, match="党政正职不直接分管本单位的") as refusal:
        workflow.put_in_charge(mayor, town, by=zhang, field=field, on=TODAY)

    assert refusal.value.verdict.article == 27
    assert not mayor.portfolios.exists()


@pytest.mark.parametrize("field", ["finance", "projects"])
def test_article_27_refuses_a_new_main_leader_who_still_manages_one_of_them(field, town, zhang):
    deputy = PersonFactory(unit=town, name="韩志远")
    PortfolioFactory(person=deputy, field=field)
    post = PostFactory(unit=town, name="镇长", is_head=True)

    with pytest.raises(Refusal, match="韩志远现分管") as refusal:
        workflow.appoint(deputy, post, by=zhang, on=TODAY)
    assert refusal.value.verdict.article == 27


def test_article_27_refuses_to_make_the_post_of_such_a_person_a_main_one(town, zhang):
    deputy = PersonFactory(unit=town, name="韩志远")
    PortfolioFactory(person=deputy, field=PortfolioField.FINANCE)
    post = AppointmentFactory(person=deputy).post

    with pytest.raises(Refusal, match="韩志远现分管财务"):
        workflow.change_post(post, by=zhang, is_head=True)


def test_article_27_refuses_to_mark_a_unit_whose_main_leader_manages_one_of_them(zhang, caizheng):
    head = PersonFactory(unit=caizheng, name="韩志远")
    AppointmentFactory(person=head, post=PostFactory(unit=caizheng, is_head=True))
    workflow.put_in_charge(head, caizheng, by=zhang, field=PortfolioField.FINANCE, on=TODAY)

    with pytest.raises(Refusal, match="韩志远现分管财务"):
        workflow.change_unit(caizheng, by=zhang, has_leading_group=True)


def test_article_27_lets_the_head_of_a_department_without_a_leading_group_manage_its_money(zhang, caizheng):
    head = PersonFactory(unit=caizheng)
    AppointmentFactory(person=head, post=PostFactory(unit=caizheng, is_head=True))

    assert workflow.put_in_charge(head, caizheng, by=zhang, field=PortfolioField.FINANCE, on=TODAY).pk


def test_article_27_lets_the_deputies_manage_what_the_main_leader_does_not(town, mayor, zhang):
    deputy = PersonFactory(unit=town, name="孟凡")

    workflow.put_in_charge(deputy, town, by=zhang, field=PortfolioField.FINANCE, on=TODAY)
    workflow.put_in_charge(mayor, town, by=zhang, field=PortfolioField.OTHER, on=TODAY)

    assert Portfolio.objects.filter(field="finance").get().person == deputy


def test_article_27_looks_at_the_days_a_post_and_a_portfolio_share(town, mayor, zhang):
    appointment = mayor.appointments.get()
    workflow.dismiss(appointment, by=zhang, on=TODAY)

    workflow.put_in_charge(mayor, town, by=zhang, field=PortfolioField.FINANCE, on=TODAY + timedelta(days=1))
    with pytest.raises(Refusal, match="党政正职"):
        workflow.put_in_charge(mayor, town, by=zhang, field=PortfolioField.PROJECTS, on=TODAY)


def test_article_27_reaches_a_village_only_when_the_office_decided_so(xishan, li, zhang, villages_too):
    xishan.has_leading_group = True
    xishan.save()

    with pytest.raises(Refusal, match="党政正职"):
        workflow.put_in_charge(li.person, xishan, by=zhang, field=PortfolioField.FINANCE, on=TODAY)


def test_article_27_leaves_villages_alone_by_default(xishan, li, zhang):
    xishan.has_leading_group = True
    xishan.save()

    assert workflow.put_in_charge(li.person, xishan, by=zhang, field=PortfolioField.FINANCE, on=TODAY).pk


def test_article_18_names_one_leader_in_charge_of_a_department(town, caizheng, zhang):
    newcomer = PersonFactory(unit=town, name="孟凡")
    with pytest.raises(Refusal, match="财政所现由赵启明分管"):
        workflow.put_in_charge(
            newcomer, town, by=zhang, field=PortfolioField.DEPARTMENT, department=caizheng, on=TODAY
        )

    workflow.relieve(caizheng.overseers.get(), by=zhang, on=TODAY - timedelta(days=1))
    workflow.put_in_charge(
        newcomer, town, by=zhang, field=PortfolioField.DEPARTMENT, department=caizheng, on=TODAY
    )

    assert queries.leader_in_charge(caizheng, TODAY) == newcomer


def test_article_18_takes_the_sponsor_of_a_village(xishan, zhao):
    assert queries.leader_in_charge(xishan) == zhao.person


@pytest.mark.parametrize(
    ("field", "with_department", "why"),
    [("department", False, "须选定分管单位"), ("finance", True, "其他领域不选分管单位")],
)
def test_a_portfolio_names_a_department_exactly_when_it_is_one(
    field, with_department, why, town, minzheng, zhang
):
    person = PersonFactory(unit=town)
    department = minzheng if with_department else None
    with pytest.raises(Refusal, match=why):
        workflow.put_in_charge(person, town, by=zhang, field=field, department=department, on=TODAY)


def test_only_members_of_the_unit_are_in_charge_in_it(town, xishan, zhang):
    with pytest.raises(Refusal, match="不在七道江镇"):
        workflow.put_in_charge(
            PersonFactory(unit=xishan), town, by=zhang, field=PortfolioField.OTHER, on=TODAY
        )


def test_a_portfolio_that_has_not_begun_is_struck_off_and_its_audit_row_stays(town, zhang):
    person = PersonFactory(unit=town, name="孟凡")
    later = workflow.put_in_charge(
        person, town, by=zhang, field=PortfolioField.OTHER, on=TODAY + timedelta(days=9)
    )

    workflow.relieve(later, by=zhang, on=TODAY)

    assert not person.portfolios.exists()
    assert last_sentence() == "结束孟凡在七道江镇对其他工作的分管"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no exclusion constraints")
@pytest.mark.parametrize("table", ["appointment", "portfolio"])
def test_postgresql_refuses_overlaps_that_came_past_the_workflow(table, town, caizheng):
    row = AppointmentFactory() if table == "appointment" else caizheng.overseers.get()
    row.pk = None

    with pytest.raises(IntegrityError, match="conflicting key value"), transaction.atomic():
        row.save(force_insert=True)


def test_article_36_lists_the_units_that_report(town):
    UnitFactory(parent=town, village=True, active_from=TODAY + timedelta(days=1))
    assert [unit.short_name for unit in queries.reporting_points(TODAY)] == [
        "西山村",
        "东沟村",
        "财政所",
        "民政办",
        "建材公司",
    ]
    assert Unit.objects.get(short_name="建材公司").is_direct_point

"""The pages of the register and the accounts, through the client."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from core import clock
from core.gates import Role
from organisations import workflow
from organisations.models import Appointment, Portfolio, Post, Unit, User
from tests.factories import (
    AppointmentFactory,
    PersonFactory,
    PortfolioFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SUMMARY = "处需要修改"


def page_of(client, user, name, /, *args, **query) -> str:
    client.force_login(user)
    response = client.get(reverse(f"organisations:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def submit(client, user, name, /, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"organisations:{name}", args=args), data)


# -- what is seen ----------------------------------------------------------------------------------------


def test_the_tree_names_every_unit_but_links_only_to_those_one_sees(client, zhou, xishan, donggou):
    page = page_of(client, zhou, "units")

    assert "东沟村" in page
    assert xishan.get_absolute_url() in page
    assert donggou.get_absolute_url() not in page


@pytest.mark.parametrize("who", ["li", "zhou"])
def test_a_village_does_not_find_another_villages_page(client, who, donggou, wang, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(donggou.get_absolute_url()).status_code == 404


def test_a_village_does_not_find_the_towns_page(client, zhou, town):
    client.force_login(zhou)
    assert client.get(town.get_absolute_url()).status_code == 404


def test_the_page_of_a_village_names_its_sponsor_its_supervision_and_its_discipline_member(
    client, zhou, xishan, li
):
    page = page_of(client, zhou, "unit", xishan.pk)

    for name in ("赵启明", "西山村监委会主任", "西山村纪检委员", "李长河", "党支部书记"):
        assert name in page


@pytest.mark.parametrize(
    ("who", "sees"),
    [("zhang", True), ("sun", True), ("zhao", True), ("wu", True), ("li", False), ("zhou", False)],
)
def test_management_and_key_persons_are_shown_only_to_those_who_decide(client, who, sees, xishan, request):
    PersonFactory(unit=xishan, name="孟凡", managed_by="upper", is_key_person=True)
    page = page_of(client, request.getfixturevalue(who), "unit", xishan.pk)

    assert "孟凡" in page
    assert ("上级管理" in page, "重点对象" in page) == (sees, sees)


@pytest.mark.parametrize("who", ["zheng", "feng", "chen"])
def test_officers_are_blind_to_the_register(client, who, xishan, request):
    client.force_login(request.getfixturevalue(who))
    for name, args in [("units", []), ("unit", [xishan.pk])]:
        response = client.get(reverse(f"organisations:{name}", args=args))
        assert response.status_code == 403
        assert "您的账号没有相应角色" in response.content.decode()


def test_only_its_keeper_gets_buttons_that_change_a_unit(client, zhang, zhao, xishan, li):
    assert "登记岗位" in page_of(client, zhang, "unit", xishan.pk)
    page = page_of(client, zhao, "unit", xishan.pk)
    for word in ("登记岗位", "登记人员", "免职", "修改"):
        assert word not in page.split("<main")[1].split("</main>")[0]


def test_a_vacant_post_and_a_missing_sponsor_are_said(client, zhang, town):
    village = UnitFactory(village=True, parent=town)
    PostFactory(unit=village, name="会计")
    page = page_of(client, zhang, "unit", village.pk)

    assert "空缺" in page
    assert page.count("尚未明确") == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_a_unit_page_do_not_grow(client, count, zhang, town, django_assert_num_queries):
    for _ in range(count):
        person = PersonFactory(unit=town)
        AppointmentFactory(person=person)
        PortfolioFactory(person=person)
    client.force_login(zhang)
    client.get(reverse("organisations:me"))

    with django_assert_num_queries(14):
        response = client.get(town.get_absolute_url())
    assert response.content.decode().count("2020年1月1日起") >= 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_tree_do_not_grow(client, count, zhou, town, django_assert_num_queries):
    UnitFactory.create_batch(count, parent=town)
    client.force_login(zhou)
    with django_assert_num_queries(7):
        client.get(reverse("organisations:units"))


# -- lending a unit --------------------------------------------------------------------------------------


def test_an_inspector_sees_a_lent_unit_until_the_day_and_nothing_more(client, zhang, li, donggou, wang):
    tomorrow = clock.today() + timedelta(days=1)
    response = submit(client, zhang, "lend", donggou.pk, user=li.pk, until=tomorrow)
    assert response.url == donggou.get_absolute_url()

    page = page_of(client, li, "unit", donggou.pk)
    assert "王树林" in page
    assert "管理权限" not in page
    with clock.at(tomorrow + timedelta(days=1)):
        assert client.get(donggou.get_absolute_url()).status_code == 404


def test_a_lent_unit_is_taken_back(client, zhang, li, donggou):
    workflow.lend_unit(donggou, li, by=zhang, until=clock.today())

    submit(client, zhang, "take_back", donggou.pk, li.pk)

    client.force_login(li)
    assert client.get(donggou.get_absolute_url()).status_code == 404


def test_a_unit_is_not_lent_until_yesterday(client, zhang, li, donggou):
    page = submit(client, zhang, "lend", donggou.pk, user=li.pk, until=clock.today() - timedelta(days=1))
    assert "借至日期不能早于今天。" in page.content.decode()


# -- the forms of the register ---------------------------------------------------------------------------

NEW_UNIT = {
    "name": "七道江镇南岔村",
    "short_name": "南岔村",
    "kind": "village",
    "position": 0,
    "active_from": "2026-01-01",
}


def test_a_unit_is_registered_through_its_form(client, zhang, town):
    response = submit(client, zhang, "add_unit", parent=town.pk, **NEW_UNIT)

    unit = Unit.objects.get(short_name="南岔村")
    assert response.url == unit.get_absolute_url()
    assert unit.parent == town


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"is_direct_point": "on"}, "直报点必须同时是采集报送点。"),
        ({"name": "七道江镇西山村"}, "已存在"),
        ({"parent": ""}, "请选择上级单位。"),
    ],
)
def test_a_wrong_unit_is_refused_with_what_was_typed_still_there(client, zhang, town, change, why):
    page = submit(client, zhang, "add_unit", **({"parent": town.pk} | NEW_UNIT | change)).content.decode()

    assert why in page
    assert 'value="南岔村"' in page
    assert not Unit.objects.filter(short_name="南岔村").exists()


def test_a_department_has_no_sponsor(client, zhang, town, zhao):
    data = {"parent": town.pk} | NEW_UNIT | {"kind": "department", "sponsor": zhao.person.pk}
    assert "只有村填写" in submit(client, zhang, "add_unit", **data).content.decode()


def test_article_27_is_said_beside_the_field_with_the_rest_still_typed(client, zhang, town):
    person = PersonFactory(unit=town, name="韩志远")
    AppointmentFactory(person=person, post=PostFactory(unit=town, is_head=True))
    data = {"person": person.pk, "field": "finance", "on": clock.today(), "note": "临时代管"}

    page = submit(client, zhang, "put_in_charge", town.pk, **data).content.decode()

    assert "党政正职不直接分管本单位的财务，请由班子其他成员分管（第二十七条）。" in page
    assert 'value="临时代管"' in page
    assert not Portfolio.objects.filter(field="finance").exists()


def test_a_portfolio_is_given_and_ended(client, zhang, town):
    person = PersonFactory(unit=town)
    submit(client, zhang, "put_in_charge", town.pk, person=person.pk, field="finance", on="2026-01-01")
    portfolio = person.portfolios.get()

    submit(client, zhang, "relieve", portfolio.pk, on="2026-06-30")

    portfolio.refresh_from_db()
    assert portfolio.ends_on == date(2026, 6, 30)


def test_somebody_is_registered_appointed_and_dismissed(client, zhang, xishan):
    submit(client, zhang, "add_person", xishan.pk, name="孟秀兰", unit=xishan.pk, managed_by="town")
    submit(client, zhang, "add_post", xishan.pk, name="会计", duties="管账")
    post, person = Post.objects.get(name="会计"), xishan.people.get(name="孟秀兰")
    submit(client, zhang, "appoint", post.pk, person=person.pk, on="2026-01-01")
    assert "孟秀兰" in page_of(client, zhang, "unit", xishan.pk).split("岗位和任职")[1].split("</section>")[0]

    submit(client, zhang, "dismiss", Appointment.objects.get().pk, on="2026-06-30")

    assert Appointment.objects.get().ends_on == date(2026, 6, 30)
    assert [event.verb.partition(".")[2] for event in AuditEvent.objects.order_by("sequence")] == [
        "person_added",
        "post_created",
        "appointed",
        "dismissed",
    ]


def test_a_second_post_of_the_same_name_is_refused_in_words(client, zhang, xishan):
    PostFactory(unit=xishan, name="会计")
    page = submit(client, zhang, "add_post", xishan.pk, name="会计").content.decode()
    assert "该单位已有同名岗位。" in page


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("appoint", {"on": "2026-06-01", "until": "2026-05-01"}, "结束日期不能早于开始日期。"),
        ("appoint", {"on": ""}, SUMMARY),
    ],
)
def test_wrong_dates_are_refused_beside_their_field(client, zhang, xishan, name, data, why):
    post, person = PostFactory(unit=xishan), PersonFactory(unit=xishan)
    page = submit(client, zhang, name, post.pk, person=person.pk, **data).content.decode()
    assert why in page
    assert not post.appointments.exists()


def test_a_dismissal_before_the_appointment_is_refused(client, zhang, li):
    page = submit(client, zhang, "dismiss", li.person.appointments.get().pk, on="2019-12-31").content.decode()
    assert "免职日期不能早于任职日期2020年1月1日" in page


def test_a_person_changed_by_somebody_else_meanwhile_is_shown_both_ways(client, zhang, qian, xishan):
    person = PersonFactory(unit=xishan, name="孟秀兰", title="会计")
    workflow.change_person(person, by=qian, title="出纳")

    data = {"name": "孟秀兰", "unit": xishan.pk, "title": "文书", "managed_by": "town", "version": 1}
    page = submit(client, zhang, "change_person", person.pk, **data).content.decode()

    assert "别人已经改过这条记录" in page
    assert 'value="文书"' in page
    person.refresh_from_db()
    assert person.title == "出纳"


def test_a_person_is_changed(client, zhang, xishan):
    person = PersonFactory(unit=xishan, name="孟秀兰")
    data = {"name": "孟秀兰", "unit": xishan.pk, "title": "文书", "managed_by": "upper", "version": 1}

    assert submit(client, zhang, "change_person", person.pk, **data).url == xishan.get_absolute_url()

    person.refresh_from_db()
    assert (person.title, person.managed_by) == ("文书", "upper")


def test_a_post_is_changed(client, zhang, xishan):
    post = PostFactory(unit=xishan, name="会计")
    submit(client, zhang, "change_post", post.pk, name="会计", duties="管账", is_key_post="on", version=1)
    post.refresh_from_db()
    assert (post.duties, post.is_key_post) == ("管账", True)


def test_a_unit_is_changed(client, zhang, xishan):
    form = page_of(client, zhang, "change_unit", xishan.pk)
    assert 'value="西山村"' in form
    data = {"name": "七道江镇西山村", "short_name": "西山", "kind": "village", "parent": xishan.parent_id}
    submit(client, zhang, "change_unit", xishan.pk, **data, position=1, active_from="2020-01-01", version=1)
    xishan.refresh_from_db()
    assert xishan.short_name == "西山"


# -- accounts --------------------------------------------------------------------------------------------


def test_an_account_is_made_and_its_password_shown_once(client, zheng, xishan):
    person = PersonFactory(unit=xishan, name="孟秀兰")
    response = submit(client, zheng, "create_account", person=person.pk, username="meng")

    page = response.content.decode()
    password = page.split("<code>")[1].split("</code>")[0]
    assert "只显示这一次" in page
    assert "no-store" in response["Cache-Control"]
    assert User.objects.get(username="meng").check_password(password)
    assert password not in page_of(client, zheng, "account", person.user.pk)


def test_an_account_for_somebody_new_registers_the_person_too(client, zheng, xishan):
    submit(client, zheng, "create_account", name="孟秀兰", unit=xishan.pk, title="文书", username="meng")
    assert User.objects.get(username="meng").post_text == "西山村文书"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"username": "meng"}, "二者取一"),
        ({"username": "Meng Xiu"}, "登录名由小写字母、数字、点、下划线或短横线组成。"),
        ({"username": "taken"}, "这个登录名已有人使用"),
    ],
)
def test_a_wrong_account_is_refused_in_words(client, zheng, xishan, data, why):
    UserFactory(username="taken")
    assert why in submit(client, zheng, "create_account", **data).content.decode()


def test_the_list_of_accounts_is_filtered(client, feng, zhou, li):
    page = page_of(client, feng, "accounts", q="周小", role=Role.COLLECTOR)
    assert "共 1 个账号" in page
    assert "李长河" not in page

    page = page_of(client, feng, "accounts", active="0")
    assert "没有符合条件的账号。" in page


def test_officers_of_a_town_do_not_see_accounts_of_the_centre(client, town, wu):
    officer = UserFactory(role=Role.SYSTEM_OFFICER, unit=town)
    assert "吴海峰" not in page_of(client, officer, "accounts")
    assert client.get(reverse("organisations:account", args=[wu.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_list_of_accounts_do_not_grow(
    client, count, zheng, xishan, django_assert_num_queries
):
    for _ in range(count):
        UserFactory(role=Role.COLLECTOR, unit=xishan)
    client.force_login(zheng)
    with django_assert_num_queries(8):
        client.get(reverse("organisations:accounts"))


def test_the_security_officer_gives_and_takes_back_a_role(client, feng, xishan):
    user = UserFactory(unit=xishan)
    submit(client, feng, "give_role", user.pk, role="collector", unit=xishan.pk, on=clock.today())
    row = user.assignments.get()
    assert "信息采集员" in page_of(client, feng, "account", user.pk)

    submit(client, feng, "end_role", row.pk)
    assert not user.assignments.exists()


def test_a_role_that_cannot_be_is_refused_beside_its_field(client, feng, zheng, town):
    data = {"role": "town_leader", "unit": town.pk, "on": clock.today()}
    page = submit(client, feng, "give_role", zheng.pk, **data).content.decode()
    assert "该账号已是系统管理员，三员账号不能再有其他角色，请另设账号。" in page


def test_the_page_of_an_account_says_why_there_is_no_button(client, feng, zheng):
    assert "角色由安全管理员授予和收回" in page_of(client, zheng, "account", feng.pk)
    assert "不能停用自己的账号" in page_of(client, feng, "account", feng.pk)


def test_an_account_is_disabled_and_let_in_again(client, zhou, zheng, feng):
    submit(client, zheng, "disable", zhou.pk)
    assert "已停用" in page_of(client, feng, "account", zhou.pk)
    submit(client, feng, "enable", zhou.pk)
    assert User.objects.get(pk=zhou.pk).is_active


def test_a_reset_shows_the_new_password_once(client, zheng, zhou):
    page = submit(client, zheng, "reset_password", zhou.pk).content.decode()
    password = page.split("<code>")[1].split("</code>")[0]
    assert User.objects.get(pk=zhou.pk).check_password(password)


@pytest.mark.parametrize("who", ["zhang", "zhou", "zhao", "chen"])
def test_accounts_are_closed_to_everybody_else(client, who, zheng, request):
    client.force_login(request.getfixturevalue(who))
    for name, args in [("accounts", []), ("account", [zheng.pk]), ("create_account", [])]:
        assert client.get(reverse(f"organisations:{name}", args=args)).status_code == 403


def test_my_page_lists_my_roles(client, zhou):
    page = page_of(client, zhou, "me")
    assert "信息采集员" in page
    assert "西山村及其下属单位" in page


def test_text_with_html_is_shown_as_text(client, zhang, xishan):
    PersonFactory(unit=xishan, name="<b>孟</b>", title="<script>alert(1)</script>")
    page = page_of(client, zhang, "unit", xishan.pk)
    assert "<script>alert" not in page
    assert "&lt;b&gt;孟&lt;/b&gt;" in page


@pytest.mark.parametrize(("who", "heading"), [("zheng", "账号"), ("feng", "账号"), ("chen", "审计")])
def test_an_officer_begins_at_his_own_work(client, who, heading, request):
    client.force_login(request.getfixturevalue(who))
    assert f"<h1>{heading}</h1>" in client.get("/").content.decode()

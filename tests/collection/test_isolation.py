"""Who finds what on the pages: a village, its head, the town, and whoever an item names."""

import pytest
from django.urls import reverse

from collection.enums import FormStatus, ItemStatus
from collection.models import InformationItem
from core.gates import Role
from earlywarnings import workflow as earlywarnings
from notifications.models import Notification
from tests.collection.pages import SECRET, get, post, rows, typed, url
from tests.factories import (
    AppointmentFactory,
    FormFactory,
    ItemFactory,
    PersonFactory,
    PostFactory,
    PowerFactory,
    RiskPointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


PAGES = ("form", "ask", "add_item", "hand_over", "submit", "submit_nil", "return_form", "accept")
ITEM_PAGES = ("item", "change_item", "remove_item")


@pytest.fixture
def stranger(donggou):
    """The collector of the village next door."""
    return UserFactory(unit=donggou, role=Role.COLLECTOR, name="邻村采集员")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_village_finds_nothing_of_another_village(method, client, stranger, wang, xishan):
    item = ItemFactory(reported=True, unit=xishan)
    addresses = [url(name, item.form_id) for name in PAGES] + [url(name, item.pk) for name in ITEM_PAGES]

    for user in (stranger, wang):
        client.force_login(user)
        statuses = {
            getattr(client, method)(address, query_params={"accusation": "no"}).status_code
            for address in addresses
        }
        assert statuses <= {403, 404, 405}
        assert getattr(client, method)(addresses[0]).status_code == 404
    item.refresh_from_db()
    assert item.status == ItemStatus.REPORTED


def test_the_list_the_filter_and_the_export_hold_the_own_village_only(client, stranger, xishan, donggou):
    FormFactory(unit=xishan), FormFactory(unit=donggou)

    response, page = get(client, stranger, url("index"))
    assert "东沟村" in page
    assert "西山村" not in page
    assert rows(client.get(url("index", format="xlsx")))[1:][0][1] == "东沟村"
    assert "西山村" not in str(rows(client.get(url("index", format="xlsx"))))


def test_a_filter_for_a_unit_one_may_not_see_finds_nothing_at_all(client, stranger, xishan, donggou):
    FormFactory(unit=xishan), FormFactory(unit=donggou)

    _, page = get(client, stranger, url("index", unit=xishan.pk))

    assert "没有符合条件的采集表。" in page


@pytest.mark.parametrize("field", ["subject", "risk_point", "power"])
def test_a_foreign_number_in_a_choice_is_refused(field, client, zhou, xishan, donggou):
    form = FormFactory(unit=xishan)
    foreign = {
        "subject": f"person-{PersonFactory(unit=donggou).pk}",
        "risk_point": RiskPointFactory(unit=donggou, registered=True).pk,
        "power": PowerFactory(unit=donggou, confirmed=True).pk,
    }

    response, page = post(client, zhou, url("add_item", form.pk), **typed(xishan, **{field: foreign[field]}))

    assert response.context["form"].errors.keys() == {field}
    assert SECRET in page
    assert not InformationItem.objects.exists()


def test_the_choices_hold_what_is_ones_own(client, zhou, xishan, donggou):
    for unit, name in ((xishan, "西山"), (donggou, "东沟")):
        RiskPointFactory(unit=unit, registered=True, name=f"{name}发包风险")
        PowerFactory(unit=unit, confirmed=True, name=f"{name}发包")
        PersonFactory(unit=unit, name=f"{name}的会计")
        PostFactory(unit=unit, name=f"{name}会计岗")

    _, page = get(client, zhou, url("add_item", FormFactory(unit=xishan).pk, accusation="no"))

    assert all(word in page for word in ("西山发包风险", "西山发包", "西山的会计", "西山会计岗", "东沟村"))
    assert not any(word in page for word in ("东沟发包", "东沟的会计", "东沟会计岗"))


def test_a_risk_point_that_left_the_register_stays_with_the_item_it_was_chosen_for(client, zhou, xishan):
    point = RiskPointFactory(unit=xishan, status="draft", name="退出登记的风险点")
    item = ItemFactory(unit=xishan, risk_point=point)

    post(client, zhou, url("change_item", item.pk), **typed(xishan, risk_point=point.pk, version=1))

    item.refresh_from_db()
    assert item.risk_point == point


def test_a_head_learns_that_the_form_was_filed_and_nothing_more(client, li, zhou, xishan):
    """No count, no 无情况, no words of the items, neither in the list nor in the file nor on the first page."""
    point = RiskPointFactory(unit=xishan, registered=True)
    item = ItemFactory(reported=True, unit=xishan, summary=SECRET, risk_point=point, form__filled_by=zhou)
    nil = FormFactory(unit=xishan, period__code="2026Q3", status=FormStatus.ACCEPTED)
    post(
        client,
        zhou,
        url("hand_over", FormFactory(unit=xishan, period__code="2027Q1").pk),
        handed_to="town",
        handed_on="2026-11-23",
    )

    addresses = [
        "/",
        url("index"),
        item.form.get_absolute_url(),
        nil.get_absolute_url(),
        point.get_absolute_url(),
    ]
    pages = [get(client, li, address)[1] for address in addresses]

    assert "已报送" in pages[2] and "周小燕" in pages[2]
    for page in pages:
        assert not any(
            word in page.split("<main")[1] for word in (SECRET, "无情况", "1 条", "1条", "第1号", "转办")
        )
    assert {row[3] for row in rows(client.get(url("index", format="xlsx")))[1:]} == {None}
    assert "没有符合条件" in get(client, li, url("index", report="nil"))[1]
    assert client.get(item.get_absolute_url()).status_code == 403


def test_an_item_on_staff_is_nowhere_on_the_towns_pages(client, zhang, qian, wu, zhou, xishan):
    point = RiskPointFactory(unit=xishan, registered=True)
    item = ItemFactory(
        reported=True, unit=xishan, about=qian.person, summary=SECRET, risk_point=point, form__filled_by=zhou
    )
    other = ItemFactory(reported=True, form=item.form, unit=xishan, summary="另一件小事", risk_point=point)

    triage = reverse("earlywarnings:triage", args=[other.pk])
    addresses = ["/", url("index"), item.form.get_absolute_url(), point.get_absolute_url(), triage]
    for address in addresses:
        _, page = get(client, zhang, address)
        assert SECRET not in page and f"预警信息第{item.pk}号" not in page, address
    assert "研判1条新的预警信息" in get(client, zhang, "/")[1]
    assert client.get(item.get_absolute_url()).status_code == 404
    assert SECRET in get(client, wu, item.get_absolute_url())[1]
    assert "研判1条新的预警信息" in get(client, wu, "/")[1]


def test_a_collector_is_not_sent_to_judge_his_own_item(client, zhou, xishan):
    ItemFactory(reported=True, unit=xishan)

    assert "研判" not in get(client, zhou, "/")[1].split("<main")[1]


def test_what_was_decided_about_an_item_is_for_those_who_judge(client, zhou, zhang, xishan):
    item = ItemFactory(reported=True, unit=xishan)
    earlywarnings.triage(item, by=zhang, decision="watch", reason="先关注")

    assert "办理记录" in get(client, zhang, item.get_absolute_url())[1]
    page = get(client, zhou, item.get_absolute_url())[1]
    assert "已研判" in page
    assert not any(word in page for word in ("办理记录", "张晓梅", "关注"))


def test_nobody_finds_the_item_that_names_his_post(client, zhang, zhou, xishan):
    post_held = PostFactory(unit=xishan, name="报账员")
    AppointmentFactory(person=zhou.person, post=post_held)
    item = ItemFactory(reported=True, unit=xishan, about=post_held, summary=SECRET)

    assert get(client, zhou, item.get_absolute_url())[0].status_code == 404
    _, page = get(client, zhou, item.form.get_absolute_url())
    assert SECRET not in page
    assert SECRET in get(client, zhang, item.form.get_absolute_url())[1]


def test_a_draft_of_the_collector_is_not_for_the_officer_who_types(client, zhang, xishan):
    item = ItemFactory(unit=xishan, summary=SECRET)

    for address in (item.form.get_absolute_url(), url("submit_nil", item.form_id)):
        assert SECRET not in get(client, zhang, address)[1]
    assert get(client, zhang, item.get_absolute_url())[0].status_code == 404
    assert get(client, zhang, url("submit", item.form_id))[0].status_code == 403


def test_nobody_next_door_is_told_of_anything(client, stranger, wang, zhou, zhang, xishan):
    form = FormFactory(unit=xishan)
    post(client, zhou, url("submit_nil", form.pk))
    post(client, zhang, url("return_form", form.pk), reason="缺日期")
    post(client, zhou, url("submit_nil", form.pk))
    post(client, zhang, url("accept", form.pk))

    assert Notification.objects.filter(recipient=zhou).count() == 2
    assert not Notification.objects.filter(recipient__in=[stranger, wang]).exists()

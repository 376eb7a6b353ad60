"""A direct reporting point reports one item at any time: sent at once, to the centre, and found again."""

from datetime import date

import pytest

from audit.models import AuditEvent
from collection import queries, workflow
from collection.enums import ItemStatus
from collection.models import InformationItem
from core import clock
from core.gates import Role
from core.verdict import Refusal
from earlywarnings import workflow as earlywarnings
from notifications.models import Notification
from tests.collection.pages import SECRET, get, post, typed, url
from tests.collection.test_attachments import names, photo
from tests.collection.test_workflow import content, snapshot, told, verbs
from tests.factories import FormFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(enterprise):
    return UserFactory(unit=enterprise, role=Role.COLLECTOR, name="韩会计")


@pytest.fixture
def item(firm, enterprise):
    return workflow.report_item(enterprise, by=firm, **content(enterprise, summary=SECRET))


# -- the way through -------------------------------------------------------------------------------------


def test_article_36_an_item_goes_to_the_centre_at_once(client, firm, wu, zhang, enterprise):
    _, home = get(client, firm, "/")
    FormFactory(unit=enterprise)
    _, home = get(client, firm, "/")
    assert f'href="{url("ask_direct", enterprise.pk)}"' in home
    _, page = get(client, firm, url("ask_direct", enterprise.pk))
    assert "是不是检举、控告" in page
    assert f'href="{url("report_item", enterprise.pk, accusation="no")}"' in page
    _, page = get(client, firm, url("report_item", enterprise.pk, accusation="no"))
    assert "原填写人姓名" not in page
    _, page = post(
        client, firm, url("report_item", enterprise.pk), **typed(enterprise, source="audit", files=[photo()])
    )

    assert "已报送给预警中心，谢谢。" in page
    item = InformationItem.objects.get()
    assert (item.status, item.form, item.entered_by) == (ItemStatus.REPORTED, None, firm)
    assert names(item) == ["公示栏.jpg"]
    assert told(wu) == ["建材公司单独报送了一条预警信息，请研判。"]
    assert not told(zhang)
    assert SECRET in get(client, wu, item.get_absolute_url())[1]
    assert "研判1条新的预警信息" in get(client, wu, "/")[1]
    assert get(client, zhang, item.get_absolute_url())[0].status_code == 404


def test_an_item_sent_again_because_the_answer_got_lost_is_reported_once(client, firm, wu, enterprise):
    for _ in range(2):
        _, page = post(client, firm, url("report_item", enterprise.pk), **typed(enterprise))

    assert "这条信息已经记下了" in page and SECRET in page
    assert InformationItem.objects.count() == 1
    assert len(told(wu)) == 1


def test_the_question_comes_first_here_too(client, firm, enterprise):
    client.force_login(firm)

    assert client.get(url("report_item", enterprise.pk)).url == url("ask_direct", enterprise.pk)


def test_an_accusation_is_handed_over_on_the_units_latest_form(client, firm, enterprise):
    _, page = get(client, firm, url("ask_direct", enterprise.pk))
    assert "当面交给上级纪检监察机关" in page
    form = FormFactory(unit=enterprise)

    _, page = get(client, firm, url("ask_direct", enterprise.pk))

    assert f'href="{url("hand_over", form.pk)}"' in page


def test_its_collector_finds_it_again_and_sees_what_became_of_it(client, firm, wu, item):
    earlywarnings.triage(item, by=wu, decision="watch", reason="先关注")

    _, page = get(client, firm, url("direct"))
    assert SECRET in page and "已研判" in page
    _, page = get(client, firm, item.get_absolute_url())
    assert SECRET in page
    assert "先关注" not in page


def test_the_centre_types_what_a_direct_point_says_by_telephone(client, firm, wu, enterprise):
    response, _ = post(client, wu, url("report_item", enterprise.pk), **typed(enterprise))
    assert response.context["form"].errors.keys() == {"on_behalf_of"}

    post(client, wu, url("report_item", enterprise.pk), **typed(enterprise, on_behalf_of="韩会计"))

    item = InformationItem.objects.get()
    assert (item.on_behalf_of, item.entered_by) == ("韩会计", wu)
    assert "代录，原填写人" in get(client, firm, item.get_absolute_url())[1]
    with pytest.raises(Refusal, match="代录须写明"):
        workflow.report_item(enterprise, by=wu, **content(enterprise))


def test_a_slip_and_a_refused_file_keep_every_word(client, firm, enterprise):
    response, page = post(
        client, firm, url("report_item", enterprise.pk), **typed(enterprise, files=[photo("x.jpg", b"MZ")])
    )

    assert response.context["form"].errors.keys() == {"files"}
    assert SECRET in page
    assert not InformationItem.objects.exists()


# -- taken back --------------------------------------------------------------------------------------------


def test_it_is_taken_back_while_nobody_has_judged_it(client, firm, wu, item):
    _, page = get(client, firm, item.get_absolute_url())
    assert url("withdraw_item", item.pk) in page
    assert url("withdraw_item", item.pk) not in get(client, wu, item.get_absolute_url())[1]

    _, page = post(client, firm, url("withdraw_item", item.pk))

    assert "已撤回这条信息。" in page
    assert not InformationItem.objects.exists()
    assert verbs()[-1] == "collection.withdraw_item"
    assert InformationItem.history.filter(summary=SECRET).exists()


def test_a_judged_one_and_one_of_a_form_are_not(firm, wu, item, enterprise):
    earlywarnings.triage(item, by=wu, decision="watch", reason="先关注")
    other = ItemFactory(reported=True, unit=enterprise)
    before = snapshot()

    for thing, words in ((item, "已经研判"), (other, "请撤回采集表")):
        with pytest.raises(Refusal, match=words):
            workflow.withdraw_item(thing, by=firm)
    assert snapshot() == before


# -- who may ------------------------------------------------------------------------------------------------


def test_only_a_direct_point_may_and_others_are_told_what_to_do(zhou, zhang, xishan):
    for user in (zhou, zhang):
        with pytest.raises(Refusal, match="请填本季度的采集表"):
            workflow.report_item(xishan, by=user, **content(xishan))


def test_nobody_reports_for_a_direct_point_who_is_not_its_own(
    client, zhou, zhang, sun, li, zhao, enterprise, xishan
):
    for user in (zhou, zhang, sun, li, zhao):
        for name in ("ask_direct", "report_item"):
            assert get(client, user, url(name, enterprise.pk))[0].status_code in (403, 404)
        with pytest.raises(Refusal):
            workflow.report_item(enterprise, by=user, **content(enterprise))
    assert not InformationItem.objects.exists()


def test_a_village_has_no_such_page_of_its_own(client, zhou, xishan):
    assert get(client, zhou, url("ask_direct", xishan.pk))[0].status_code == 404
    assert "您的单位不是直报点。" in get(client, zhou, url("direct"))[1]


def test_the_tab_stands_where_there_is_a_direct_point(client, zhou, firm, wu, zhang, xishan, enterprise):
    tab = f'href="{url("direct")}"'

    assert [tab in get(client, user, url("index"))[1] for user in (firm, wu, zhou, zhang)] == [
        True,
        True,
        False,
        False,
    ]


def test_the_list_holds_nothing_of_others_and_nothing_of_whom_it_names(client, zhou, firm, wu, item, centre):
    other = UserFactory(unit=centre, role=Role.CENTRE_OFFICER, name="被反映的人")
    about = workflow.report_item(
        item.unit,
        by=firm,
        **content(item.unit, summary="反映的是中心自己人。")
        | {"subject_kind": "person", "subject_person": other.person, "subject_unit": centre},
    )

    assert SECRET not in get(client, zhou, url("direct"))[1]
    _, page = get(client, other, url("direct"))
    assert SECRET in page and "中心自己人" not in page
    assert get(client, other, about.get_absolute_url())[0].status_code == 404
    assert not Notification.objects.filter(recipient=other, url=about.get_absolute_url()).exists()
    assert Notification.objects.filter(recipient=wu, url=about.get_absolute_url()).exists()


def test_a_unit_that_is_closed_reports_no_more(client, firm, enterprise):
    enterprise.active_until = date(2026, 11, 1)
    enterprise.save()

    assert get(client, firm, url("ask_direct", enterprise.pk))[0].status_code == 404


def test_it_is_recorded_without_its_words(item):
    event = AuditEvent.objects.get()

    assert event.verb == "collection.report_item"
    assert SECRET not in str(event.details) + event.object_text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    count, client, firm, enterprise, django_assert_num_queries
):
    for number in range(count):
        workflow.report_item(enterprise, by=firm, **content(enterprise, summary=f"第{number}件。"))
    client.force_login(firm)

    with django_assert_num_queries(8):  # session, user, roles, count, inbox, tab, points, items
        page = client.get(url("direct")).content.decode()

    assert page.count("待研判") == count


def test_it_is_judged_like_any_other(wu, item):
    assert list(queries.to_triage(wu)) == [item]
    with clock.at(date(2026, 12, 1)):
        earlywarnings.triage(item, by=wu, decision="watch", reason="先关注")
    item.refresh_from_db()
    assert item.status == ItemStatus.TRIAGED

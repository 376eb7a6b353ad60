"""The pages of 采集: what they show, what they keep, and at what cost."""

from datetime import date

import pytest

from collection.enums import FormStatus, HandedTo, ItemStatus
from collection.models import CollectionForm, HandOver, InformationItem
from core import clock
from tests.collection.pages import SECRET, get, post, rows, typed, url
from tests.factories import (
    FormFactory,
    ItemFactory,
    PeriodFactory,
    PersonFactory,
    PostFactory,
    RiskPointFactory,
)

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert("西山")</script>'
ESCAPED = "&lt;script&gt;alert("


# -- the way through ----------------------------------------------------------------------


def test_nothing_to_report_takes_two_pages_from_the_first_one(client, zhou, xishan):
    form = FormFactory(unit=xishan)

    _, home = get(client, zhou, "/")
    assert f'href="{url("submit_nil", form.pk)}"' in home
    assert "2027年1月5日（含）前报送" in home
    _, page = get(client, zhou, url("submit_nil", form.pk))
    assert "确定，报送“无情况”" in page
    response, page = post(client, zhou, url("submit_nil", form.pk), version=form.version)

    assert response.redirect_chain == [(form.get_absolute_url(), 302)]
    assert "2026年第四季度采集表已报送，谢谢。" in page
    form.refresh_from_db()
    assert (form.status, form.is_nil) == (FormStatus.SUBMITTED, True)


def test_an_item_is_asked_about_typed_and_sent(client, zhou, xishan):
    form = FormFactory(unit=xishan)

    _, page = get(client, zhou, url("ask", form.pk))
    assert f'href="{url("add_item", form.pk, accusation="no")}"' in page
    assert f'href="{url("hand_over", form.pk)}"' in page
    _, page = get(client, zhou, url("add_item", form.pk, accusation="no"))
    assert 'value="2026-11-24"' in page, "the day is today"
    response, page = post(client, zhou, url("add_item", form.pk), **typed(xishan))
    assert "已记下这条信息" in page
    assert SECRET in page
    _, page = get(client, zhou, url("submit", form.pk))
    assert SECRET in page
    _, page = post(client, zhou, url("submit", form.pk))

    assert "已报送，谢谢" in page
    assert "在接收以前可以撤回来改。" in page
    assert "报送</a>" not in page


def test_the_question_comes_before_anything_can_be_typed(client, zhou, xishan):
    form = FormFactory(unit=xishan)
    client.force_login(zhou)

    response = client.get(url("add_item", form.pk))

    assert response.url == url("ask", form.pk)


def test_before_the_quarter_is_over_the_page_says_what_to_do_afterwards(client, zhou, xishan):
    form = FormFactory(unit=xishan)

    _, page = get(client, zhou, url("submit_nil", form.pk))
    assert "本季度到2026年12月31日才结束" in page
    with clock.at(date(2027, 1, 2)):
        _, page = get(client, zhou, url("submit_nil", form.pk))
        assert "才结束" not in page


def test_a_form_sent_back_shows_why_to_who_can_mend_it(client, zhou, zhang, li, zhao, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED)

    _, page = post(
        client, zhang, url("return_form", form.pk), reason="请写清发包的日期。", version=form.version
    )

    assert "已退回" in page
    for user in (zhou, zhang):
        assert "请写清发包的日期。" in get(client, user, form.get_absolute_url())[1]
    assert "请写清发包的日期。" in get(client, zhou, "/")[1]
    for user in (li, zhao):
        assert "发包" not in get(client, user, form.get_absolute_url())[1]


def test_the_last_reason_is_still_there_for_who_checks_the_second_time(client, zhang, zhou, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.RETURNED, returned_reason="请写清发包的日期。")
    post(client, zhou, url("submit_nil", form.pk))

    _, page = get(client, zhang, form.get_absolute_url())

    assert "上次退回理由" in page
    assert "这张表被退回" not in page


def test_an_officer_types_for_a_village_and_the_page_says_so(client, zhang, xishan):
    form = FormFactory(unit=xishan)

    _, page = get(client, zhang, form.get_absolute_url())
    assert "代为填报" in page
    response, page = post(client, zhang, url("submit_nil", form.pk))
    assert "原填写人姓名：这个字段是必填项。" in page
    _, page = post(client, zhang, url("submit_nil", form.pk), on_behalf_of="周小燕")

    assert "代录，原填写人" in page
    assert "周小燕" in page


def test_an_accusation_is_handed_over_and_nothing_of_it_is_kept(client, zhou, zhang, wu, xishan):
    form = FormFactory(unit=xishan)

    _, page = get(client, zhou, url("hand_over", form.pk))
    assert "textarea" not in page.split("<main")[1]
    _, page = post(
        client, zhou, url("hand_over", form.pk), handed_to="above", handed_on="2026-11-23", summary=SECRET
    )

    assert "已登记转办" in page
    assert "转给上级纪检监察机关" in page
    row = HandOver.objects.get()
    assert (row.handed_to, row.handed_on, row.by) == (HandedTo.ABOVE, date(2026, 11, 23), zhou)
    assert "已转办" in get(client, wu, form.get_absolute_url())[1]
    assert "已转办" not in get(client, zhang, form.get_absolute_url())[1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"handed_to": "鱼塘的事", "handed_on": "2026-11-23"}, "转给："),
        ({"handed_to": "town", "handed_on": "2026-11-25"}, "转办日期不能晚于今天。"),
        ({"handed_to": "town", "handed_on": ""}, "转办日期："),
    ],
)
def test_a_hand_over_has_no_room_for_words(data, words, client, zhou, xishan):
    _, page = post(client, zhou, url("hand_over", FormFactory(unit=xishan).pk), **data)

    assert words in page
    assert not HandOver.objects.exists()


# -- what was typed is not lost ------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"summary": ""}, "请写明看到的情况。"),
        ({"summary": "字" * 301}, "300"),
        ({"found_on": "2026-11-25"}, "发现日期不能晚于今天。"),
        ({"found_on": "1026-11-24"}, "请核对年份。"),
        ({"found_on": "昨天"}, "发现日期："),
        ({"amount": "-1"}, "金额不能是负数。"),
        ({"amount": "1e400"}, "涉及金额"),
        ({"amount": "NaN"}, "涉及金额"),
        ({"source": "rumour"}, "信息来源："),
        ({"source": "audit"}, "信息来源："),  # not one of a village's six
        ({"measures_taken": "字" * 301}, "300"),
    ],
)
def test_a_slip_is_said_beside_the_field_and_the_rest_is_kept(wrong, words, client, zhou, xishan):
    form = FormFactory(unit=xishan)
    data = typed(xishan, measures_taken="已口头提醒") | wrong

    response, page = post(client, zhou, url("add_item", form.pk), **data)

    assert response.status_code == 200
    assert words in page
    assert "已填的内容都还在" in page
    assert (SECRET in page) is ("summary" not in wrong)
    assert ("已口头提醒" in page) is ("measures_taken" not in wrong)
    assert not InformationItem.objects.exists()


def test_three_hundred_letters_on_many_lines_are_three_hundred_letters(client, zhou, xishan):
    """The browser counts a line break as one letter and sends two."""
    form = FormFactory(unit=xishan)

    post(client, zhou, url("add_item", form.pk), **typed(xishan, summary="\r\n".join(["字" * 99] * 3) + "字"))

    assert len(InformationItem.objects.get().summary) == 300


def test_a_form_filed_meanwhile_is_said_beside_what_was_typed(client, zhou, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED)

    response, page = post(client, zhou, url("add_item", form.pk), **typed(xishan))

    assert response.status_code == 200
    assert "这张采集表已经报送，不能再改。" in page
    assert SECRET in page
    assert not InformationItem.objects.exists()


def test_somebody_elses_change_is_shown_beside_ones_own(client, zhou, xishan, donggou):
    item = ItemFactory(unit=xishan, summary="旧的", version=1)
    InformationItem.objects.filter(pk=item.pk).update(summary="别人写的", version=2)

    mine = typed(xishan, summary="我写的", subject=f"unit-{donggou.pk}", version=1)
    response, page = post(client, zhou, url("change_item", item.pk), **mine)
    assert "别人写的" in page and "我写的" in page
    assert "西山村" in page and f"unit-{donggou.pk}" in page
    assert '<td class="pre">东沟村</td>' in page, "a choice is shown by its name"
    response, page = post(client, zhou, url("change_item", item.pk), **(mine | {"version": 2}))

    item.refresh_from_db()
    assert (item.summary, item.version) == ("我写的", 3)


def test_a_form_that_changed_after_the_confirmation_was_read_is_shown_anew(client, zhou, xishan):
    item = ItemFactory(unit=xishan)
    read_at = item.form.version
    CollectionForm.objects.update(version=read_at + 1)

    _, page = post(client, zhou, url("submit", item.form_id), version=read_at)

    assert "您打开这一页以后，这张采集表有了改动。" in page
    assert f'name="version" value="{read_at + 1}"' in page
    assert CollectionForm.objects.get().status == FormStatus.OPEN


def test_nothing_to_report_is_refused_on_its_own_page_when_an_item_was_added_in_another_tab(
    client, zhou, xishan
):
    item = ItemFactory(unit=xishan)

    response, page = post(client, zhou, url("submit_nil", item.form_id))

    assert response.status_code == 200
    assert "本表已填了1条信息，不能再报“无情况”。" in page


def test_an_item_sent_again_because_the_answer_got_lost_is_not_put_in_twice(client, zhou, xishan):
    form = FormFactory(unit=xishan)

    post(client, zhou, url("add_item", form.pk), **typed(xishan))
    _, page = post(client, zhou, url("add_item", form.pk), **typed(xishan))

    assert "这条信息已经记下了" in page and SECRET in page
    assert form.items.count() == 1
    post(client, zhou, url("add_item", form.pk), **typed(xishan, found_on="2026-11-19"))
    assert form.items.count() == 2


def test_a_second_click_is_told_that_it_is_done(client, zhou, xishan):
    form = FormFactory(unit=xishan)
    post(client, zhou, url("submit_nil", form.pk))

    _, page = post(client, zhou, url("submit_nil", form.pk))

    assert "这张采集表已经报送，不能再改。" in page


def test_a_reason_typed_for_a_form_somebody_else_accepted_is_kept(client, zhang, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.ACCEPTED)

    response, page = post(client, zhang, url("return_form", form.pk), reason="请写清发包的日期。")

    assert response.status_code == 200
    assert "只有已报送、未接收的采集表可以退回。" in page
    assert "请写清发包的日期。" in page


@pytest.mark.parametrize("text", ["", "2", "x", "９", "1" * 5000])
def test_a_button_with_an_odd_version_does_no_harm(text, client, zhang, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, version=2)

    response, page = post(client, zhang, url("accept", form.pk), version=text)

    assert response.status_code == 200
    assert "采集表已接收。" in page


# -- hostile words --------------------------------------------------------------------------


def test_html_is_shown_as_it_was_typed(client, zhou, zhang, xishan):
    form = FormFactory(unit=xishan)
    PersonFactory(unit=xishan, name=HOSTILE)
    post(client, zhou, url("add_item", form.pk), **typed(xishan, summary=HOSTILE, measures_taken=HOSTILE))
    item = InformationItem.objects.get()

    drafts = [
        form.get_absolute_url(),
        item.get_absolute_url(),
        url("change_item", item.pk),
        url("submit", form.pk),
    ]
    for address in drafts:
        _, page = get(client, zhou, address)
        assert ESCAPED in page and "<script>alert" not in page, address
    form.refresh_from_db()
    post(client, zhou, url("submit", form.pk))
    _, page = post(client, zhang, url("return_form", form.pk), reason=HOSTILE)
    assert ESCAPED in page and "<script>alert" not in page
    assert ESCAPED in get(client, zhou, "/")[1]


# -- the first page ------------------------------------------------------------------------


def test_the_past_on_the_first_page_is_newest_first(client, zhou, xishan):
    for code in ("2026Q1", "2026Q3", "2026Q2"):
        FormFactory(unit=xishan, period__code=code, status=FormStatus.ACCEPTED)
    FormFactory(unit=xishan)

    response, page = get(client, zhou, "/")

    assert [form.period.code for form in response.context["past"]] == ["2026Q3", "2026Q2", "2026Q1"]


def test_two_unfiled_forms_are_both_on_the_first_page(client, zhou, xishan):
    FormFactory(unit=xishan, period=PeriodFactory(code="2026Q3", due_on=date(2026, 10, 8)))
    FormFactory(unit=xishan)

    _, page = get(client, zhou, "/")

    assert "逾期 47 天" in page
    assert "2026年第四季度采集表" in page


def test_a_stopped_form_asks_for_nothing(client, zhou, li, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.STOPPED)

    for user in (zhou, li):
        page = get(client, user, "/")[1].split("<main")[1]
        assert "填报</a>" not in page and "按时" not in page
    assert "不再是采集报送点" in get(client, zhou, form.get_absolute_url())[1]


# -- cost --------------------------------------------------------------------------------------------


@pytest.fixture
def quarter(xishan, donggou, caizheng):
    def file(count: int) -> None:
        for unit in (xishan, donggou, caizheng)[:count]:
            form = FormFactory(unit=unit, status=FormStatus.SUBMITTED, is_nil=False)
            post_ = PostFactory(unit=unit)
            ItemFactory(unit=unit, form=form, status=ItemStatus.REPORTED, about=post_)

    return file


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(count, quarter, client, zhang, django_assert_num_queries):
    quarter(count)
    client.force_login(zhang)

    with django_assert_num_queries(
        9
    ):  # session, user, roles, units, count, inbox, periods, unit choices, forms
        response = client.get(url("index"))

    assert len(response.context["page"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_form_costs_the_same_with_one_and_three_items(
    count, client, zhou, xishan, django_assert_num_queries
):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED)
    for _ in range(count):
        ItemFactory(
            unit=xishan,
            form=form,
            status=ItemStatus.REPORTED,
            about=PostFactory(unit=xishan),
            risk_point=RiskPointFactory(unit=xishan),
        )
    client.force_login(zhou)

    with django_assert_num_queries(
        11
    ):  # session, user, roles, form, versions, verdicts (2), timeline, inbox, items, hand-overs
        response = client.get(form.get_absolute_url())

    assert response.content.decode().count("待研判") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_file_costs_the_same_for_one_and_three(count, quarter, client, zhang, django_assert_num_queries):
    quarter(count)
    client.force_login(zhang)

    with django_assert_num_queries(11):  # session, user, roles, units, count, audit (2 savepoints, 3), forms
        response = client.get(url("index", format="xlsx"))
        found = rows(response)

    assert len(found) == count + 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_costs_the_same_after_one_and_three_quarters(
    count, client, zhou, xishan, django_assert_num_queries
):
    for number in range(count):
        FormFactory(unit=xishan, period__code=f"2026Q{number + 1}", status=FormStatus.ACCEPTED)
    FormFactory(unit=xishan)
    client.force_login(zhou)

    with django_assert_num_queries(23):  # … current form, what waits in each app, inbox, past
        response = client.get("/")

    assert len(response.context["past"]) == count

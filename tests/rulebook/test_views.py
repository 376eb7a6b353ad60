from datetime import date

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.gates import Role
from core.registries import menu
from rulebook import queries, rules
from rulebook.models import Article, SettingValue

pytestmark = pytest.mark.django_db

SUMMARY_MARK = "本页为摘要，以正式文本为准。"


@pytest.fixture(autouse=True)
def frozen():
    with clock.at(date(2026, 11, 24)):
        yield


@pytest.fixture
def member(client, zhou):
    """周, a collector: any member may read the rules."""
    client.force_login(zhou)
    return client


@pytest.fixture
def secretary(client, sun):
    client.force_login(sun)
    return client


def page_of(response):
    assert response.status_code == 200
    return response.content.decode()


def own_text(number, text):
    Article.objects.filter(number=number).update(full_text=text)


def test_the_regulation_is_listed_by_chapter(member):
    page = page_of(member.get(reverse("rulebook:index")))

    assert page.index("第一章 总则") < page.index("第一条 为什么制定") < page.index("第八章 附则")
    assert page.count('href="/articles/') >= 51


def test_a_search_shows_what_was_found_and_how_much(member):
    page = page_of(member.get(reverse("rulebook:index"), {"q": "联签"}))

    assert "“联签”找到1条。" in page
    assert "第三十五条 领导联签、费用公示" in page
    assert "第三十四条" not in page
    assert "第一章" not in page


def test_a_search_in_vain_says_what_to_do(member):
    page = page_of(member.get(reverse("rulebook:index"), {"q": "火星"}))
    assert "没有找到条文。" in page


@pytest.mark.parametrize("search", ["字" * 51, "a\x00b"])
def test_an_unusable_search_shows_everything(member, search):
    assert "第五十一条" in page_of(member.get(reverse("rulebook:index"), {"q": search}))


def test_a_search_is_shown_as_typed_and_never_as_markup(member):
    page = page_of(member.get(reverse("rulebook:index"), {"q": "<b>x</b>"}))
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_an_article_shows_its_summary_as_a_summary(member):
    page = page_of(member.get(reverse("rulebook:article", args=[43])))

    assert "<!doctype html>" in page
    assert "第四十三条 三十日内书面回告" in page
    assert "第六章 预警控制" in page
    assert SUMMARY_MARK in page
    assert 'href="/articles/42/"' in page
    assert 'href="/articles/44/"' in page


def test_an_article_shows_the_offices_text_once_it_is_loaded(member):
    own_text(43, "各单位应按期回告。")
    page = page_of(member.get(reverse("rulebook:article", args=[43])))

    assert "各单位应按期回告。" in page
    assert SUMMARY_MARK not in page
    assert Article.objects.get(number=43).summary not in page


def test_an_article_lists_the_settings_that_fill_its_gaps(member):
    page = page_of(member.get(reverse("rulebook:article", args=[43])))
    assert "自签收次日起30日内书面回告" in page
    assert "本镇的设置" not in page_of(member.get(reverse("rulebook:article", args=[1])))


def test_htmx_gets_the_few_lines_for_opening_in_place(member):
    response = member.get(reverse("rulebook:article", args=[43]), headers={"HX-Request": "true"})
    fragment = page_of(response)

    assert "<html" not in fragment
    assert "<h2>第四十三条 三十日内书面回告</h2>" in fragment
    assert Article.objects.get(number=43).summary in fragment
    assert SUMMARY_MARK in fragment
    assert "HX-Request" in response.headers["Vary"]


def test_going_back_in_the_browser_restores_the_whole_page(member):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in page_of(member.get(reverse("rulebook:article", args=[43]), headers=headers))


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_markup_in_the_offices_text_is_only_text(member, headers):
    own_text(43, "<script>alert(1)</script>")
    page = page_of(member.get(reverse("rulebook:article", args=[43]), headers=headers))
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("number", [0, 52, 99999999999])
def test_an_article_that_does_not_exist_is_not_found(member, number):
    assert member.get(reverse("rulebook:article", args=[number])).status_code == 404


@pytest.mark.parametrize("url", ["/articles/", "/articles/43/", "/articles/settings/"])
def test_strangers_are_sent_to_the_login(client, url):
    response = client.get(url)
    assert (response.status_code, response.url) == (302, f"{reverse('organisations:login')}?next={url}")


@pytest.mark.parametrize("decisions", [1, 3])
def test_the_settings_page_asks_for_settings_once_however_long_the_history(secretary, decisions):
    for day in range(1, decisions + 1):
        decide(valid_from=date(2026, 1, day))

    with CaptureQueriesContext(connection) as asked:
        page = page_of(secretary.get(reverse("rulebook:settings")))

    assert f"更改记录（{decisions}）" in page
    assert sum("rulebook_settingvalue" in query["sql"] for query in asked) == 1


def decide(**details):
    row = {"key": "collection.due_day", "value": 7, "valid_from": date(2026, 3, 1), "reason": "镇党委会决定"}
    return SettingValue.objects.create(set_by="七道江镇纪委书记 孙正平", **row | details)


def test_the_settings_page_tells_value_default_history_and_what_is_to_come(member):
    decide()
    decide(value=8, valid_from=date(2027, 1, 1), reason="<i>年度调整</i>")
    page = page_of(member.get(reverse("rulebook:settings")))

    assert "季度表于季后7日内报送。" in page
    assert "自2027年1月1日起改为8日。" in page
    assert "自2026年3月1日起7日：镇党委会决定（七道江镇纪委书记 孙正平，2026年11月24日登记）" in page
    assert "此前为默认值5日" in page
    assert "&lt;i&gt;年度调整&lt;/i&gt;" in page


def change_links(page):
    return {key for key in rules.DEFINITIONS if reverse("rulebook:change_setting", args=[key]) in page}


@pytest.mark.parametrize(("who", "security"), [("sun", False), ("feng", True)])
def test_each_decider_is_offered_the_own_settings(client, request, who, security):
    client.force_login(request.getfixturevalue(who))
    page = page_of(client.get(reverse("rulebook:settings")))
    assert change_links(page) == {key for key, d in rules.DEFINITIONS.items() if d.security is security}


def test_members_read_the_settings_and_are_offered_no_change(member):
    assert change_links(page_of(member.get(reverse("rulebook:settings")))) == set()


URL = "/articles/settings/collection.due_day/"
FILLED = {"value": "7", "valid_from": "2026-12-01", "reason": "镇党委会决定"}


def test_the_form_says_what_stands_and_begins_with_it(secretary):
    page = page_of(secretary.get(URL))
    assert "现在：季度表于季后5日内报送。" in page
    assert 'value="5"' in page
    assert 'value="2026-11-24"' in page


def test_a_change_is_registered_and_said_in_words(secretary):
    response = secretary.post(URL, FILLED, follow=True)

    assert response.redirect_chain == [("/articles/settings/#collection.due_day", 302)]
    assert "已登记：自2026年12月1日起，季度表于季后7日内报送。" in page_of(response)
    assert queries.setting("collection.due_day", on=date(2026, 12, 1)) == 7


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"value": "0"}, "应在1日到31日之间。"),
        ({"value": "5"}, "“季度采集表期限”届时已是5日，无需更改。"),
        ({"value": "12"}, "“镇级季度汇总期限”（10日）应大于“季度采集表期限”（12日）。"),
        ({"value": "五"}, "输入整数。"),
        ({"valid_from": "2026-11-23"}, "执行日期不能早于今天；已经过去的日子按当时的设置办理。"),
        ({"reason": ""}, "这个字段是必填项。"),
    ],
)
def test_a_wrong_entry_is_answered_beside_the_field_and_changes_nothing(secretary, wrong, sentence):
    page = page_of(secretary.post(URL, FILLED | wrong))
    assert sentence in page
    assert not SettingValue.objects.exists()


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("earlywarnings.response_moved_by_rest_days", "True", True),
        ("assessment.villages_scored", "False", False),
        ("assessment.deduct_from", "apart", "apart"),
        ("documents.issuing_code", "七镇廉预", "七镇廉预"),
    ],
)
def test_every_kind_of_setting_has_its_field(secretary, key, typed, value):
    response = secretary.post(reverse("rulebook:change_setting", args=[key]), FILLED | {"value": typed})
    assert response.status_code == 302
    assert queries.setting(key, on=date(2026, 12, 1)) == value


def test_a_choice_is_offered_in_words_with_the_present_one_chosen(secretary):
    page = page_of(secretary.get(reverse("rulebook:change_setting", args=["assessment.villages_scored"])))
    assert "不参加" in page
    assert page.count("checked") == 1


def test_the_secretary_is_told_who_decides_a_security_setting(secretary):
    url = reverse("rulebook:change_setting", args=["security.idle_minutes"])
    page = page_of(secretary.get(url))
    assert "登录安全的设置由安全管理员更改。" in page
    assert "登记更改" not in page

    response = secretary.post(url, FILLED | {"value": "15"})
    assert response.status_code == 403
    assert not SettingValue.objects.exists()


@pytest.mark.parametrize("who", ["zhang", "li", "zhao", "wu", "zheng", "chen"])
def test_others_are_refused_the_form_with_a_reason(client, request, who):
    client.force_login(request.getfixturevalue(who))
    response = client.post(URL, FILLED)
    assert response.status_code == 403
    assert "这一页面向镇纪委书记、安全管理员开放" in response.content.decode()
    assert not SettingValue.objects.exists()


def test_an_unknown_setting_is_not_found(secretary):
    assert secretary.get("/articles/settings/collection.nothing/").status_code == 404


def test_a_rule_note_shows_the_setting_where_it_applies():
    decide()
    note = Template('{% load rulebook %}{% rule_note "collection.due_day" %}').render(Context())
    assert note == (
        '季度表于季后7日内报送（<a href="/articles/settings/#collection.due_day">设置</a>，'
        '<a class="art" href="/articles/38/" data-panel>第三十八条</a>）'
    )
    on = {"on": date(2026, 2, 1)}
    note = Template('{% load rulebook %}{% rule_note "collection.due_day" on %}').render(Context(on))
    assert "季度表于季后5日内报送" in note


def test_the_menu_leads_everybody_to_the_articles_and_the_deciders_to_the_settings():
    lines = {entry.label: entry for entry in menu if entry.group == "制度"}
    assert lines["条文"].roles == ()
    assert lines["设置"].roles == (Role.DISCIPLINE_SECRETARY, Role.SECURITY_OFFICER)

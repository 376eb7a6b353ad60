from datetime import date
from decimal import Decimal

import pytest

from audit.models import AuditEvent
from audit.sentences import sentence
from core import clock
from core.verdict import Refusal
from rulebook import access, queries, rules, workflow
from rulebook.models import Article, SettingValue

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def frozen():
    with clock.at(TODAY):
        yield


def change(by, key="collection.due_day", value=7, valid_from=TODAY, reason="镇党委会2026年第9次会议决定"):
    return workflow.change_setting(key, value=value, reason=reason, by=by, valid_from=valid_from)


def test_the_secretary_decides_a_setting_from_a_day_on(sun):
    change(sun, valid_from=date(2027, 1, 1))

    assert queries.setting("collection.due_day", on=date(2026, 12, 31)) == 5
    assert queries.setting("collection.due_day", on=date(2027, 1, 1)) == 7
    decision = SettingValue.objects.get()
    assert (decision.set_by, decision.reason) == ("七道江镇纪委书记 孙正平", "镇党委会2026年第9次会议决定")
    assert str(decision) == "季度采集表期限：7日"
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_name) == ("rulebook.setting_changed", "孙正平")
    assert event.details == {"key": "collection.due_day", "value": 7, "valid_from": "2027-01-01"}
    assert sentence(event) == "更改了设置“季度采集表期限：7日”，自2027年1月1日起执行"


def test_an_earlier_decision_stays_as_it_was(sun):
    first = change(sun, value=7)
    change(sun, value=8, valid_from=date(2026, 12, 1))

    first.refresh_from_db()
    assert (first.value, first.valid_from) == (7, TODAY)
    assert SettingValue.objects.count() == 2


def test_a_decimal_is_kept_exactly(sun):
    change(sun, key="assessment.deduction_blue", value=Decimal("0.3"))
    assert queries.setting("assessment.deduction_blue") == Decimal("0.3")


def refused(by, sentence, **details):
    decided, recorded = SettingValue.objects.count(), AuditEvent.objects.count()
    with pytest.raises(Refusal) as refusal:
        change(by, **details)
    assert str(refusal.value) == sentence
    assert (SettingValue.objects.count(), AuditEvent.objects.count()) == (decided, recorded)
    return refusal.value.verdict


def test_a_day_that_has_passed_is_refused(sun):
    refused(
        sun,
        "执行日期不能早于今天；已经过去的日子按当时的设置办理。",
        valid_from=date(2026, 11, 23),
    )


def test_a_value_out_of_bounds_is_refused_with_its_article(sun):
    verdict = refused(sun, "“季度采集表期限”应在1日到31日之间。", value=32)
    assert verdict.article == 38


def test_a_value_that_already_stands_is_refused(sun):
    refused(sun, "“季度采集表期限”届时已是5日，无需更改。", value=5)


def test_going_back_to_the_default_is_a_change_like_any_other(sun):
    change(sun, value=7)
    change(sun, value=5)
    assert queries.setting("collection.due_day") == 5


def test_a_value_that_contradicts_another_setting_is_refused(sun):
    refused(
        sun,
        "“镇级季度汇总期限”（10日）应大于“季度采集表期限”（10日）。",
        value=10,
    )


def test_a_contradiction_is_judged_on_the_day_the_value_begins(sun):
    change(sun, key="collection.consolidated_due_day", value=20, valid_from=date(2027, 1, 1))
    refused(sun, "“镇级季度汇总期限”（10日）应大于“季度采集表期限”（12日）。", value=12)
    change(sun, value=12, valid_from=date(2027, 1, 1))
    assert queries.setting("collection.due_day", on=date(2027, 1, 1)) == 12


BUSINESS = "业务设置由镇纪委书记更改。"
SECURITY = "登录安全的设置由安全管理员更改。"


@pytest.mark.parametrize("who", ["zhang", "li", "zhou", "zhao", "wu", "zheng", "feng", "chen"])
def test_nobody_but_the_secretary_decides_a_business_setting(who, request):
    refused(request.getfixturevalue(who), BUSINESS)


@pytest.mark.parametrize("who", ["zhang", "sun", "li", "zhou", "zhao", "wu", "zheng", "chen"])
def test_nobody_but_the_security_officer_decides_a_security_setting(who, request):
    refused(request.getfixturevalue(who), SECURITY, key="security.idle_minutes", value=15)


def test_the_security_officer_decides_a_security_setting(feng):
    change(feng, key="security.idle_minutes", value=15)
    assert queries.setting("security.idle_minutes") == 15


@pytest.mark.parametrize("definition", rules.DEFINITIONS.values(), ids=lambda d: d.key)
def test_each_setting_has_exactly_one_kind_of_decider(definition, sun, feng):
    assert bool(access.may_change_setting(sun, definition)) is not definition.security
    assert bool(access.may_change_setting(feng, definition)) is definition.security


def own_text(changed=None):
    return {number: f"第{number}段正文。" for number in range(1, 52)} | (changed or {})


def test_the_offices_text_is_stored_beside_the_summaries():
    summary = Article.objects.get(number=43).summary

    assert workflow.load_full_text(own_text(), by=None, digest="ab" * 32) == 51

    article = Article.objects.get(number=43)
    assert (article.full_text, article.text, article.summary) == ("第43段正文。", "第43段正文。", summary)
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_name) == ("rulebook.full_text_loaded", "系统")
    assert event.details == {"articles": 51, "sha256": "ab" * 32}
    assert sentence(event) == f"载入了办法正式文本51条（SHA-256：{'ab' * 32}）"


def test_loading_the_same_text_again_changes_and_records_nothing():
    workflow.load_full_text(own_text(), by=None, digest="ab" * 32)

    assert workflow.load_full_text(own_text(), by=None, digest="ab" * 32) == 0
    assert workflow.load_full_text(own_text({43: "新的正文。"}), by=None, digest="cd" * 32) == 1
    assert [event.details["articles"] for event in AuditEvent.objects.order_by("sequence")] == [51, 1]

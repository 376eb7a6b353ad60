"""The list, the record, the buttons."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from earlywarnings import workflow
from earlywarnings.enums import Status, Tier
from earlywarnings.models import EarlyWarning
from tests.factories import ItemFactory, ResponseFactory

pytestmark = pytest.mark.django_db

INDEX = reverse("earlywarnings:index")
TODAY = date(2026, 12, 8)
FORMS = 'SELECT "collection_collectionform"'


@pytest.fixture
def opened(client):
    """Open an address as somebody, and read the page."""

    def read(user, address, wanted=200, **query):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.get(address, query)
        assert response.status_code == wanted
        return response.content.decode()

    return read


@pytest.fixture
def pressed(client):
    """Press a button as somebody, and read the page it leads to."""

    def press(user, name, *args, wanted=200, **data):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.post(reverse(f"earlywarnings:{name}", args=args), data, follow=True)
        assert response.status_code == wanted
        return response.content.decode()

    return press


# -- as many queries for three as for one ----------------------------------------------------------------


@pytest.fixture
def asked(opened):
    """The page, and how many questions about warnings and items it took; what the frame asks is not ours."""

    def count(user, address) -> tuple[str, int]:
        with CaptureQueriesContext(connection) as queries:
            body = opened(user, address)
        asked = [query["sql"] for query in queries if not query["sql"].startswith(FORMS)]
        return body, sum("earlywarnings_" in sql or "collection_informationitem" in sql for sql in asked)

    return count


def one_of_each(warn, qian, count):
    for n in range(count):
        warn(list(Status)[n])
        warn(Status.RECEIVED, title="待回告的")
        warn(Status.ANSWERED, person=qian.person, problems=count)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_three_than_for_one(count, asked, zhang, warn, qian):
    one_of_each(warn, qian, count)
    body, queries = asked(zhang, INDEX)
    assert body.count("待回告的</a>") == count
    assert queries == 5  # the tabs' numbers, the units to filter by, how many, the page, what is to be judged


@pytest.mark.parametrize("count", [1, 3])
def test_the_things_to_do_ask_no_more_for_three_than_for_one(count, asked, zhang, warn, qian):
    one_of_each(warn, qian, count)
    body, queries = asked(zhang, "/")
    assert body.count("<b>代录：") == 2 * count  # nobody here has an account but the staff
    # warnings, their measures, problems, answers, extensions and recused; what is to be judged;
    # the inspections, the high-risk units and posts nobody has looked at; the talks, the bulletins
    assert queries == 13


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_asks_no_more_for_three_than_for_one(count, asked, zhang, warn, xishan):
    first = ItemFactory(reported=True, unit=xishan)
    others = [ItemFactory(reported=True, unit=xishan, form=first.form) for _ in range(count - 1)]
    warning = warn(
        Status.ANSWERED, tier=Tier.RED, problems=count, items=[first, *others],
        measures=["supervised", "group_talk", "special_inquiry"][:count],
    )  # fmt: skip
    for _ in range(count - 1):
        ResponseFactory(warning=warning)
    body, queries = asked(zhang, warning.get_absolute_url())
    assert body.count("次回告</h2>") == count
    # the warning, its measures, problems, extensions, recused and transfers, its answers, their rows, problems and evidence;
    # its sources twice and once more, the warnings it follows, its inspections and talks
    assert queries == 17


@pytest.mark.parametrize("count", [1, 3])
def test_triage_asks_no_more_for_three_than_for_one(count, asked, zhang, xishan):
    first = ItemFactory(reported=True, unit=xishan)
    for _ in range(count - 1):
        ItemFactory(reported=True, unit=xishan, form=first.form)
    body, queries = asked(zhang, reverse("earlywarnings:triage_list"))
    assert body.count('name="item"') == count
    assert queries == 4  # how many wait and how many are watched, how many of the page, and the page


# -- the list --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "late"}, ["逾期的"]),
        ({"state": "in_hand"}, ["逾期的", "在等的", "待送达的"]),
        ({"reached": "closed"}, ["办结的"]),
        ({"reached": "signed"}, ["逾期的", "在等的", "待送达的", "办结的"]),
        ({"status": "draft"}, ["草稿"]),
        ({"tier": "blue"}, ["在等的"]),
        ({"year": "2026"}, ["逾期的", "在等的", "待送达的", "办结的"]),
        ({"year": "2025"}, []),
        ({"q": "西山 逾期"}, ["逾期的"]),
        ({"q": "没有的词"}, []),
        ({"sort": "due", "state": "in_hand"}, ["逾期的", "在等的", "待送达的"]),
        ({"sort": "-due", "state": "in_hand"}, ["在等的", "逾期的", "待送达的"]),
        ({"year": "99999999999"}, []),
        ({"year": "abc"}, []),
        ({"unit": "99999999999999999999"}, []),
        ({"tier": "green"}, []),
        ({"sort": "facts"}, []),
    ],
    ids=str,
)
def test_the_list_can_be_narrowed_and_sorted(query, found, opened, zhang, warn):
    warn(title="草稿")
    warn(Status.RECEIVED, title="逾期的")
    warn(Status.RECEIVED, title="在等的", tier=Tier.BLUE, answer_due_on=date(2026, 12, 20))
    warn(Status.SIGNED, title="待送达的")
    warn(Status.CLOSED, title="办结的")
    body = opened(zhang, INDEX, **query)
    shown = [
        title for title in ("草稿", "逾期的", "在等的", "待送达的", "办结的") if f"西山村 {title}</a>" in body
    ]
    assert sorted(shown) == sorted(found)
    if "sort" in query and found:
        places = [body.index(f"西山村 {title}</a>") for title in found]
        assert places == sorted(places)
    assert ("没有符合条件的预警。" in body) is (not found)


def test_a_sent_back_answer_is_late_by_its_own_due_day(opened, zhang, warn):
    warn(Status.SENT_BACK, title="退回的", reanswer_due_on=date(2026, 12, 20))
    assert "退回的" not in opened(zhang, INDEX, state="late")
    EarlyWarning.objects.update(reanswer_due_on=date(2026, 12, 7))
    assert "逾期 1 天" in opened(zhang, INDEX, state="late")


def test_an_empty_list_says_what_comes_here(opened, wang):
    assert "还没有预警。" in opened(wang, INDEX)


# -- the record ------------------------------------------------------------------------------------------


def test_the_record_shows_the_arithmetic_and_when_people_are_told(opened, pressed, through, li):
    with clock.at(date(2026, 11, 4)):
        warning = through("deliver")
        workflow.sign_for(warning, by=li)
    body = opened(li, warning.get_absolute_url())
    assert "11月4日签收，自次日起算30日，应于12月4日（含）前回告。" in body
    assert "11月27日、12月1日、12月3日、12月4日各提醒一次" in body
    assert "逾期<b>4</b>天" in body
    assert "填写回告" in body


@pytest.mark.parametrize(
    ("status", "user", "words"),
    [
        (Status.DRAFT, "zhang", "提交审核"),
        (Status.REVIEW, "qian", "审核通过"),
        (Status.TO_SIGN, "sun", "签批"),
        (Status.SIGNED, "zhang", "登记送达"),
        (Status.DELIVERED, "li", "签收"),
        (Status.RECEIVED, "li", "填写回告"),
        (Status.SENT_BACK, "li", "重新回告"),
        (Status.ANSWERED, "zhang", "开始复核"),
        (Status.VERIFIED, "zhang", "销号"),
    ],
)
def test_whoever_is_next_finds_the_button_on_the_record_and_among_the_things_to_do(
    status, user, words, opened, warn, request
):
    user = request.getfixturevalue(user)
    warning = warn(status)
    body = opened(user, warning.get_absolute_url())
    assert "下一步 · 等您办理" in body
    assert f'btn btn-primary">{words}<' in body or f'">{words}</a></div>' in body
    assert f"{words}<span" in opened(user, "/")


@pytest.mark.parametrize("status", [Status.CLOSED, Status.SUPERSEDED, Status.REVOKED, Status.DISCARDED])
def test_at_its_end_a_warning_has_no_next_step(status, opened, warn, zhang):
    body = opened(zhang, warn(status).get_absolute_url())
    assert "下一步" not in body
    assert 'aria-current="step"' not in body


def test_whoever_waits_reads_for_whom_and_why(opened, warn, zhang, li):
    body = opened(zhang, warn(Status.RECEIVED).get_absolute_url())
    assert "下一步 · 等待西山村负责人" in body
    assert "请由被预警单位的负责人办理。" in body


def test_beyond_the_towns_power_the_next_step_is_to_report_up(
    opened, pressed, through, zhang, sun, qian, town
):
    warning = through("submit", person=qian.person, unit=town)
    workflow.approve(warning, by=sun)
    assert "报上级纪检监察机关" in opened(zhang, warning.get_absolute_url())
    assert "已报上级" in pressed(zhang, "report_up", warning.pk)


def test_a_personal_answer_first_waits_for_the_heads_opinion(opened, warn, li, zhang, xishan):
    warning = warn(Status.ANSWERED, person=xishan.supervision_head)
    assert "等待西山村负责人" in opened(zhang, warning.get_absolute_url())
    assert "对黄色预警的回告签署意见" in opened(li, "/")
    assert "签署意见" in opened(li, reverse("earlywarnings:add_opinion", args=[warning.pk]))


def test_a_late_answer_says_so_on_the_record(opened, warn, zhang):
    warning = warn(Status.CLOSED, first_answered_on=date(2026, 12, 9), answer_due_on=date(2026, 12, 6))
    assert "2026年12月9日首次回告，逾期3天" in opened(zhang, warning.get_absolute_url())


# -- the buttons -----------------------------------------------------------------------------------------


def test_a_button_somebody_else_has_pressed_before_says_why_nothing_happens(pressed, warn, qian):
    warning = warn(Status.TO_SIGN)
    assert "只有待审核的预警可以审核。" in pressed(qian, "approve", warning.pk, wanted=403)


@pytest.mark.parametrize("verb", ["submit", "approve", "sign", "report_up", "close"])
def test_nothing_is_done_by_looking(verb, opened, warn, sun):
    warning = warn(Status.REVIEW)
    opened(sun, reverse(f"earlywarnings:{verb}", args=[warning.pk]), wanted=405)
    warning.refresh_from_db()
    assert warning.status == Status.REVIEW


def test_looking_at_the_receipt_leads_back_to_the_record(client, warn, li):
    warning = warn(Status.DELIVERED)
    client.force_login(li)
    response = client.get(reverse("earlywarnings:sign_for", args=[warning.pk]))
    assert response.url == warning.get_absolute_url()
    warning.refresh_from_db()
    assert warning.status == Status.DELIVERED


def test_a_reason_is_asked_before_a_return_and_before_a_revocation(pressed, warn, sun):
    for verb, status in (("return_to_draft", Status.TO_SIGN), ("revoke", Status.RECEIVED)):
        warning = warn(status)
        assert "这个字段是必填项。" in pressed(sun, verb, warning.pk, reason="  ")
        warning.refresh_from_db()
        assert warning.status == status
        assert "请核实日期。" in pressed(sun, verb, warning.pk, reason="请核实日期。")


# -- the notice ------------------------------------------------------------------------------------------


def test_the_notice_is_the_original_byte_for_byte(client, through, li, zhang):
    warning = through("deliver")
    address = reverse("earlywarnings:notice_pdf", args=[warning.pk])
    for user in (li, zhang):
        client.force_login(user)
        response = client.get(address)
        assert b"".join(response) == bytes(warning.notice.pdf)
        assert response["Content-Type"] == "application/pdf"
        assert "sandbox" in response["Content-Security-Policy"]


def test_the_working_copy_is_for_the_office(client, through, li, zhang):
    warning = through("deliver")
    address = reverse("earlywarnings:notice_docx", args=[warning.pk])
    client.force_login(zhang)
    assert b"".join(client.get(address)) == bytes(warning.notice.docx)
    client.force_login(li)
    assert client.get(address).status_code == 403


def test_before_signing_there_is_no_notice(opened, warn, zhang):
    opened(zhang, reverse("earlywarnings:notice_pdf", args=[warn(Status.TO_SIGN).pk]), wanted=404)


# -- nothing typed is ever markup ------------------------------------------------------------------------

MARKUP = '<b id="x">&\'"'


@pytest.mark.slow
@pytest.mark.parametrize("tier", [Tier.YELLOW, Tier.BLUE])
@pytest.mark.parametrize("status", [Status.DRAFT, Status.ANSWERED, Status.SENT_BACK, Status.REVOKED])
def test_markup_in_every_text_is_shown_as_it_was_typed(status, tier, opened, warn, zhang, qian, li, xishan):
    item = ItemFactory(reported=True, unit=xishan, summary=MARKUP, measures_taken=MARKUP)
    words = [
        "title", "facts", "rule_violated", "requirements", "reminders", "explanations", "evaluation", "copies_to",
        "case_handling_note", "party_decision", "returned_reason", "revoked_reason",
    ]  # fmt: skip
    person = xishan.supervision_head
    person.name = person.title = MARKUP
    person.save()
    warning = warn(status, tier=tier, items=[item], person=person, **dict.fromkeys(words, MARKUP))
    warning.problems.update(text=MARKUP, requirement=MARKUP)
    if warning.delivered_on:
        warning.delivery.remark = warning.delivery.signed_for_by = MARKUP
        warning.delivery.save()
        answers = {"explanation": MARKUP, "rules_improved": MARKUP, "remaining": MARKUP, "comment": MARKUP}
        causes = dict.fromkeys(("moral", "duty", "process", "system"), MARKUP)
        heads = {"head_opinion": MARKUP, "head_name": MARKUP, "on_behalf_of": MARKUP}
        for response in warning.responses.all():
            response.answers.update(measure=MARKUP, person=MARKUP, evidence=MARKUP, comment=MARKUP)
        warning.responses.update(**answers, **heads, causes=causes)
    page = reverse("earlywarnings:index")
    addresses = [page, warning.get_absolute_url(), "/", reverse("earlywarnings:triage_list")]
    addresses += [
        reverse("earlywarnings:triage", args=[item.pk]),
        f"{reverse('earlywarnings:draft')}?item={item.pk}",
        f"{reverse('earlywarnings:draft')}?item={item.pk}&unit={xishan.pk}&tier=red",
    ]
    more = {Status.DRAFT: ["change"], Status.ANSWERED: ["verify", "revoke"], Status.SENT_BACK: ["answer"]}
    addresses += [reverse(f"earlywarnings:{verb}", args=[warning.pk]) for verb in more.get(status, ())[:1]]
    for address in addresses:
        body = opened(zhang, address)
        assert '<b id="x">' not in body, address
    assert "&lt;b id=&quot;x&quot;&gt;" in opened(zhang, warning.get_absolute_url())

"""Who may do what to a handling, and who learns of it (art. 40). 西山村's 林 is talked to; 李 heads the village."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEvent
from collection.enums import ItemStatus
from core import clock
from core.gates import Role
from core.registries import chain_of
from core.verdict import Refusal
from earlywarnings import workflow as warnings
from earlywarnings.access.handling import MOVES
from earlywarnings.enums.handling import Assessment, Grade, HandlingStatus
from earlywarnings.models.handling import Handling, Milestone
from earlywarnings.queries import handling as queries
from earlywarnings.todos.handling import todos
from earlywarnings.workflow import handling as workflow
from organisations.models import RoleAssignment
from tests.documents import samples
from tests.factories import ItemFactory
from tests.factories.handling import HandlingFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
SECRET = "鱼塘机密"
PENDING, RECTIFYING, TO_ASSESS, CLOSED, CANCELLED = HandlingStatus


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def lin(xishan):
    return member(xishan, "林永强", Role.COLLECTOR, "会计")


@pytest.fixture
def handled(lin):
    def make(grade=Grade.TALK, status=PENDING, **values):
        return HandlingFactory(
            **{"grade": grade, "status": status, "person": lin.person, "reason": SECRET} | values
        )

    return make


@pytest.fixture
def cast(zhang, qian, sun, lin, li, zhou, wang, zhao, wu, zheng, feng, chen):
    return (zhang, qian, sun, lin, li, zhou, wang, zhao, wu, zheng, feng, chen)


STATES = [
    (grade, status)
    for grade in Grade
    for status in HandlingStatus
    if status != RECTIFYING or grade == Grade.ADMONISH
]
# The whole life on one page: (grade, status) → who may do what. 张钱孙 are the staff, 林 is the person.
ALLOWED = {
    (Grade.TALK, PENDING): {"hold": "张钱孙", "cancel": "张钱孙"},
    (Grade.ADMONISH, PENDING): {"hold": "张钱孙", "cancel": "张钱孙"},
    (Grade.EXPLAIN, PENDING): {"explain": "林", "cancel": "张钱孙", "inform_head": "张钱孙"},
    (Grade.ADMONISH, RECTIFYING): {"meet": "张钱孙"},
    (Grade.TALK, TO_ASSESS): {"assess": "张钱孙"},
    (Grade.EXPLAIN, TO_ASSESS): {"assess": "张钱孙"},
    (Grade.ADMONISH, TO_ASSESS): {"assess": "张钱孙"},
}
AFTER = {"inform_head": "张钱孙", "add_paper": "张钱孙"}  # whatever took place


@pytest.mark.parametrize(("grade", "status"), STATES)
def test_moves(grade, status, cast, handled):
    handling = handled(grade, status)
    expected = ALLOWED.get((grade, status), {}) | (AFTER if status in (RECTIFYING, TO_ASSESS, CLOSED) else {})
    verdicts = {verb: [(user, ask(user, handling)) for user in cast] for verb, ask in MOVES.items()}
    allowed = {verb: "".join(user.name[0] for user, said in rows if said) for verb, rows in verdicts.items()}

    assert {verb: who for verb, who in allowed.items() if who} == expected
    refusals = [said.reason for rows in verdicts.values() for _, said in rows if not said]
    assert all(reason.endswith("。") for reason in refusals)


def test_after_a_failed_grade_the_staff_may_follow_up(cast, handled):
    talk = handled(status=CLOSED, outcome=Assessment.INSUFFICIENT)
    explained = handled(Grade.EXPLAIN, CLOSED, outcome=Assessment.INSUFFICIENT)
    admonished = handled(Grade.ADMONISH, CLOSED, outcome=Assessment.INSUFFICIENT)
    asked = {
        one.grade: "".join(user.name[0] for user in cast if MOVES["follow_up"](user, one))
        for one in (talk, explained, admonished)
    }

    assert asked == {Grade.TALK: "张钱孙", Grade.EXPLAIN: "孙", Grade.ADMONISH: ""}


@pytest.mark.parametrize("verb", ["hold", "assess", "cancel"])
def test_an_officer_handles_nothing_of_their_own(verb, qian, handled):
    """Made before 钱 joined the staff."""
    status = TO_ASSESS if verb == "assess" else PENDING
    handling = handled(status=status, person=qian.person, unit=qian.person.unit)

    assert MOVES[verb](qian, handling).reason == "您是当事人，应当回避，请由另一位同志办理。"


# -- who sees it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("grade", "status"), STATES)
def test_who_sees_it(grade, status, cast, handled):
    handling = handled(grade, status)
    knows = grade == Grade.EXPLAIN or status in (RECTIFYING, TO_ASSESS, CLOSED)
    readers = "".join(user.name[0] for user in cast if handling in queries.visible_to(user))

    assert readers == ("张钱孙林" if knows else "张钱孙")


def test_the_head_sees_it_once_recorded_as_informed(li, wang, handled):
    hidden, told = handled(status=TO_ASSESS), handled(status=TO_ASSESS, head_informed_on=TODAY)

    assert list(queries.visible_to(li)) == [told]
    assert hidden not in queries.visible_to(li)
    assert not queries.visible_to(wang).exists()


def test_staff_do_not_see_before_it_takes_place_what_is_about_them(qian, handled):
    assert handled(person=qian.person, unit=qian.person.unit) not in queries.visible_to(qian)


def test_a_head_who_joins_the_discipline_body_sees_not_their_own_before(li, town, handled):
    RoleAssignment.objects.create(user=li, role=Role.INFORMATION_OFFICER, unit=town, starts_on="2026-01-01")

    assert handled(person=li.person) not in queries.visible_to(li)


PAGES = ("handling", "handling_sheet", "hold_talk", "explain", "assess_handling", "cancel_handling")
MORE = ("inform_head", "add_handling_paper")


def at(name, handling, *more) -> str:
    return reverse(f"earlywarnings:{name}", args=[handling.pk, *more])


@pytest.mark.parametrize("name", ["lin", "li", "wang", "zhao", "wu", "zhou"])
def test_before_it_takes_place_nobody_but_the_staff_learns_of_it(client, name, handled, zhang, request):
    item = ItemFactory(unit=request.getfixturevalue("xishan"), reported=True)
    handling = handled(item=item)
    Milestone.objects.create(handling=handling, number=1, text=SECRET, due_on=TODAY)
    user = request.getfixturevalue(name)
    client.force_login(user)
    addresses = [at(page, handling) for page in (*PAGES, *MORE)]
    addresses += [reverse("earlywarnings:meet_milestone", args=[handling.milestones.first().pk])]
    for address in addresses:
        for ask in (client.get, client.post):
            response = ask(address)
            assert response.status_code in (403, 404, 405)
            assert SECRET not in response.content.decode()
    for address in ("/", reverse("notifications:inbox"), reverse("earlywarnings:index")):
        body = client.get(address).content.decode()
        assert SECRET not in body
        assert str(handling) not in body
    assert not [link for link in chain_of(user, item) if link.label == "分级处置"]
    assert todos(user, TODAY) == []
    handling.refresh_from_db()
    assert handling.status == PENDING


def test_afterwards_the_person_reads_it_and_changes_nothing(client, handled, lin, zhang):
    handling = handled(status=TO_ASSESS)
    paper = workflow.add_paper(handling, by=zhang, name="签字.pdf", content=samples.PDF)
    client.force_login(lin)

    page = client.get(at("handling", handling)).content.decode()
    assert SECRET in page
    assert "签字.pdf" in page
    assert "办理记录" not in page
    assert handling.opened_by.name not in page
    assert client.get(at("handling_sheet", handling)).status_code == 200
    assert client.get(at("handling_paper", handling, paper.pk)).getvalue() == samples.PDF
    for name in ("hold_talk", "assess_handling", "cancel_handling", "add_handling_paper"):
        assert client.post(at(name, handling)).status_code == 403


@pytest.mark.parametrize("name", ["wang", "zhao", "wu", "li", "zhou"])
def test_its_papers_are_not_for_others(client, name, handled, zhang, request):
    handling = handled(status=TO_ASSESS)
    paper = workflow.add_paper(handling, by=zhang, name="签字.pdf", content=samples.PDF)
    client.force_login(request.getfixturevalue(name))

    assert client.get(at("handling_paper", handling, paper.pk)).status_code == 404


def test_a_paper_of_another_record_is_not_found_under_this_one(client, handled, zhang):
    mine, other = handled(status=TO_ASSESS), handled(status=TO_ASSESS)
    paper = workflow.add_paper(other, by=zhang, name="签字.pdf", content=samples.PDF)
    client.force_login(zhang)

    assert client.get(at("handling_paper", mine, paper.pk)).status_code == 404


# -- the pages ----------------------------------------------------------------------------------------------

LIST = reverse("earlywarnings:handling_list")
OPEN = reverse("earlywarnings:open_handling")


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, zhang, handled, count, django_assert_max_num_queries
):
    for _ in range(count):
        handled(Grade.ADMONISH, RECTIFYING)
    client.force_login(zhang)
    with django_assert_max_num_queries(20):
        page = body(client.get(LIST))
    assert page.count("pill--rectifying") == count


def test_the_list_is_searched_filtered_and_sorted(client, zhang, handled, wang):
    late = handled(planned_on=date(2026, 11, 20))
    other = handled(Grade.EXPLAIN, TO_ASSESS, person=wang.person, reason="另一件事")
    client.force_login(zhang)

    def found(**params) -> list[bool]:
        page = body(client.get(LIST, params))
        return [one.get_absolute_url() in page for one in (late, other)]

    assert found() == [True, True]
    assert found(q="林永强 鱼塘") == [True, False]
    assert found(grade="explain") == [False, True]
    assert found(state="late") == [True, False]
    assert found(status="to_assess") == [False, True]
    assert found(person=wang.person_id) == [False, True]
    assert found(unit="999999") == [False, False]
    for sort in ("unit", "-unit", "opened", "-opened"):
        assert found(sort=sort) == [True, True]


def test_the_export_holds_what_the_list_shows_and_is_a_deed(client, zhang, handled, wang):
    handled(Grade.ADMONISH, RECTIFYING)
    handled(person=wang.person, reason="另一件事")
    client.force_login(zhang)
    response = client.get(LIST, {"format": "xlsx", "grade": "admonish"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response))).active
    rows = ["".join(str(cell) for cell in row) for row in sheet.values]

    assert len(rows) == 2
    assert SECRET in rows[1]
    assert "整改事项1（12月1日前，未完成）" in rows[1]
    assert AuditEvent.objects.get(verb="handling.export").details == {"rows": 1}


def test_the_whole_of_an_admonition_through_the_pages(client, zhang, sun, lin, xishan):
    client.force_login(sun)
    assert "当事人在哪个单位？" in body(client.get(OPEN))
    address = f"{OPEN}?unit={xishan.pk}"
    typed = {"person": lin.person_id, "grade": "admonish", "reason": SECRET, "planned_on": "2026-11-26"}
    page = body(client.post(address, typed | {"hold": "1"}, follow=True))
    assert "登记谈话：林永强" in page
    handling = Handling.objects.get()

    talk = {"held_on": "2026-11-24", "place": "镇纪委", "talkers": "孙正平", "said": "指出问题。"}
    empty = {"plan-TOTAL_FORMS": "1", "plan-INITIAL_FORMS": "0"}
    page = body(client.post(at("hold_talk", handling), talk | empty))
    assert "field--invalid" in page
    row = {"plan-0-text": "公示名单", "plan-0-due_on": "2026-12-01"}
    page = body(client.post(at("hold_talk", handling), talk | empty | row, follow=True))
    assert "整改中" in page
    assert "完成整改计划第1项" in page

    step = reverse("earlywarnings:meet_milestone", args=[Milestone.objects.get().pk])
    assert "不能晚于今天" in body(client.post(step, {"met_on": "2026-12-30", "note": "完成"}))
    page = body(client.post(step, {"met_on": "2026-11-24", "note": "已公示"}, follow=True))
    assert "评估效果" in page
    page = body(
        client.post(
            at("assess_handling", handling), {"outcome": "insufficient", "assessment": "未改"}, follow=True
        )
    )
    assert "告诫后没有达到要求" in page


def test_each_mistake_is_told_at_its_field(client, zhang, lin, xishan, wang):
    upper = member(xishan, "马远山", Role.COLLECTOR, managed_by="upper").person
    client.force_login(zhang)

    def said(**typed) -> str:
        usual = {"person": lin.person_id, "grade": "talk", "reason": "事由", "planned_on": "2026-11-26"}
        return body(client.post(f"{OPEN}?unit={xishan.pk}", usual | typed))

    assert "由上级管理" in said(person=upper.pk)
    assert "告诫由镇纪委书记决定" in said(grade="admonish")
    assert "这一天已经过去" in said(planned_on="2026-11-23")
    assert "选择一个有效的选项" in said(person=wang.person_id)
    assert "field--invalid" in said(reason="   ")
    assert not Handling.objects.exists()


@pytest.mark.parametrize(
    "query", ["unit=0", "unit=x", "item=²", "warning=99999999999999999999", "previous=x"]
)
def test_a_made_up_address_asks_for_the_unit(client, zhang, query):
    client.force_login(zhang)

    assert "当事人在哪个单位？" in body(client.get(f"{OPEN}?{query}"))


def test_an_enterprise_is_not_offered(client, zhang, enterprise):
    client.force_login(zhang)
    assert "建材公司" not in body(client.get(OPEN))
    assert "当事人在哪个单位？" in body(client.get(f"{OPEN}?unit={enterprise.pk}"))


@pytest.fixture
def to_talk(zhang, lin, xishan):
    item = ItemFactory(unit=xishan, about=lin.person, form=None, status=ItemStatus.REPORTED, summary=SECRET)
    warnings.triage(item, by=zhang, decision="talk")
    item.refresh_from_db()
    return item


def test_an_item_judged_to_need_a_talk_waits_until_one_is_opened(client, zhang, to_talk, lin):
    client.force_login(zhang)
    assert "登记谈话提醒" in body(client.get(to_talk.get_absolute_url()))
    assert todos(zhang, TODAY)[0].title == "1条研判为谈话提醒的信息还没有登记谈话"
    page = body(client.get(f"{OPEN}?item={to_talk.pk}"))
    assert f'value="{lin.person_id}" selected' in page
    assert SECRET in page

    client.post(
        f"{OPEN}?item={to_talk.pk}",
        {"person": lin.person_id, "grade": "talk", "reason": "公示不及时", "planned_on": "2026-11-26"},
    )
    handling = Handling.objects.get()
    assert handling.item == to_talk
    assert [todo.title for todo in todos(zhang, TODAY)] == ["口头谈话提醒：谈话，并登记记录"]
    page = body(client.get(to_talk.get_absolute_url()))
    assert "登记谈话提醒" not in page
    assert handling.get_absolute_url() in page


def test_a_warnings_measure_proposes_its_grade(client, sun, warn, li):
    warning = warn("received", measures=["admonition"], person=li.person)
    client.force_login(sun)

    assert f"{OPEN}?warning={warning.pk}" in body(client.get(warning.get_absolute_url()))
    page = body(client.get(f"{OPEN}?warning={warning.pk}"))
    assert re.search(r'value="admonish"[^>]* checked', page)
    handling = HandlingFactory(person=li.person, warning=warning)
    page = body(client.get(warning.get_absolute_url()))
    assert handling.get_absolute_url() in page


def test_the_warned_head_sees_no_pending_talk_on_the_warning(client, li, warn):
    warning = warn("received")
    handling = HandlingFactory(person=li.person, warning=warning)
    client.force_login(li)

    page = body(client.get(warning.get_absolute_url()))
    assert handling.get_absolute_url() not in page
    assert "登记谈话或告诫" not in page


def test_the_next_grade_is_a_button_and_not_a_deed(client, zhang, handled):
    handling = handled(status=CLOSED, outcome=Assessment.INSUFFICIENT)
    client.force_login(zhang)
    page = body(client.get(handling.get_absolute_url()))

    assert "建议转为“向组织说明”" in page
    assert f"{OPEN}?previous={handling.pk}" in page
    assert Handling.objects.count() == 1
    page = body(client.get(f"{OPEN}?previous={handling.pk}"))
    assert handling.assessment in page


def test_todos_of_the_person_and_of_the_staff(zhang, lin, handled):
    handled(Grade.EXPLAIN)
    handled(Grade.ADMONISH, RECTIFYING)
    handled(status=TO_ASSESS)
    assert [todo.button for todo in todos(lin, TODAY)] == ["填写说明"]
    assert sorted(todo.button for todo in todos(zhang, TODAY)) == ["填写评估意见", "登记完成情况"]
    assert sorted(todo.button for todo in todos(zhang, date(2026, 11, 20))) == ["填写评估意见"]


@pytest.mark.parametrize("count", [1, 3])
def test_todos_ask_the_same_number_of_questions(zhang, handled, count, django_assert_max_num_queries):
    for _ in range(count):
        handled(Grade.EXPLAIN)
        handled(Grade.ADMONISH, RECTIFYING)
    zhang.role_rows, zhang.reach(Role.INFORMATION_OFFICER)  # read once per request
    with django_assert_max_num_queries(6):
        todos(zhang, TODAY)


@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize("status", [PENDING, CLOSED])
def test_the_sheet_of_each_grade_blank_and_filled_in(client, zhang, handled, grade, status):
    client.force_login(zhang)
    page = body(client.get(at("handling_sheet", handled(grade, status))))

    heading = {Grade.TALK: "谈话提醒记录", Grade.EXPLAIN: "情况说明", Grade.ADMONISH: "告诫书"}[grade]
    assert f"<h1>{heading}</h1>" in page
    assert "当事人签名" in page
    filled = {Grade.TALK: "指出问题", Grade.EXPLAIN: "情况属实", Grade.ADMONISH: "整改事项2"}[grade]
    assert (filled in page) is (status == CLOSED)


def test_a_signed_record_is_a_picture_of_paper(client, zhang, handled):
    handling = handled(status=TO_ASSESS)
    client.force_login(zhang)

    def sent(name, content):
        return client.post(at("add_handling_paper", handling), {"file": SimpleUploadedFile(name, content)})

    assert "请传扫描件或照片" in body(sent("记录.docx", samples.DOCX))
    assert sent("记录.jpg", samples.JPEG).status_code == 302
    with pytest.raises(Refusal, match="谈话或说明以后，再传签字的记录。"):
        workflow.add_paper(handled(), by=zhang, name="a.pdf", content=samples.PDF)

"""Who sees a warning, and that nobody learns of it any other way before it is served."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from assessment.queries import explained
from assessment.workflow import open_year
from audit.models import AuditEvent
from core import clock
from core.gates import Role
from deadlines.models import Deadline
from documents.models import RegisteredNumber
from earlywarnings import queries, workflow
from earlywarnings.enums import Status
from notifications.models import Notification, OutgoingMail
from organisations.enums import PortfolioField
from organisations.models import RoleAssignment
from tests.factories import ItemFactory, PortfolioFactory, RiskPointFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db

UNSERVED = (Status.DRAFT, Status.REVIEW, Status.TO_SIGN, Status.SIGNED, Status.REPORTED_UP, Status.DISCARDED)
# 西山村 is warned: 李 heads it, 周 collects for it, 王 heads another village.
READERS = {
    Status.DRAFT: "张钱孙",
    Status.REVIEW: "张钱孙",
    Status.TO_SIGN: "张钱孙",
    Status.REPORTED_UP: "张钱孙吴韩",
    Status.DISCARDED: "张钱孙",
    Status.SIGNED: "张钱孙赵吴韩",
    Status.DELIVERED: "张钱孙李赵吴韩",
}


@pytest.fixture
def cast(zhang, qian, sun, li, wang, zhou, zhao, wu, han, zheng, feng, chen):
    return (zhang, qian, sun, li, wang, zhou, zhao, wu, han, zheng, feng, chen)


@pytest.fixture
def lin(xishan):
    return member(xishan, "林永强", Role.COLLECTOR, "会计")


def readers(warning, people) -> str:
    return "".join(user.name[0] for user in people if warning in queries.visible_to(user))


@pytest.mark.parametrize("status", Status)
def test_who_sees_a_warning_on_a_unit(status, cast, warn):
    assert readers(warn(status), cast) == READERS.get(status, "张钱孙李周赵吴韩")


@pytest.mark.parametrize("status", Status)
def test_a_warned_person_sees_it_once_it_is_served(status, cast, lin, warn):
    expected = READERS.get(status, "张钱孙李赵吴韩")
    expected += "林" if status == Status.DELIVERED or status not in READERS else ""
    assert readers(warn(status, person=lin.person), [*cast, lin]) == expected


@pytest.mark.parametrize("status", UNSERVED)
@pytest.mark.parametrize("named", ["qian", "sun", "zhao"])
def test_neither_staff_nor_a_leader_sees_before_delivery_what_names_them(named, status, warn, town, request):
    user = request.getfixturevalue(named)
    assert warn(status, person=user.person, unit=town) not in queries.visible_to(user)


@pytest.mark.parametrize("status", UNSERVED)
def test_a_head_who_serves_in_the_discipline_body_does_not_see_it_before_delivery(status, warn, li, town):
    RoleAssignment.objects.create(user=li, role=Role.INFORMATION_OFFICER, unit=town, starts_on="2026-01-01")
    assert warn(status) not in queries.visible_to(li)


def test_revoked_before_delivery_it_stays_unseen(through, sun, li, zhao):
    warning = workflow.revoke(through("sign"), by=sun, reason="事实有误。")
    assert readers(warning, [sun, zhao, li]) == "孙赵"


def test_a_leader_in_charge_without_a_role_sees_what_was_served(town, caizheng, warn):
    leader = member(town, "何副", Role.COLLECTOR)
    caizheng.overseers.all().delete()
    PortfolioFactory(person=leader.person, unit=town, field=PortfolioField.DEPARTMENT, department=caizheng)
    hidden, served = warn(Status.SIGNED, unit=caizheng), warn(Status.RECEIVED, unit=caizheng)
    assert list(queries.visible_to(leader)) == [served]
    assert hidden not in queries.visible_to(leader)


# -- every page, for somebody who must learn nothing -----------------------------------------------------

SECRET = "鱼塘机密"


@pytest.fixture
def point(xishan):
    return RiskPointFactory(unit=xishan, name="集体资产发包", registered=True)


def bodies(client, user, warning, point) -> list[str]:
    """Everything a user can open that could tell of the warning."""
    client.force_login(user)
    addresses = [
        "/",
        reverse("earlywarnings:index"),
        f"{reverse('earlywarnings:index')}?q={SECRET}",
        f"{reverse('earlywarnings:index')}?status={warning.status}&unit={warning.unit_id}",
        reverse("notifications:inbox"),
        reverse("assessment:index"),
        reverse("riskpoints:index"),
        point.get_absolute_url(),
    ]
    return [client.get(address).content.decode() for address in addresses]


@pytest.mark.slow
@pytest.mark.parametrize("move", ["draft", "submit", "approve", "sign"])
def test_the_head_of_the_warned_unit_learns_nothing_anywhere_before_delivery(
    client, through, li, point, move
):
    warning = through(move, title=SECRET, risk_point=point)
    for body in bodies(client, li, warning, point):
        assert SECRET not in body.replace(f'value="{SECRET}"', "")
        assert warning.get_absolute_url() not in body
        assert "tier--yellow" not in body
    assert not Notification.objects.filter(recipient=li).exists()
    assert not queries.hanging_on(point, li).exists()


@pytest.mark.slow
def test_another_village_learns_nothing_ever(client, through, wang, point, xishan):
    warning = through("deliver", title=SECRET, risk_point=point)
    client.force_login(wang)
    names = [
        "detail", "change", "submit", "approve", "return_to_draft", "sign", "report_up", "deliver", "sign_for",
        "answer", "add_opinion", "verify", "close", "revoke", "notice_pdf", "notice_docx",
    ]  # fmt: skip
    for name in names:
        address = reverse(f"earlywarnings:{name}", args=[warning.pk])
        for ask in (client.get, client.post):
            response = ask(address)
            assert response.status_code in (403, 404, 405)
            assert SECRET not in response.content.decode()
    for address in ("/", reverse("earlywarnings:index"), f"{reverse('earlywarnings:index')}?q={SECRET}"):
        body = client.get(address).content.decode()
        assert SECRET not in body.replace(f'value="{SECRET}"', "")
        assert "西山村" not in body
    assert SECRET not in workbook(client.get(reverse("earlywarnings:index"), {"format": "xlsx"}))
    assert not Notification.objects.filter(recipient=wang).exists()
    assert not queries.hanging_on(point, wang).exists()


def workbook(response) -> str:
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response))).active
    return "\n".join(str(cell) for row in sheet.values for cell in row)


def test_the_export_holds_what_the_list_shows(client, zhang, warn, donggou):
    warn(Status.RECEIVED, title="一件")
    warn(Status.RECEIVED, title="另一件", unit=donggou)
    client.force_login(zhang)
    text = workbook(client.get(reverse("earlywarnings:index"), {"format": "xlsx", "unit": donggou.pk}))
    assert "另一件" in text
    assert "\n一件\n" not in text


def test_the_filter_offers_only_units_of_warnings_the_reader_sees(client, wang, warn, donggou):
    warn(Status.RECEIVED)
    warn(Status.SIGNED, unit=donggou)
    warn(Status.RECEIVED, unit=donggou)
    client.force_login(wang)
    body = client.get(reverse("earlywarnings:index")).content.decode()
    assert f'<option value="{donggou.pk}">东沟村</option>' in body
    assert "西山村" not in body


def test_the_score_takes_the_point_only_once_it_is_served(through, zhang, sun, li, xishan):
    with clock.at(date(2026, 11, 3)):
        warning = through("sign")
        open_year(2026, by=sun)
        sheet = xishan.sheets.get()
        assert explained(sheet, li)["deductions"] == []
        workflow.deliver(warning, by=zhang, way="in_person")
        assert [line.warning for line in explained(sheet, li)["deductions"]] == [warning]


def test_a_revoked_warning_gives_its_points_back_and_keeps_its_number(through, sun, li, xishan):
    with clock.at(date(2026, 11, 3)):
        warning = through("deliver")
        open_year(2026, by=sun)
        sheet = xishan.sheets.get()
        assert explained(sheet, li)["result"].deducted == 1
        warning = workflow.revoke(warning, by=sun, reason="事实有误。")
    assert explained(sheet, li)["result"].deducted == 0
    assert (warning.status, str(warning.number)) == (Status.REVOKED, "七镇纪廉预〔2026〕1号")
    assert not warning.number.is_void


def test_points_count_in_the_year_of_signing_even_when_served_in_the_next(through, zhang):
    with clock.at(date(2026, 12, 31)):
        warning = through("sign")
    with clock.at(date(2027, 1, 2)):
        workflow.deliver(warning, by=zhang, way="in_person")
    seen = queries.visible_to(zhang)
    assert list(queries.counted_in(seen, 2026)) == [warning]
    assert not queries.counted_in(seen, 2027).exists()


# -- what others keep about it ---------------------------------------------------------------------------


def test_neither_audit_nor_register_nor_mail_tells_what_it_is_about(through, zhang, qian, sun, li, lin):
    for user in (zhang, qian, sun, li, lin):
        user.email = "somebody@example.org"
        user.save()
    warning = through("deliver", title=SECRET, facts=SECRET, person=lin.person)
    workflow.sign_for(warning, by=lin)
    answers = [{"problem": p, "measure": SECRET, "person": SECRET} for p in warning.problems.all()]
    workflow.answer(warning, by=lin, causes={"duty": SECRET}, answers=answers)
    workflow.add_opinion(warning, by=li, opinion=SECRET)
    row = warning.responses.get().answers.get()
    workflow.verify(warning, by=zhang, passed={row.pk: False}, comments={row.pk: SECRET}, comment=SECRET)
    workflow.revoke(warning, by=sun, reason=SECRET)
    told = [
        *AuditEvent.objects.values_list("object_text", "details"),
        *RegisteredNumber.objects.values_list("purpose"),
        *Notification.objects.values_list("text"),
        *OutgoingMail.objects.values_list("text"),
        *Deadline.objects.values_list("title", "data"),
    ]
    assert len(told) > 20
    assert SECRET not in str(told)


def test_a_returned_draft_says_why_on_its_page_and_not_in_the_mail(through, zhang, qian, client):
    warning = through("submit")
    workflow.return_to_draft(warning, by=qian, reason=SECRET)
    assert Notification.objects.filter(recipient=zhang, text__contains="请按退回理由修改").exists()
    assert not Notification.objects.filter(text__contains=SECRET).exists()
    client.force_login(zhang)
    assert SECRET in client.get(warning.get_absolute_url()).content.decode()


def test_where_it_came_from_and_who_did_what_is_for_the_discipline_body(client, through, zhang, li):
    warning = through("deliver")
    item = warning.items.get()
    client.force_login(zhang)
    body = client.get(warning.get_absolute_url()).content.decode()
    assert item.get_absolute_url() in body
    assert "签批了七镇纪廉预" in body
    client.force_login(li)
    body = client.get(warning.get_absolute_url()).content.decode()
    assert str(item) not in body
    assert "签批了七镇纪廉预" not in body
    assert "内部审批" not in body


def test_a_warned_member_of_the_staff_does_not_see_its_source_even_afterwards(client, warn, qian, town):
    item = ItemFactory(reported=True, unit=town.children.first())
    warning = warn(Status.RECEIVED, person=qian.person, unit=town, items=[item])
    client.force_login(qian)
    body = client.get(warning.get_absolute_url()).content.decode()
    assert item.get_absolute_url() not in body
    assert "内部审批" not in body


def test_similar_items_are_those_the_reader_may_see(zhang, xishan, qian):
    first = ItemFactory(reported=True, unit=xishan)
    other = ItemFactory(reported=True, unit=xishan, form=first.form)
    on_staff = ItemFactory(
        reported=True, unit=xishan, form=first.form, about=qian.person, subject_unit=xishan
    )
    old = ItemFactory(reported=True, unit=xishan, form=first.form, found_on=date(2025, 1, 1))
    assert queries.similar_to(first, zhang) == [other]
    assert {on_staff, old} & set(queries.similar_to(first, zhang)) == set()


def test_a_collectors_own_items_are_not_theirs_to_judge(client, xishan, zhou):
    ItemFactory(reported=True, unit=xishan)
    client.force_login(zhou)
    assert "研判" not in client.get("/").content.decode()
    assert not queries.items_to_triage(zhou).exists()

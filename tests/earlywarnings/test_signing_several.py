"""批量签批: one page names each, each is signed for itself."""

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from documents.models import RegisteredNumber
from earlywarnings import workflow
from earlywarnings.enums import Status
from organisations.enums import ManagedBy
from tests.fixtures import member

pytestmark = pytest.mark.django_db
LIST = reverse("earlywarnings:sign_list")
SEVERAL = reverse("earlywarnings:sign_several")


@pytest.fixture
def three(through):
    return [through("approve", title=f"第{n}件事") for n in "一二三"]


def page(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_holds_what_waits_and_nothing_else(client, sun, three, through):
    reviewed = through("submit", title="还没审核")
    client.force_login(sun)
    body = page(client.get(LIST))

    assert [f"第{n}件事" in body for n in "一二三"] == [True] * 3
    assert reviewed.title not in body
    assert body.count('type="checkbox" name="warning"') == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, sun, through, count, django_assert_max_num_queries
):
    for n in range(count):
        through("approve", title=f"第{n}件事")
    client.force_login(sun)
    with django_assert_max_num_queries(14):
        client.get(LIST)


def test_the_page_before_signing_names_each_and_signs_nothing(client, sun, three):
    client.force_login(sun)
    body = page(client.get(SEVERAL, {"warning": [warning.pk for warning in three[:2]]}))

    assert "签批这 2 件" in body
    assert "第一件事" in body
    assert "第三件事" not in body
    assert not RegisteredNumber.objects.exists()


def test_each_is_signed_with_its_own_number_in_order(client, sun, three):
    client.force_login(sun)
    body = page(client.post(SEVERAL, {"warning": [warning.pk for warning in reversed(three)]}))

    for warning in three:
        warning.refresh_from_db()
    assert [warning.status for warning in three] == [Status.SIGNED] * 3
    assert [warning.number.serial for warning in three] == [1, 2, 3]
    assert [str(warning.number) in body for warning in three] == [True] * 3
    assert AuditEvent.objects.filter(verb="earlywarning.sign").count() == 3


def test_one_that_is_refused_says_why_and_leaves_no_gap(client, sun, zhang, three, xishan):
    first, second, third = three
    upper = member(xishan, "马远山", "unit_head", managed_by=ManagedBy.UPPER).person
    second.person = upper
    second.save()
    client.force_login(sun)

    asked = page(client.get(SEVERAL, {"warning": [warning.pk for warning in three]}))
    body = page(client.post(SEVERAL, {"warning": [warning.pk for warning in three]}))

    assert "签批这 2 件" in asked
    assert "马远山同志由上级管理" in asked
    assert "没有签批。" in body
    assert "马远山同志由上级管理，镇纪委不能签发，请报上级纪检监察机关。" in body
    for warning in three:
        warning.refresh_from_db()
    assert [first.number.serial, second.number, third.number.serial] == [1, None, 2]
    assert second.status == Status.TO_SIGN


def test_what_a_colleague_returned_meanwhile_is_told_and_not_signed(client, sun, zhang, three):
    workflow.return_to_draft(three[0], by=zhang, reason="漏了一项。")
    client.force_login(sun)
    body = page(client.post(SEVERAL, {"warning": [warning.pk for warning in three]}))

    assert "只有审核通过的预警可以签批。" in body
    assert RegisteredNumber.objects.count() == 2


def test_posting_twice_signs_once(client, sun, three):
    client.force_login(sun)
    chosen = {"warning": [warning.pk for warning in three]}
    client.post(SEVERAL, chosen)
    page(client.post(SEVERAL, chosen))

    assert RegisteredNumber.objects.count() == 3


@pytest.mark.parametrize("ids", [[], ["0"], ["x"], ["9" * 30], ["²"]])
def test_nothing_chosen_leads_back_to_the_list(client, sun, three, ids):
    client.force_login(sun)
    for ask in (client.get, client.post):
        assert ask(SEVERAL, {"warning": ids})["Location"] == LIST


def test_only_the_secretary_signs(client, zhang, three):
    client.force_login(zhang)
    for address in (LIST, SEVERAL):
        assert client.get(address).status_code == 403
    assert client.post(SEVERAL, {"warning": [three[0].pk]}).status_code == 403
    assert not RegisteredNumber.objects.exists()


def test_the_register_points_the_secretary_to_it(client, sun, zhang, three):
    client.force_login(sun)
    assert "批量签批 3 件" in page(client.get(reverse("earlywarnings:index")))
    client.force_login(zhang)
    assert "批量签批" not in page(client.get(reverse("earlywarnings:index")))


def test_a_secretary_whom_a_warning_names_cannot_reach_it(client, sun, three):
    three[0].person = sun.person
    three[0].save()
    client.force_login(sun)

    assert three[0].title not in page(client.get(LIST))
    page(client.post(SEVERAL, {"warning": [warning.pk for warning in three]}))
    three[0].refresh_from_db()
    assert three[0].status == Status.TO_SIGN

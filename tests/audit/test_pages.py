"""The auditor's pages."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from audit import sentences
from audit.models import AuditEvent
from core import clock
from core.gates import Role
from tests.factories import UserFactory
from tests.factories.audit import events

pytestmark = pytest.mark.django_db
LIST, EXPORT = reverse("audit:events"), reverse("audit:export")


@pytest.fixture(autouse=True)
def signed(monkeypatch):
    monkeypatch.setitem(sentences.SENTENCES, "test.signed", "签发了{object}，文号{number}")


def table(client, **query) -> str:
    response = client.get(LIST, query)
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main>")[0]


def exported(client, query="") -> list[list[str]]:
    response = client.post(f"{EXPORT}{query}")
    assert response["Content-Disposition"].endswith(".csv")
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_the_list_says_who_did_what_in_words(client, chen):
    events({"verb": "test.signed", "object_text": "黄色预警", "details": {"number": "七镇纪廉预〔2026〕1号"}})
    client.force_login(chen)

    page = table(client)

    assert "签发了黄色预警，文号七镇纪廉预〔2026〕1号" in page
    assert "七道江镇纪委委员" in page
    assert "10.0.0.9" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["1", "2", "3"]),
        ({"person": "李"}, ["2"]),
        ({"deed": "签发"}, ["3"]),
        ({"deed": "test.sign"}, ["3"]),
        ({"thing": "采集表"}, ["1"]),
        ({"unit": "东沟"}, ["2"]),
        ({"address": "10.0.1"}, ["1"]),
        ({"since": "2026-11-02"}, ["2", "3"]),
        ({"until": "2026-11-02"}, ["1", "2"]),
        ({"since": "2026-11-02", "until": "2026-11-02"}, ["2"]),
        ({"person": "没有此人"}, []),
        ({"since": "not a day"}, ["1", "2", "3"]),
    ],
)
def test_the_list_is_narrowed(client, chen, query, found):
    rows = [
        {"object_text": "采集表", "address": "10.0.1.1"},
        {"actor_name": "李长河", "unit_name": "东沟村"},
        {"verb": "test.signed"},
    ]
    for day, row in enumerate(rows, start=1):
        with clock.at(date(2026, 11, day)):
            events(row)
    client.force_login(chen)

    page = table(client, **query)

    assert [number for number in ("1", "2", "3") if f">{number}</a>" in page] == found
    assert ("没有符合条件的记录。" in page) is (found == [])


def test_the_last_moment_of_a_day_in_the_town_belongs_to_it(client, chen):
    events({"at": datetime(2026, 11, 2, 15, 59, 59, tzinfo=UTC), "object_text": "深夜的事"})
    client.force_login(chen)
    assert "深夜的事" in table(client, since="2026-11-02", until="2026-11-02")
    assert "没有符合条件的记录。" in table(client, since="2026-11-03")


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_list_do_not_grow(client, count, chen, django_assert_num_queries):
    events(*[{}] * count)
    client.force_login(chen)
    with django_assert_num_queries(7):
        client.get(LIST)


def test_the_list_is_paged(client, chen):
    events(*[{}] * 51)
    client.force_login(chen)
    assert "共 51 条记录" in table(client)
    assert table(client, page=2).count("<tr>") == 2  # the head and one row


def test_one_event_shows_its_details_and_its_seals(client, chen):
    first, second = events({}, {"details": {"tier": "yellow", "fields": ["简称", "顺序"]}})
    client.force_login(chen)

    page = client.get(reverse("audit:event", args=[2])).content.decode()

    for text in (first.mac, second.mac, "yellow", "简称、顺序", "HMAC-SHA-256"):
        assert text in page


@pytest.mark.parametrize("who", ["zhang", "sun", "li", "zhou", "zhao", "wu", "zheng", "feng"])
def test_nobody_but_an_auditor_reads_the_audit(client, who, request):
    events({})
    client.force_login(request.getfixturevalue(who))
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("audit:event", args=[1])).status_code == 403
    assert client.post(EXPORT).status_code == 403


def test_an_auditor_of_a_town_reads_what_was_done_there_and_what_belongs_to_no_unit(
    client, town, centre, xishan
):
    events(
        {"unit_id": xishan.pk, "object_text": "村里"},
        {"unit_id": centre.pk, "object_text": "区里"},
        {"object_text": "系统"},
    )
    client.force_login(UserFactory(role=Role.AUDIT_OFFICER, unit=town))

    page = table(client)

    assert "村里" in page
    assert "系统" in page
    assert "区里" not in page
    assert client.get(reverse("audit:event", args=[2])).status_code == 404


# -- export ----------------------------------------------------------------------------------------------


def test_an_export_holds_exactly_what_is_filtered_and_everything_needed_to_check_it(client, chen):
    events({"actor_name": "李长河"}, {"actor_name": "周小燕", "details": {"b": 1, "a": "二"}})
    client.force_login(chen)

    head, *rows = exported(client, "?person=周")

    assert len(rows) == 1
    line = dict(zip(head, rows[0], strict=True))
    event = AuditEvent.objects.get(sequence=2)
    assert (line["序号"], line["操作人"], line["详情"]) == ("2", "周小燕", '{"a": "二", "b": 1}')
    assert (line["上一条校验值"], line["校验值"]) == (event.previous, event.mac)


def test_an_export_is_itself_recorded_with_its_conditions_and_its_count(client, chen):
    events({"actor_name": "周小燕"})
    client.force_login(chen)

    rows = exported(client, "?person=周&since=2026-01-01")

    assert len(rows) == 2  # the export's own row is not among them
    event = AuditEvent.objects.first()
    assert (event.verb, event.actor_name) == ("audit.exported", "陈素芳")
    assert sentences.sentence(event) == "导出了审计记录1条（条件：从：2026年1月1日；操作人：周）"


def test_an_export_without_conditions_says_so(client, chen):
    client.force_login(chen)
    exported(client)
    assert AuditEvent.objects.get().details == {"count": 0, "conditions": "全部"}


def test_nothing_is_exported_by_following_a_link(client, chen):
    client.force_login(chen)
    assert client.get(EXPORT).status_code == 405


def test_exported_cells_are_harmless_in_a_spreadsheet(client, chen):
    events({"object_text": "=HYPERLINK(1)", "actor_name": "@SUM"})
    client.force_login(chen)
    _, row = exported(client)
    assert "'=HYPERLINK(1)" in row
    assert "'@SUM" in row


def test_an_export_is_read_from_the_database_in_parts(client, chen, django_assert_num_queries):
    events(*[{}] * 1500)
    client.force_login(chen)
    response = client.post(EXPORT)
    with django_assert_num_queries(1):
        assert b"".join(response.streaming_content).count(b"\r\n") == 1501

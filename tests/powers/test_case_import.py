"""A month's 办件 from a list (art. 26): all or nothing, and again without a change."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEvent
from core import clock
from deadlines.models import Deadline
from powers.models import PowerCase
from tests.factories import PowerFactory

pytestmark = pytest.mark.django_db

HEADINGS = "编号,单位,职权名称,申请人,受理时间,受理人,经办人,批准人,办结时间,状态,逾期天数"
DONE = "XS-1,西山村,鱼塘发包,张三家,2026-11-02,周小燕,周小燕,李长河,2026-11-05,已办结,"
OPEN = "XS-2,西山村,鱼塘发包,李四家,2026-11-03,周小燕,,,,已受理,"


@pytest.fixture
def power(xishan, li):
    return PowerFactory(unit=xishan, confirmed=True, name="鱼塘发包", promised_days=5)


def sent(client, user, *rows, checked=None):
    client.force_login(user)
    content = "\n".join((HEADINGS, *rows)).encode()
    file = SimpleUploadedFile("十一月.csv", content)
    data = {"file": file} | ({"checked": checked} if checked else {})
    with clock.at(date(2026, 11, 24)):
        return client.post(reverse("powers:import_cases"), data, follow=True).content.decode()


def taken_in(client, user, *rows):
    import hashlib

    content = "\n".join((HEADINGS, *rows)).encode()
    return sent(client, user, *rows, checked=hashlib.sha256(content).hexdigest())


def test_a_month_comes_in_after_it_was_looked_at(client, zhou, power):
    looked = sent(client, zhou, DONE, OPEN)
    assert "检查通过" in looked and "新增2行" in looked and not PowerCase.objects.exists()

    assert "已导入：新增2行" in taken_in(client, zhou, DONE, OPEN)
    done, still_open = PowerCase.objects.order_by("number")
    assert [(e.deed, e.person.name) for e in done.entries.all()] == [
        ("accept", "周小燕"),
        ("handle", "周小燕"),
        ("approve", "李长河"),
        ("finish", "周小燕"),
    ]
    assert (done.finished_on, still_open.due_on) == (date(2026, 11, 5), date(2026, 11, 10))
    assert Deadline.objects.get(kind="power_case", subject_id=still_open.pk).state == "open"
    event = AuditEvent.objects.get(verb="powers.cases_imported")
    assert event.details["cases"] == 2 and "张三" not in str(event.details)
    assert not AuditEvent.objects.filter(verb="powers.case_accepted").exists()


def test_the_same_list_again_changes_nothing(client, zhou, power):
    taken_in(client, zhou, DONE, OPEN)
    again = sent(client, zhou, DONE, OPEN)
    assert "未变2行" in again and "没有要保存的变化" in again
    assert PowerCase.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (DONE.replace("李长河", "周小燕"), "承办和批准不能是同一人"),
        (DONE.replace("李长河", ""), "现在只能审核、批准"),
        (DONE.replace("李长河", "无此人"), "没有“无此人”"),
        (DONE.replace("鱼塘发包", "没有的职权"), "没有已确认的“没有的职权”"),
        (DONE.replace("西山村", "东沟村"), "没有“东沟村”这个单位，或不由您录入"),
        (DONE.replace("2026-11-05", ""), "办完的须写办结日期"),
        (DONE.replace("2026-11-05", "2026-12-05"), "日期不能晚于今天"),
        (DONE.replace("2026-11-02", "十一月"), "请写成日期"),
        (OPEN.replace("2026-11-03", "2026-12-03"), "日期不能晚于今天"),
        (OPEN.replace("李四家", ""), "申请人"),
    ],
)
def test_one_wrong_row_saves_none_and_is_named(client, zhou, power, donggou, row, said):
    body = taken_in(client, zhou, OPEN.replace("XS-2", "XS-9"), row)
    assert said in body
    assert not PowerCase.objects.exists()


def test_a_power_without_a_limit_is_named(client, zhou, power):
    type(power).objects.update(promised_days=None)
    assert "没有写办理时限" in sent(client, zhou, OPEN)


def test_an_export_comes_in_elsewhere_again(client, zhou, power):
    taken_in(client, zhou, DONE, OPEN)
    client.force_login(zhou)
    exported = b"".join(client.get(reverse("powers:export_cases", args=["xlsx"])))
    file = SimpleUploadedFile("台账.xlsx", io.BytesIO(exported).read())
    with clock.at(date(2026, 11, 24)):
        body = client.post(reverse("powers:import_cases"), {"file": file}).content.decode()
    assert "未变2行" in body

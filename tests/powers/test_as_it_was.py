"""The catalogue on an earlier day (art. 8), and how powers were reduced (art. 7)."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from core.verdict import Refusal
from powers import workflow
from powers.models import PowerKind
from tests.factories import PowerFactory

pytestmark = pytest.mark.django_db

LAW = {"kind": "law", "title": "《土地管理法》", "article": "第六十二条"}


def listed(client, user, day):
    client.force_login(user)
    return client.get(reverse("powers:catalogue", query={"on": day})).content.decode()


@pytest.fixture
def power(li, xishan, zhang, sun):
    """Confirmed in March, renamed in May, confirmed again in June, cancelled in September."""
    kind = PowerKind.objects.get(name="行政许可")
    with clock.at(date(2026, 3, 2)):
        power = workflow.create(xishan, by=li, bases=[LAW], name="宅基地审批", kind=kind)
        workflow.confirm(workflow.review(power, by=zhang), by=sun)
    with clock.at(date(2026, 5, 4)):
        workflow.change(power, by=li, name="农村宅基地审批")
    with clock.at(date(2026, 6, 1)):
        workflow.confirm(workflow.review(power, by=zhang), by=sun)
    with clock.at(date(2026, 9, 1)):
        return workflow.cancel(power, by=sun, reason="上级收回")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-03-01", None),
        ("2026-03-02", ">宅基地审批<"),
        ("2026-05-03", ">宅基地审批<"),
        ("2026-05-04", None),
        ("2026-06-01", ">农村宅基地审批<"),
        ("2026-08-31", ">农村宅基地审批<"),
        ("2026-09-01", None),
    ],
)
def test_article_8_the_catalogue_of_a_day_is_what_was_confirmed_then(client, li, power, day, name):
    with clock.at(date(2026, 11, 24)):
        body = listed(client, li, day)
    assert (name in body) if name else ("这一天目录里没有职权。" in body)


def test_another_village_sees_nothing_of_it(client, wang, power, donggou):
    PowerFactory(unit=donggou, name="东沟的职权", confirmed=True)
    with clock.at(date(2026, 11, 24)):
        assert "宅基地审批" not in listed(client, wang, "2026-03-02")


@pytest.mark.parametrize("day", ["", "很久以前", "9999-12-31", "0001-01-01", "\x00"])
def test_no_day_breaks_the_page(client, li, power, day):
    client.force_login(li)
    assert client.get(reverse("powers:catalogue", query={"on": day})).status_code == 200


def test_every_version_says_what_was_written_and_who_confirmed_it(client, li, power):
    client.force_login(li)
    first = client.get(reverse("powers:version", args=[power.pk, 1])).content.decode()
    assert "宅基地审批" in first and "农村宅基地审批（第1版）" not in first
    assert "2026年3月2日，七道江镇纪委书记 孙正平" in first and "《土地管理法》第六十二条" in first


def test_article_7_a_reduction_is_recorded_with_day_and_document(client, sun, li, power):
    client.force_login(sun)
    url = reverse("powers:adjust", args=[power.pk])
    answer = {"kind": "levels", "on": "2026-06-10", "document": "镇政发〔2026〕8号", "note": "三级减为两级"}
    with clock.at(date(2026, 11, 24)):
        body = client.post(url, answer, follow=True).content.decode()
        assert "2026年6月10日减少审批层次，依据镇政发〔2026〕8号" in body and "三级减为两级" in body
        assert "这次调整已经登记过。" in client.post(url, answer).content.decode()
        late = client.post(url, answer | {"on": "2026-11-25"}).content.decode()
    assert "调整日期不能晚于今天。" in late
    assert power.adjustments.get().recorded_by.endswith("孙正平")
    with pytest.raises(Refusal, match="由镇纪委"):
        workflow.adjust(power, by=li, kind="levels", on=date(2026, 6, 10), document="…")


@pytest.mark.parametrize("number", [0, 99, 10**30])
def test_there_is_no_such_version_or_table(client, li, power, number):
    client.force_login(li)
    assert client.get(reverse("powers:version", args=[power.pk, number])).status_code == 404
    assert client.get(reverse("powers:change_discretion", args=[power.pk, number])).status_code == 404
    assert client.get(reverse("powers:case", args=[number])).status_code == 404

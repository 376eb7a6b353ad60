"""分级目录 on the public site: after it was approved, less what is withheld, until it is taken down (arts. 10, 25)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from core import clock
from core.verdict import Refusal
from dashboard.queries import todos
from riskpoints import queries, workflow
from riskpoints.access.catalogue import MOVES
from riskpoints.enums import CatalogueStatus
from riskpoints.models import RiskCatalogue, RiskPoint
from tests.factories import MeasureFactory, PowerFactory, RiskPointFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
INDEX = "disclosure:index"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def points(xishan, donggou):
    secret = PowerFactory(
        unit=xishan, confirmed=True, name="信访保密事项", disclosure="withheld", withheld_reason="工作秘密"
    )
    return {
        "open": RiskPointFactory(
            unit=xishan,
            registered=True,
            level="high",
            name="低保入户不实",
            responsible_text="村会计王有才",
            power=secret,
        ),
        "other": RiskPointFactory(unit=donggou, registered=True, level="low", name="台账登记不全"),
        "withheld": RiskPointFactory(
            unit=xishan,
            registered=True,
            level="medium",
            name="涉密案卷保管不严",
            manifestation="案卷去向不明",
            disclosure="withheld",
            withheld_reason="国家秘密",
        ),
    }


@pytest.fixture
def approved(points, town, zhang, wu):
    MeasureFactory(risk_point=points["open"], content="两人入户")
    MeasureFactory(risk_point=points["withheld"], content="双人双锁")
    return workflow.approve_catalogue(workflow.send_catalogue(town, by=zhang), by=wu)


@pytest.fixture
def shown(approved, sun):
    return workflow.disclose_catalogue(approved, by=sun)


def public(catalogue) -> str:
    return reverse("disclosure:declared", args=["risks", catalogue.pk])


def body(response) -> str:
    return response.content.decode()


def main(response) -> str:
    return body(response).split("<main")[1].split("</main>")[0]


# -- who may, and when -----------------------------------------------------------------------------------

STANDINGS = ("submitted", "returned", "approved", "on_show", "withdrawn")
CAST = ("zhang", "sun", "li", "zhou", "wang", "zhao", "wu", "chen")
ALLOWED = {
    ("submitted", "wu", "approve_catalogue"),
    ("submitted", "wu", "return_catalogue"),
    ("approved", "sun", "disclose_catalogue"),
    ("withdrawn", "sun", "disclose_catalogue"),
    ("on_show", "sun", "withdraw_catalogue"),
}


def standing(name: str, town, point) -> RiskCatalogue:
    status = name if name in CatalogueStatus.values else "approved"
    row = {
        "id": point.pk,
        "name": point.name,
        "level": "low",
        "unit": "西山村",
        "risk_type": "业务流程",
        "power": "",
        "measures": [],
        "responsible": "",
    }
    catalogue = RiskCatalogue(unit=town, year=2026, rows=[row], sha256="0", status=status, sent_on=TODAY)
    catalogue.decided_on = None if status == "submitted" else TODAY
    if name in ("on_show", "withdrawn"):
        catalogue.disclosed_on, catalogue.disclosed_by = TODAY, "孙正平"
    if name == "withdrawn":
        catalogue.withdrawn_on, catalogue.withdrawn_reason = TODAY, "有误"
    catalogue.save()
    return catalogue


@pytest.mark.parametrize("name", STANDINGS)
def test_only_the_secretary_shows_what_was_approved_and_takes_down_what_is_on_show(
    request, town, xishan, name
):
    catalogue = standing(name, town, RiskPointFactory(unit=xishan, registered=True))
    people = {who: request.getfixturevalue(who) for who in CAST}
    verdicts = {
        (name, who, move): MOVES[move](user, catalogue) for who, user in people.items() for move in MOVES
    }
    assert {key for key, verdict in verdicts.items() if verdict} == {k for k in ALLOWED if k[0] == name}
    assert all(verdict or verdict.reason.endswith("。") for verdict in verdicts.values())


def test_a_returned_one_is_never_on_show(client, approved, town, zhang, wu, sun):
    returned = workflow.return_catalogue(workflow.send_catalogue(town, by=zhang), by=wu, reason="太笼统")
    client.force_login(sun)
    client.post(reverse("riskpoints:disclose_catalogue", args=[returned.pk]))
    returned.refresh_from_db()
    assert returned.disclosed_on is None
    assert client.get(public(returned)).status_code == 404
    assert "退回的目录不能公开" in MOVES["disclose_catalogue"](sun, returned).reason
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskCatalogue.objects.filter(pk=returned.pk).update(disclosed_on=TODAY, disclosed_by="孙正平")


def test_a_catalogue_of_withheld_points_alone_has_nothing_to_show_and_waits_for_nobody(
    town, zhang, wu, sun, points
):
    RiskPoint.objects.exclude(pk=points["withheld"].pk).update(status="retired")
    sent = workflow.send_catalogue(town, by=zhang)
    workflow.approve_catalogue(sent, by=wu)
    with pytest.raises(Refusal, match="没有可以公开的风险点"):
        workflow.disclose_catalogue(sent, by=sun)
    assert [todo for todo in todos(sun, TODAY) if todo.kind == "分级目录"] == []


def test_the_secretary_of_another_town_neither_sees_nor_shows_it(client, approved, sun, town, wu):
    RiskCatalogue.objects.filter(pk=approved.pk).update(unit=town.parent)  # out of the secretary's reach
    client.force_login(sun)
    assert client.post(reverse("riskpoints:disclose_catalogue", args=[approved.pk])).status_code == 404
    assert client.post(reverse("riskpoints:withdraw_catalogue", args=[approved.pk])).status_code == 404


# -- what the public reads -------------------------------------------------------------------------------


def test_the_public_reads_nothing_before_it_is_disclosed(client, approved):
    assert str(approved) not in body(client.get(reverse(INDEX)))
    assert client.get(public(approved)).status_code == 404


def test_the_secretary_discloses_with_one_button_and_the_public_reads_it(client, approved, sun):
    client.force_login(sun)
    page = body(client.get(approved.get_absolute_url()))
    assert "公众将看到 2 项，有 1 项登记为依法不公开" in page
    client.post(reverse("riskpoints:disclose_catalogue", args=[approved.pk]))
    client.logout()
    assert str(approved) in body(client.get(reverse(INDEX)))
    page = body(client.get(public(approved)))
    for words in ("2026年11月24日经上级批准", "低保入户不实", "台账登记不全", "两人入户", "公开2项，"):
        assert words in page
    event = AuditEvent.objects.get(verb="riskpoints.catalogue_disclosed")
    assert (event.details["points"], event.details["withheld"]) == (2, 1)
    assert event.details["sha256"] in page


def test_a_withheld_point_a_withheld_power_and_a_name_never_reach_the_public(client, shown):
    seen = body(client.get(public(shown))) + body(client.get(reverse(INDEX)))
    assert "低保入户不实" in seen
    for secret in ("涉密案卷", "案卷去向", "双人双锁", "国家秘密", "信访保密事项", "王有才"):
        assert secret not in seen
    assert "单位主要领导（或分管领导）、镇纪委、风险所在部门负责人" in seen


def test_a_point_withheld_later_goes_at_once_and_one_opened_later_does_not_come(client, shown, points):
    RiskPoint.objects.filter(pk=points["open"].pk).update(disclosure="withheld", withheld_reason="个人隐私")
    RiskPoint.objects.filter(pk=points["withheld"].pk).update(disclosure="open")
    page = body(client.get(public(shown)))
    assert "低保入户不实" not in page
    assert "涉密案卷" not in page
    assert "台账登记不全" in page and "公开1项，" in page


def test_a_later_change_of_the_register_is_marked_for_the_staff_and_not_shown_to_the_public(
    client, shown, points, sun
):
    RiskPoint.objects.filter(pk=points["other"].pk).update(name="改了名的")
    page = body(client.get(public(shown)))
    assert "台账登记不全" in page and "改了名的" not in page
    client.force_login(sun)
    assert "报送以后登记有变动" in body(client.get(shown.get_absolute_url()))


def test_the_name_a_withheld_power_had_before_stays_inside_too(client, shown, points):
    power = points["open"].power
    power.name = "来信办理"
    power.save()
    page = body(client.get(public(shown)))
    assert "低保入户不实" in page and "信访保密事项" not in page and "来信办理" not in page


def test_no_number_tells_that_something_is_withheld(client, shown, points):
    with_one = main(client.get(public(shown)))
    RiskCatalogue.objects.filter(pk=shown.pk).update(
        rows=[row for row in shown.rows if row["id"] != points["withheld"].pk], withheld=[]
    )
    assert main(client.get(public(shown))) == with_one
    assert "公开2项，依法不公开的不列入。" in with_one and "共 2 项" in with_one


@pytest.mark.parametrize("name", ["submitted", "returned", "approved", "withdrawn"])
def test_what_is_not_on_show_is_found_by_no_address(client, town, xishan, sun, name):
    point = RiskPointFactory(unit=xishan, registered=True, name="低保入户不实")
    catalogue = standing(name, town, point)
    for topic in ("risks", "powers", "commitments"):
        assert client.get(reverse("disclosure:declared", args=[topic, catalogue.pk])).status_code == 404
    for inside in (
        catalogue.get_absolute_url(),
        reverse("riskpoints:export_catalogue", args=[catalogue.pk, "csv"]),
    ):
        assert client.get(inside)["Location"].startswith(reverse("organisations:login"))
    seen = body(client.get(reverse(INDEX))) + body(client.get(reverse(INDEX), {"q": "低保", "page": "2"}))
    assert str(catalogue) not in seen and "低保入户不实" not in seen
    client.force_login(sun)  # nor does the record lead there
    assert "看公示网页" not in body(client.get(catalogue.get_absolute_url()))


def test_a_name_in_the_text_is_pointed_out_before_it_is_shown(client, points, town, zhang, wu, sun):
    MeasureFactory(risk_point=points["other"], content="由赵启明每月抽查台账")
    MeasureFactory(risk_point=points["withheld"], content="由孙正平保管钥匙")
    approved = workflow.approve_catalogue(workflow.send_catalogue(town, by=zhang), by=wu)
    client.force_login(sun)
    page = body(client.get(approved.get_absolute_url()))
    warned = page.split("请核对：公众看到的文字里有姓名")[1].split("不宜公开的")[0]
    assert "台账登记不全" in warned and "赵启明" in warned
    assert page.index("赵启明") < page.index("向社会公开")
    assert "涉密案卷" not in warned and "低保入户不实" not in warned


def test_the_record_on_show_leads_to_what_the_public_reads(client, shown, sun, zhao):
    for user in (sun, zhao):
        client.force_login(user)
        assert f'href="{public(shown)}">看公示网页</a>' in body(client.get(shown.get_absolute_url()))


# -- taken down ------------------------------------------------------------------------------------------


def test_it_is_taken_down_with_a_reason_and_gone_at_once(client, shown, sun):
    client.force_login(sun)
    url = reverse("riskpoints:withdraw_catalogue", args=[shown.pk])
    assert "这个字段是必填项。" in body(client.post(url, {"reason": ""}))
    assert client.get(public(shown)).status_code == 200
    assert "措施写错了" in body(client.post(url, {"reason": "措施写错了"}, follow=True))
    client.logout()
    assert client.get(public(shown)).status_code == 404
    assert str(shown) not in body(client.get(reverse(INDEX)))
    shown.refresh_from_db()
    assert (shown.status, shown.decided_on) == ("approved", TODAY)


def test_what_was_taken_down_may_be_shown_again_as_things_stand_then(client, shown, points, sun):
    workflow.withdraw_catalogue(shown, by=sun, reason="核对")
    RiskPoint.objects.filter(pk=points["withheld"].pk).update(disclosure="open")
    with clock.at(date(2026, 12, 1)):
        workflow.disclose_catalogue(shown, by=sun)
        page = body(client.get(public(shown)))
    assert "涉密案卷" in page and "2026年12月1日公示" in page and "公开3项，" in page


def test_a_newer_one_takes_the_place_of_the_one_before(client, shown, town, zhang, wu, sun):
    newer = workflow.approve_catalogue(workflow.send_catalogue(town, by=zhang), by=wu)
    client.force_login(sun)
    assert f'正在公开的<a href="{shown.get_absolute_url()}">' in body(client.get(newer.get_absolute_url()))
    client.post(reverse("riskpoints:disclose_catalogue", args=[newer.pk]))
    client.logout()
    assert [client.get(public(one)).status_code for one in (shown, newer)] == [404, 200]
    assert body(client.get(reverse(INDEX))).count("廉政风险分级目录</a>") == 1
    shown.refresh_from_db()
    assert (shown.withdrawn_on, shown.withdrawn_reason) == (TODAY, "公开了新批准的目录。")
    assert AuditEvent.objects.filter(verb="riskpoints.catalogue_withdrawn").count() == 1


def test_an_older_one_comes_back_only_when_the_newer_one_was_taken_down(shown, town, zhang, wu, sun):
    newer = workflow.approve_catalogue(workflow.send_catalogue(town, by=zhang), by=wu)
    workflow.disclose_catalogue(newer, by=sun)
    with pytest.raises(Refusal, match="正在公开的目录比这一份新"):
        workflow.disclose_catalogue(shown, by=sun)
    workflow.withdraw_catalogue(newer, by=sun, reason="等级有误")
    assert workflow.disclose_catalogue(shown, by=sun).is_on_show


def test_the_database_keeps_one_of_a_town_on_show(shown, town, xishan):
    with pytest.raises(IntegrityError), transaction.atomic():
        standing("on_show", town, RiskPointFactory(unit=xishan, registered=True))


@pytest.mark.parametrize(
    "change",
    [
        {"disclosed_by": ""},
        {"status": "returned"},
        {"withdrawn_on": TODAY, "withdrawn_reason": ""},
        {"withdrawn_on": date(2026, 1, 1), "withdrawn_reason": "早了"},
        {"disclosed_on": None, "withdrawn_on": TODAY, "withdrawn_reason": "没公开过"},
    ],
)
def test_the_database_keeps_each_of_it(shown, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskCatalogue.objects.filter(pk=shown.pk).update(**change)


def test_the_secretary_finds_the_newest_approved_one_among_what_waits(approved, sun, zhang):
    def waiting(user):
        return [todo.title for todo in todos(user, TODAY) if todo.kind == "分级目录"]

    assert waiting(sun) == [f"公开{approved}"]
    assert waiting(zhang) == []
    workflow.withdraw_catalogue(workflow.disclose_catalogue(approved, by=sun), by=sun, reason="核对")
    assert waiting(sun) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_list_asks_the_same_questions_for_one_and_for_three(
    client, town, xishan, count, django_assert_num_queries
):
    point = RiskPointFactory(unit=xishan, registered=True)
    for each in [town, *UnitFactory.create_batch(count - 1, town=True)]:
        standing("on_show", each, point)
    # publications, commitments, catalogues, withheld points, withheld powers, village decisions, resolutions
    with django_assert_num_queries(7):
        page = body(client.get(reverse(INDEX)))
    assert page.count("廉政风险分级目录</a>") == count
    assert len(queries.disclosed(TODAY)) == count


def test_a_long_catalogue_is_read_page_by_page(client, town, xishan):
    catalogue = standing("on_show", town, RiskPointFactory(unit=xishan, registered=True))
    catalogue.rows = [
        catalogue.rows[0] | {"id": -number, "name": f"第{number}项"} for number in range(1, 121)
    ]
    catalogue.save()
    assert "共 120 项，第 1 页，共 3 页" in body(client.get(public(catalogue)))
    assert "第120项" in body(client.get(public(catalogue), {"page": 3}))

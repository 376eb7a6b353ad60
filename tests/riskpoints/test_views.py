"""The pages of the risk register: what they show, to whom, and at what cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from riskpoints.enums import Level, RiskType, Status
from riskpoints.models import LibraryRiskPoint, RiskPoint
from tests.factories import MeasureFactory, PostFactory, PowerFactory, RiskPointFactory, StepFactory

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert("西山")</script>'
ESCAPED = "&lt;script&gt;alert("


def page(client, user, name, *args, **query):
    client.force_login(user)
    response = client.get(reverse(f"riskpoints:{name}", args=args, query=query))
    return response, response.content.decode()


def filled(**more):
    """What a browser sends for a new point with one measure."""
    return {
        "name": "补贴对象审核把关不严",
        "risk_type": "process",
        "manifestation": "不入户核查，凭关系认定。",
        "layer": "post",
        "likelihood": "3",
        "harm": "4",
        "line": "daily",
        "found_by": "self",
        "disclosure": "open",
        "disclosure_mode": "long_term",
        "valid_from": "2026-03-02",
        "measures-TOTAL_FORMS": "1",
        "measures-INITIAL_FORMS": "0",
        "measures-0-content": "双人入户核查并签字",
    } | more


def queries_of(client, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_list_costs_the_same_ten_queries_for_one_and_three(client, li, xishan):
    power = PowerFactory(unit=xishan)
    client.force_login(li)
    MeasureFactory(risk_point__unit=xishan, risk_point__power=power)
    one = queries_of(client, reverse("riskpoints:index"))
    MeasureFactory.create_batch(2, risk_point__unit=xishan, risk_point__power=power)

    assert queries_of(client, reverse("riskpoints:index")) == one
    assert one <= 10


def test_a_record_costs_the_same_with_one_and_three_measures(client, li, xishan):
    point = RiskPointFactory(unit=xishan, registered=True, power=PowerFactory(unit=xishan))
    MeasureFactory(risk_point=point)
    client.force_login(li)
    one = queries_of(client, point.get_absolute_url())
    MeasureFactory.create_batch(2, risk_point=point)

    assert queries_of(client, point.get_absolute_url()) == one


def test_the_list_is_filtered_searched_sorted_and_counted(client, zhang, xishan, donggou):
    RiskPointFactory(unit=xishan, name="低保评定优亲厚友", level=Level.HIGH)
    RiskPointFactory(unit=xishan, name="公车维修", level=Level.LOW)
    RiskPointFactory(unit=donggou, name="低保名单公示", level=Level.MEDIUM)

    def names(**query):
        response, _ = page(client, zhang, "index", **query)
        return [point.name for point in response.context["page"]]

    assert names(q="低保") == ["低保评定优亲厚友", "低保名单公示"]
    assert names(q="低保 厚友") == ["低保评定优亲厚友"]
    assert names(unit=xishan.pk, level="low") == ["公车维修"]
    assert names(sort="level") == ["低保评定优亲厚友", "低保名单公示", "公车维修"]
    assert names(sort="name") == ["低保名单公示", "低保评定优亲厚友", "公车维修"]
    assert "共 1 个风险点" in page(client, zhang, "index", level="high")[1]


def test_a_condition_that_makes_no_sense_shows_nothing_and_says_so(client, zhang, xishan):
    RiskPointFactory(unit=xishan)

    response, body = page(client, zhang, "index", level="purple")

    assert list(response.context["page"]) == []
    assert "没有符合条件的风险点。" in body


def test_an_empty_register_says_what_to_do(client, li):
    assert "登记第一个" in page(client, li, "index")[1]


def test_one_village_sees_nothing_of_another(client, li, wang, xishan, donggou):
    """List, search, record, edit, measures, export, choices: 王 heads 东沟村 and finds nothing of 西山村."""
    power = PowerFactory(unit=xishan, name="西山专属职权")
    point = RiskPointFactory(unit=xishan, name="西山专属风险", power=power, registered=True)
    measure = MeasureFactory(risk_point=point)
    PostFactory(unit=xishan, name="西山专属岗位")
    own = RiskPointFactory(unit=donggou, name="东沟自己的风险")

    assert "西山专属" in page(client, li, "index")[1]
    client.force_login(wang)
    shown = [client.get(reverse("riskpoints:index", query=query)) for query in ({}, {"q": "专属"})]
    shown += [
        client.get(reverse("riskpoints:create")),
        client.get(reverse("riskpoints:change", args=[own.pk])),
    ]
    assert not any("西山" in response.content.decode() for response in shown)
    foreign = client.get(reverse("riskpoints:index", query={"unit": xishan.pk}))
    assert list(foreign.context["page"]) == []
    by_power = client.get(reverse("riskpoints:index", query={"power": power.pk}))
    assert list(by_power.context["page"]) == []
    export = client.get(reverse("riskpoints:export", args=["csv"]))
    text = b"".join(export.streaming_content).decode()
    assert "东沟自己的风险" in text
    assert "西山" not in text
    for name in ("detail", "change", "send_back", "retire", "add_measure"):
        assert client.get(reverse(f"riskpoints:{name}", args=[point.pk])).status_code == 404
    for name in ("pass_on", "register"):
        status = client.post(reverse(f"riskpoints:{name}", args=[point.pk])).status_code
        assert status == {"pass_on": 404, "register": 403}[name]  # 王 is nobody's examiner
    for name in ("change_measure", "end_measure", "execute"):
        assert client.get(reverse(f"riskpoints:{name}", args=[measure.pk])).status_code == 404
    refused = client.get(reverse("riskpoints:create", query={"unit": xishan.pk, "power": power.pk}))
    assert "西山" not in refused.content.decode()


def test_officers_of_the_system_are_blind_to_it(client, zheng, feng, chen, xishan):
    point = RiskPointFactory(unit=xishan)

    for officer in (zheng, feng, chen):
        client.force_login(officer)
        assert client.get(reverse("riskpoints:index")).status_code == 403
        assert client.get(point.get_absolute_url()).status_code == 403


def test_a_record_says_its_arithmetic_its_people_and_why_there_is_no_button(client, li, xishan):
    point = RiskPointFactory(
        unit=xishan,
        status=Status.ORGANISATION,
        likelihood=3,
        harm=4,
        decides_on_resources=True,
        level=Level.MEDIUM,
        proposed_level=Level.MEDIUM,
    )

    _, body = page(client, li, "detail", point.pk)

    assert "可能性3×危害4=12，8–14为中；决定环节不低于中，建议等级：中。" in body
    assert "风险所在部门负责人（李长河）" in body
    assert "组织审查由镇纪委办理，请等待。" in body
    assert "审查通过" not in body


def test_article_15_a_power_that_changed_after_the_review_is_pointed_out(client, li, xishan):
    power = PowerFactory(unit=xishan, changed_on=date(2026, 5, 1))
    point = RiskPointFactory(unit=xishan, registered=True, power=power)

    assert "审查以后有职权调整" in page(client, li, "detail", point.pk)[1]


def test_the_chain_leads_from_the_power_over_the_point_to_its_measures(client, li, xishan):
    power = PowerFactory(unit=xishan, name="补贴发放", confirmed=True)
    point = RiskPointFactory(unit=xishan, power=power, registered=True)
    MeasureFactory(risk_point=point, content="双人复核")

    response, _ = page(client, li, "detail", point.pk)

    links = response.context["links"]
    assert [(link.label, link.text, link.done) for link in links[:3]] == [
        ("职权", "补贴发放", True),
        ("风险点", f"{point.name}（中）", True),
        ("防控措施", "双人复核", True),
    ]


def test_a_new_point_is_written_down_with_its_measure(client, zhou, xishan):
    client.force_login(zhou)

    response = client.post(reverse("riskpoints:create"), filled(), follow=True)

    point = RiskPoint.objects.get()
    assert (point.unit, point.level, point.drafted_by) == (xishan, Level.MEDIUM, zhou)
    assert [measure.content for measure in point.measures.all()] == ["双人入户核查并签字"]
    assert "现在是个人自查阶段" in response.content.decode()


def as_drawn(*parts) -> dict:
    """What a browser would send for forms nobody has touched."""
    values = {bound.html_name: bound.value() for part in parts for bound in part}
    return {name: "" if value is None or value is False else value for name, value in values.items()}


def test_the_empty_form_needs_only_what_it_asks_for(client, li, xishan):
    response, _ = page(client, li, "create")
    editor = response.context["editor"]
    drawn = as_drawn(editor.form, editor.measures.management_form, *editor.measures)

    typed = {"name": "用印审核", "risk_type": "process", "manifestation": "审核不严。"}
    client.post(reverse("riskpoints:create"), drawn | typed)

    point = RiskPoint.objects.get()
    assert (point.name, point.valid_from, point.measures.count()) == ("用印审核", clock.today(), 0)


def test_who_writes_for_many_units_is_asked_for_which(client, zhang, xishan, donggou, enterprise):
    body = page(client, zhang, "create")[1]

    assert "登记哪个单位的风险点？" in body
    assert "西山村" in body
    assert "建材公司" not in body
    assert "登记西山村的风险点" in page(client, zhang, "create", unit=xishan.pk)[1]


def test_the_form_knows_the_power_and_the_step_it_was_opened_from(client, li, xishan):
    step = StepFactory(power=PowerFactory(unit=xishan), name="入户核查")

    response, _ = page(client, li, "create", power=step.power_id, step=step.pk)

    assert response.context["form"]["power"].value() == step.power.pk
    assert response.context["form"]["link"].value() == "入户核查"


def test_a_step_of_another_power_is_refused_beside_the_field(client, li, xishan):
    power, other = PowerFactory(unit=xishan), StepFactory(power=PowerFactory(unit=xishan))
    client.force_login(li)

    response = client.post(reverse("riskpoints:create"), filled(power=power.pk, step=other.pk))

    assert response.context["form"].errors["step"] == ["这个环节不属于所选的职权，请重新选择。"]


def test_a_level_without_a_reason_is_refused_beside_the_field_and_nothing_typed_is_lost(client, li):
    client.force_login(li)

    response = client.post(reverse("riskpoints:create"), filled(level="high"))

    assert "level_reason" in response.context["form"].errors
    assert "双人入户核查并签字" in response.content.decode()
    assert not RiskPoint.objects.exists()


def test_the_proposed_level_answers_while_the_form_is_filled_in(client, li):
    client.force_login(li)

    def answer(**query):
        return client.get(reverse("riskpoints:proposal", query=query)).content.decode()

    assert answer(likelihood=5, harm=4) == "可能性5×危害4=20，15及以上为高，建议等级：高。"
    assert answer(likelihood="x", harm=9) == "填写可能性和危害后，系统给出建议等级。"


def test_a_lost_update_is_refused_with_both_versions_and_then_decided(client, li, zhou, xishan):
    point = RiskPointFactory(unit=xishan, name="原来的")
    address = reverse("riskpoints:change", args=[point.pk])
    rows = {"measures-TOTAL_FORMS": "0", "measures-0-content": ""}
    client.force_login(zhou)
    client.post(address, filled(**rows, name="周写的", version="1"))

    client.force_login(li)
    response = client.post(address, filled(**rows, name="李写的", version="1"))

    body = response.content.decode()
    assert "别人已经改过这条记录" in body
    assert ("风险点", "周写的", "李写的") in response.context["form"].differences
    assert response.context["form"]["version"].value() == 2
    point.refresh_from_db()
    assert (point.name, point.version) == ("周写的", 2)

    client.post(address, filled(**rows, name="李写的", version="2"))
    point.refresh_from_db()
    assert (point.name, point.version) == ("李写的", 3)


def test_everything_typed_is_shown_as_text(client, li, xishan, zhang):
    texts = dict.fromkeys(
        (
            "name",
            "manifestation",
            "link",
            "section",
            "level_reason",
            "indicator",
            "responsible_text",
            "source",
        ),
        HOSTILE,
    )
    point = RiskPointFactory(
        unit=xishan, registered=True, key_field="<script>", level_source="<script>", **texts
    )
    MeasureFactory(risk_point=point, content=HOSTILE, responsible_text=HOSTILE)
    measure = point.measures.get()
    LibraryRiskPoint.objects.filter(number=27).update(name=HOSTILE, measures=HOSTILE, owner_role=HOSTILE)

    for name, args in (
        ("index", ()),
        ("detail", (point.pk,)),
        ("change", (point.pk,)),
        ("retire", (point.pk,)),
        ("execute", (measure.pk,)),
        ("end_measure", (measure.pk,)),
        ("library", ()),
    ):
        body = page(client, zhang if name == "retire" else li, name, *args)[1]
        assert "<script>alert" not in body
        assert ESCAPED in body


def test_what_was_done_about_a_measure_is_recorded(client, li, xishan):
    measure = MeasureFactory(risk_point=RiskPointFactory(unit=xishan, registered=True))
    client.force_login(li)

    with clock.at(date(2026, 4, 1)):
        response = client.post(
            reverse("riskpoints:execute", args=[measure.pk]),
            {"done_on": "2026-03-31", "done_by": "李长河", "what": "核对账实，无差错。"},
            follow=True,
        )

    assert "2026年3月31日，李长河：核对账实，无差错。" in response.content.decode()


def test_a_refused_move_says_why_and_by_which_article(client, sun, xishan):
    point = RiskPointFactory(unit=xishan, status=Status.ORGANISATION)
    client.force_login(sun)

    response = client.post(reverse("riskpoints:register", args=[point.pk]))

    assert response.status_code == 403
    assert "没有防控措施的风险点不能通过组织审查" in response.content.decode()
    assert "第十六条" in response.content.decode()


def test_an_example_is_copied_into_ones_own_register_only(client, li, wang, xishan, donggou):
    client.force_login(li)
    address = reverse("riskpoints:copy", args=[27])

    assert client.post(address, {"unit": donggou.pk}).status_code == 404
    client.post(address, {"unit": xishan.pk})

    point = RiskPoint.objects.get()
    assert (point.unit, point.name, point.risk_type) == (xishan, "用印审核", RiskType.PROCESS)

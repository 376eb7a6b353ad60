"""The pages of the power catalogue: what they show, to whom, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from powers.enums import KeyPower, Status
from powers.models import LibraryPower, Power, PowerKind
from tests.factories import (
    BasisFactory,
    PersonFactory,
    PostFactory,
    PowerFactory,
    RiskPointFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert("西山")</script>'
ESCAPED = "&lt;script&gt;alert("


def page(client, user, name, *args, **query):
    client.force_login(user)
    response = client.get(reverse(f"powers:{name}", args=args, query=query))
    return response, response.content.decode()


def filled(**more):
    """What a browser sends for a new power with one basis and two steps."""
    return {
        "name": "农村居民宅基地审批",
        "kind": str(PowerKind.objects.get(name="行政许可").pk),
        "list_category": "basic",
        "day_kind": "working",
        "disclosure": "open",
        "disclosure_mode": "long_term",
        "valid_from": "2026-03-02",
        "bases-TOTAL_FORMS": "1",
        "bases-INITIAL_FORMS": "0",
        "bases-0-kind": "law",
        "bases-0-title": "《土地管理法》",
        "bases-0-article": "第六十二条",
        "steps-TOTAL_FORMS": "3",
        "steps-INITIAL_FORMS": "0",
        "steps-0-name": "受理",
        "steps-0-duty": "accept",
        "steps-1-name": "审查",
        "steps-1-duty": "examine",
        "steps-1-refused_number": "1",
        "steps-2-name": "",
        "steps-2-duty": "other",
    } | more


def queries_of(client, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_list_costs_the_same_ten_queries_for_one_and_three(client, li, xishan):
    client.force_login(li)
    PowerFactory(unit=xishan)
    one = queries_of(client, reverse("powers:index"))
    PowerFactory.create_batch(2, unit=xishan)

    assert queries_of(client, reverse("powers:index")) == one
    assert one <= 10


def test_a_record_costs_the_same_with_one_and_three_steps(client, li, xishan):
    power = PowerFactory(unit=xishan, confirmed=True)
    client.force_login(li)

    def step():
        RiskPointFactory(
            unit=xishan,
            power=power,
            step=StepFactory(power=power, post=PostFactory(unit=xishan), person=PersonFactory(unit=xishan)),
        )
        BasisFactory(power=power)

    step(), step()  # from two on the chain counts the points instead of naming one
    two = queries_of(client, power.get_absolute_url())
    step()

    assert queries_of(client, power.get_absolute_url()) == two


def test_the_list_is_filtered_searched_sorted_and_counted(client, zhang, xishan, donggou):
    PowerFactory(unit=xishan, name="低保初审", key_power=KeyPower.RESOURCES)
    PowerFactory(unit=xishan, name="宅基地审批", confirmed=True)
    PowerFactory(unit=donggou, name="低保名单公示")

    def names(**query):
        response, _ = page(client, zhang, "index", **query)
        return [power.name for power in response.context["page"]]

    assert names(q="低保") == ["低保初审", "低保名单公示"]
    assert names(q="初审 低") == ["低保初审"]
    assert names(unit=xishan.pk, status="confirmed") == ["宅基地审批"]
    assert names(key_power="resources") == ["低保初审"]
    assert names(sort="-name") == ["宅基地审批", "低保名单公示", "低保初审"]
    assert names(status="nonsense") == []
    assert "共 2 项职权" in page(client, zhang, "index", unit=xishan.pk)[1]


def test_one_village_sees_nothing_of_another(client, li, wang, xishan, donggou):
    """List, search, record, edit, moves, export, choices: 王 heads 东沟村 and finds nothing of 西山村."""
    power = PowerFactory(unit=xishan, name="西山专属职权", confirmed=True)
    PostFactory(unit=xishan, name="西山专属岗位")
    PersonFactory(unit=xishan, name="西山专属某人")
    own = PowerFactory(unit=donggou, name="东沟自己的职权")

    assert "西山专属" in page(client, li, "index")[1]
    client.force_login(wang)
    shown = [client.get(reverse("powers:index", query=query)) for query in ({}, {"q": "专属"})]
    shown += [client.get(reverse("powers:create", query=query)) for query in ({}, {"unit": xishan.pk})]
    shown += [client.get(reverse("powers:change", args=[own.pk])), client.get(reverse("powers:import"))]
    assert not any("西山" in response.content.decode() for response in shown)
    foreign = client.get(reverse("powers:index", query={"unit": xishan.pk}))
    assert list(foreign.context["page"]) == []
    text = b"".join(client.get(reverse("powers:export", args=["csv"])).streaming_content).decode()
    assert "东沟自己的职权" in text
    assert "西山" not in text
    for name in ("detail", "change", "cancel"):
        assert client.get(reverse(f"powers:{name}", args=[power.pk])).status_code == 404


def test_officers_of_the_system_are_blind_to_it(client, zheng, feng, chen, xishan):
    power = PowerFactory(unit=xishan)

    for officer in (zheng, feng, chen):
        client.force_login(officer)
        assert client.get(reverse("powers:index")).status_code == 403
        assert client.get(power.get_absolute_url()).status_code == 403


def test_leaders_and_the_centre_read_and_write_nothing(client, zhao, wu, xishan):
    power = PowerFactory(unit=xishan)

    for reader in (zhao, wu):
        body = page(client, reader, "detail", power.pk)[1]
        assert "职权由镇纪委依法审核、确认，请等待办理。" in body
        assert reverse("powers:change", args=[power.pk]) not in body
        assert client.get(reverse("powers:create")).status_code == 403


def test_a_new_power_is_written_with_its_basis_and_its_steps(client, zhou, xishan):
    client.force_login(zhou)

    response = client.post(reverse("powers:create"), filled(), follow=True)

    power = Power.objects.get()
    assert (power.unit, power.status, power.drafted_by) == (xishan, Status.DRAFT, zhou)
    assert [str(basis) for basis in power.bases.all()] == ["《土地管理法》第六十二条"]
    assert [(step.number, step.name, step.refused_number) for step in power.steps.all()] == [
        (1, "受理", None),
        (2, "审查", 1),
    ]
    assert "等待镇纪委审核" in response.content.decode()


def as_drawn(*parts) -> dict:
    """What a browser would send for forms nobody has touched."""
    values = {bound.html_name: bound.value() for part in parts for bound in part}
    return {name: "" if value is None or value is False else value for name, value in values.items()}


def test_the_empty_form_needs_only_a_name_and_a_kind(client, li, xishan):
    editor = page(client, li, "create")[0].context["editor"]
    formsets = [part for rows in editor.rows for part in (rows.management_form, *rows)]
    typed = {"name": "用印审批", "kind": PowerKind.objects.get(name="公共服务").pk}

    client.post(reverse("powers:create"), as_drawn(editor.form, *formsets) | typed)

    power = Power.objects.get()
    assert (power.name, power.valid_from) == ("用印审批", clock.today())
    assert (power.bases.count(), power.steps.count()) == (0, 0)


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(client, li, xishan):
    PowerFactory(unit=xishan, name="农村居民宅基地审批")
    client.force_login(li)
    wrong = {
        "promised_days": "30",
        "statutory_days": "20",
        "steps-1-refused_number": "7",
        "bases-0-title": "",
    }

    response = client.post(reverse("powers:create"), filled(**wrong))

    body = response.content.decode()
    assert "承诺时限不能长于法定时限。" in body
    assert "没有第7个环节，现在共2个。" in body
    assert "该单位的职权目录中已有同名职权。" in body
    assert "第六十二条" in body
    assert Power.objects.count() == 1


def test_withholding_needs_a_reason(client, li):
    client.force_login(li)

    body = client.post(reverse("powers:create"), filled(disclosure="withheld")).content.decode()

    assert "不公开须写明理由（第十条）。" in body


def test_a_post_of_another_unit_cannot_be_chosen(client, li, donggou):
    client.force_login(li)

    response = client.post(reverse("powers:create"), filled(post=PostFactory(unit=donggou).pk))

    assert "post" in response.context["form"].errors


def test_a_lost_update_is_refused_with_both_versions_and_then_decided(client, li, zhou, xishan):
    power = PowerFactory(unit=xishan, name="原来的")
    address = reverse("powers:change", args=[power.pk])
    client.force_login(zhou)
    client.post(address, filled(name="周写的", version="1"))

    client.force_login(li)
    response = client.post(address, filled(name="李写的", version="1"))

    assert "别人已经改过这条记录" in response.content.decode()
    assert ("职权名称", "周写的", "李写的") in response.context["form"].differences
    power.refresh_from_db()
    assert (power.name, power.version) == ("周写的", 2)

    client.post(address, filled(name="李写的", version="2"))
    power.refresh_from_db()
    assert (power.name, power.version) == ("李写的", 3)


def test_the_moves_of_a_life_through_the_pages(client, zhang, sun, xishan):
    power = PowerFactory(unit=xishan, bases=True)

    client.force_login(zhang)
    assert "填写审核意见" in page(client, zhang, "review", power.pk)[1]
    client.post(reverse("powers:review", args=[power.pk]), {"reason": "依据充分。"})
    client.force_login(sun)
    body = client.post(reverse("powers:confirm", args=[power.pk]), follow=True).content.decode()

    assert "已确认，进入职权目录。" in body
    assert "确认了职权（第1版），列入职权目录" in body
    assert "审核了职权的合法性" in body


def test_a_move_that_may_not_be_made_says_why_instead_of_asking(client, sun, xishan):
    power = PowerFactory(unit=xishan, status=Status.CANCELLED)

    body = page(client, sun, "cancel", power.pk)[1]

    assert "这项职权已经取消。" in body
    assert "<textarea" not in body


def test_everything_typed_is_shown_as_text(client, li, zhang, xishan):
    texts = dict.fromkeys(
        (
            "name",
            "content",
            "section",
            "original_body",
            "transfer_basis",
            "documents_needed",
            "counterpart_rights",
            "complaint_channel",
            "source",
            "review_reason",
        ),
        HOSTILE,
    )
    power = PowerFactory(unit=xishan, sub_kind="<script>", key_field="<script>", code="<script>", **texts)
    BasisFactory(power=power, title=HOSTILE, text=HOSTILE)
    StepFactory(power=power, name=HOSTILE, inputs=HOSTILE)
    LibraryPower.objects.filter(number=2).update(name=HOSTILE, basis=HOSTILE, note=HOSTILE)

    for name, args in (
        ("index", ()),
        ("detail", (power.pk,)),
        ("change", (power.pk,)),
        ("review", (power.pk,)),
        ("library", ()),
    ):
        body = page(client, zhang if name == "review" else li, name, *args)[1]
        assert "<script>alert" not in body
        assert ESCAPED in body


def test_the_risk_points_of_a_step_stand_beside_it_in_ink(client, li, xishan):
    step = StepFactory(power=PowerFactory(unit=xishan))
    point = RiskPointFactory(unit=xishan, power=step.power, step=step, level="high")

    body = page(client, li, "detail", step.power_id)[1]

    assert point.get_absolute_url() in body
    assert 'class="level level--high"' in body


def test_an_example_is_copied_into_ones_own_catalogue_only(client, li, xishan, donggou):
    client.force_login(li)
    address = reverse("powers:copy", args=[43])

    assert client.post(address, {"unit": donggou.pk}).status_code == 404
    assert client.post(address, {"unit": "nonsense"}).status_code == 404
    client.post(address, {"unit": xishan.pk})

    assert (Power.objects.get().unit, Power.objects.get().status) == (xishan, Status.DRAFT)

"""The procedure on its page: drawn at once, checked before it is confirmed, and taken along as a file."""

import io
import zipfile

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.verdict import Refusal
from powers import workflow
from powers.enums import Status
from powers.models import Power
from tests.factories import AppointmentFactory, PostFactory, PowerFactory, RiskPointFactory, StepFactory
from tests.powers.test_views import filled

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def clerk(xishan, zhou):
    """周 keeps the accounts."""
    post = PostFactory(unit=xishan, name="报账员岗")
    AppointmentFactory(post=post, person=zhou.person)
    return post


@pytest.fixture
def secretary(li):
    return li.person.appointments.get().post


@pytest.fixture
def power(xishan, clerk, secretary):
    power = PowerFactory(unit=xishan, bases=True, status=Status.REVIEWED)
    StepFactory(power=power, number=1, name="受理", duty="accept", post=clerk, days=2)
    StepFactory(power=power, number=2, name="审查", duty="examine", post=clerk, refused_number=1)
    StepFactory(power=power, number=3, name="批准", duty="approve", post=secretary, is_supervision_point=True)
    return power


def shown(client, user, power):
    client.force_login(user)
    return client.get(power.get_absolute_url()).content.decode()


def test_the_page_draws_lanes_steps_and_the_risk_points_on_them(client, li, power):
    RiskPointFactory(unit=power.unit, power=power, step=power.steps.get(number=3), level="high")
    picture = shown(client, li, power).split("<svg xmlns", 1)[1].split("</svg>")[0]
    for words in ("报账员岗", "党支部书记", "1. 受理", "受理 · 2个工作日", "办结", ">退<", ">高<"):
        assert words in picture
    assert picture.count('stroke-width="2.5"') == 1


def test_what_people_write_stays_text_in_the_drawing(client, li, power):
    power.steps.filter(number=1).update(name=HOSTILE[:10])
    assert "&lt;script" in shown(client, li, power) and "<script>alert" not in shown(client, li, power)


def test_article_9_a_procedure_in_one_hand_is_not_confirmed(client, power, clerk, sun, li, zhou):
    AppointmentFactory(post=clerk, person=li.person)
    with pytest.raises(Refusal, match="第2步“审查”和第3步“批准”都由李长河经手"):
        workflow.confirm(power, by=sun)
    power.refresh_from_db()
    assert power.status == Status.REVIEWED
    assert "都由李长河经手" in shown(client, zhou, power)


def test_article_9_a_procedure_that_holds_is_confirmed(power, sun):
    assert workflow.confirm(power, by=sun).status == Status.CONFIRMED


def test_a_post_somebody_left_counts_no_longer(power, clerk, sun, li):
    AppointmentFactory(post=clerk, person=li.person, starts_on="2020-01-01", ends_on="2021-01-01")
    assert workflow.confirm(power, by=sun).status == Status.CONFIRMED


def test_what_is_typed_is_drawn_before_it_is_saved(client, li, xishan, clerk):
    client.force_login(li)
    typed = filled(**{"steps-0-post": str(clerk.pk), "steps-1-post": str(clerk.pk), "name": ""})
    body = client.post(reverse("powers:create"), typed, headers={"hx-request": "true"}).content.decode()
    assert "报账员岗" in body and "2. 审查" in body
    assert "流程各步都由周小燕一人办理" in body and "须改正" in body
    assert "<html" not in body and not Power.objects.exists()


def test_an_unfinished_step_is_drawn_later(client, li, xishan):
    client.force_login(li)
    typed = filled(**{"steps-1-refused_number": "9"})
    body = client.post(reverse("powers:create"), typed, headers={"hx-request": "true"}).content.decode()
    assert "环节填完整后，这里会画出流程图。" in body and "<svg xmlns" not in body


def test_a_step_may_be_done_at_the_town_and_its_departments_but_not_in_another_village(
    client, li, town, donggou, minzheng
):
    PostFactory(unit=donggou, name="东沟会计岗")
    PostFactory(unit=minzheng, name="低保岗")
    PostFactory(unit=town, name="镇长岗")
    client.force_login(li)
    body = client.get(reverse("powers:create")).content.decode()
    assert "民政办·低保岗" in body and "七道江镇·镇长岗" in body
    assert "东沟会计岗" not in body


def test_the_procedure_as_pdf_word_and_picture(client, li, wang, power):
    client.force_login(li)
    files = {
        kind: b"".join(client.get(reverse("powers:procedure", args=[power.pk, kind])))
        for kind in ("pdf", "docx", "png")
    }
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(files["pdf"]))
    assert "项审批运行流程图" in text and "报账员岗" in text and "周小燕" in text
    assert files["png"].startswith(b"\x89PNG")
    parts = zipfile.ZipFile(io.BytesIO(files["docx"]))
    assert "批准" in parts.read("word/document.xml").decode()
    assert any(name.startswith("word/media/") for name in parts.namelist())

    client.force_login(wang)
    assert client.get(reverse("powers:procedure", args=[power.pk, "pdf"])).status_code == 404


def test_a_power_without_steps_has_nothing_to_take_along(client, li, xishan):
    client.force_login(li)
    assert (
        client.get(reverse("powers:procedure", args=[PowerFactory(unit=xishan).pk, "pdf"])).status_code == 404
    )


def test_posts_of_one_name_in_two_offices_are_two_lanes(client, li, power, minzheng, clerk):
    namesake = PostFactory(unit=minzheng, name=clerk.name)
    power.steps.filter(number=2).update(post=namesake)
    body = shown(client, li, power)
    picture = body.split("<svg xmlns", 1)[1].split("</svg>")[0]
    assert ">报账员岗<" in picture and ">民政办·报账员岗<" in picture
    assert "还没有落实到人" not in body


def test_the_page_reads_a_procedure_once(client, li, power):
    client.force_login(li)
    with CaptureQueriesContext(connection) as captured:
        client.get(power.get_absolute_url())
    holders = [query for query in captured if '"organisations_appointment"."post_id" IN' in query["sql"]]
    assert len(holders) == 1

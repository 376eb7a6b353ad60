"""回避: whoever was set aside sees nothing of a warning before it is served, and handles nothing of it at all."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from core import clock
from deadlines import sweep
from earlywarnings import access, queries, workflow
from earlywarnings.enums import Status
from earlywarnings.models import EarlyWarning
from notifications.models import Notification
from tests.factories import ItemFactory, RiskPointFactory

pytestmark = pytest.mark.django_db

SECRET = "鱼塘机密"
TODAY = date(2026, 11, 10)
UNSERVED = (Status.DRAFT, Status.REVIEW, Status.TO_SIGN, Status.SIGNED, Status.REPORTED_UP, Status.DISCARDED)
PEOPLE = ("qian", "sun", "zhao", "wu")


@pytest.mark.parametrize("status", UNSERVED)
@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_recused_sees_it_before_it_is_served(name, status, warn, request):
    user = request.getfixturevalue(name)
    seen, hidden = warn(status), warn(status, recused=[user.person])
    visible = set(queries.visible_to(user))
    assert hidden not in visible
    sees = name in ("qian", "sun") or status == Status.SIGNED or (name, status) == ("wu", Status.REPORTED_UP)
    assert (seen in visible) is sees


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_recused_handles_anything_of_it(name, status, warn, request, li):
    user = request.getfixturevalue(name)
    warning = warn(status, recused=[user.person])
    with clock.at(TODAY):
        assert [verb for verb, may in access.MOVES.items() if may(user, warning)] == []
        assert not access.handles(user, warning)


def test_served_it_is_seen_without_what_is_internal(warn, qian, zhang, client):
    item = ItemFactory(reported=True)
    warning = warn(Status.RECEIVED, recused=[qian.person], items=[item])
    client.force_login(qian)
    body = client.get(warning.get_absolute_url()).content.decode()
    assert "内部审批" not in body
    assert "办理记录" not in body
    client.force_login(zhang)
    assert "回避人员" in client.get(warning.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["qian", "sun", "zhao"])
def test_no_page_list_count_export_or_inbox_tells_of_it(name, through, request, client, xishan):
    user = request.getfixturevalue(name)
    point = RiskPointFactory(unit=xishan, name="集体资产发包", registered=True)
    last = {"qian": "submit", "sun": "approve", "zhao": "sign"}[name]
    with clock.at(TODAY):
        warning = through(last, title=SECRET, facts=SECRET, recused=[user.person], risk_point=point)
    client.force_login(user)
    index = reverse("earlywarnings:index")
    with clock.at(TODAY):
        addresses = ["/", index, f"{index}?q={SECRET}", f"{index}?unit={xishan.pk}", point.get_absolute_url()]
        addresses.append(reverse("notifications:inbox"))
        bodies = [
            client.get(address).content.decode().replace(f'value="{SECRET}"', "") for address in addresses
        ]
        assert all(SECRET not in body and str(warning) not in body for body in bodies)
        assert client.get(warning.get_absolute_url()).status_code == 404
        sheet = openpyxl.load_workbook(BytesIO(b"".join(client.get(index, {"format": "xlsx"})))).active
        assert SECRET not in str(list(sheet.values))
        assert queries.tally(queries.visible_to(user), TODAY)["every"] == 0
        assert not queries.hanging_on(point, user).exists()
        assert not Notification.objects.filter(recipient=user).exists()


def test_letters_to_the_staff_leave_out_who_is_recused(through, qian, zhang, sun, told):
    through("approve", recused=[])
    assert told("review") == "钱孙"
    Notification.objects.all().delete()
    warning = workflow.submit(through("draft", recused=[qian.person]), by=zhang)
    assert told("review") == "孙"
    workflow.approve(warning, by=sun)
    assert told("to_sign") == "孙"


def test_what_is_overdue_passes_over_who_is_recused(through, li, sun, zhao, zhang):
    with clock.at(date(2026, 11, 4)):
        warning = through("deliver", recused=[zhao.person])  # 赵 is the sponsor and one of the leaders
        workflow.sign_for(warning, by=li)
    sweep.run(date(2026, 12, 12))
    lines = Notification.objects.filter(key__regex=r"^deadline:.*:-\d$").select_related("recipient__person")
    assert sorted((line.key[-2:], line.recipient.name[0]) for line in lines) == [("-1", "孙"), ("-3", "孙")]


# -- set at drafting -------------------------------------------------------------------------------------


@pytest.fixture
def form(client, zhang, xishan):
    item = ItemFactory(reported=True, unit=xishan)
    address = f"{reverse('earlywarnings:draft')}?item={item.pk}&unit={xishan.pk}&tier=yellow"

    def send(**data):
        client.force_login(zhang)
        with clock.at(TODAY):
            return client.post(address, data) if data else client.get(address)

    return send


def test_the_leader_in_charge_is_proposed(form, zhao, qian, sun):
    body = form().content.decode()
    assert f'value="{zhao.person_id}" class="form-check-input" id="id_recused_' in body
    field = form().context["form"]["recused"]
    assert field.initial == [zhao.person]
    labels = [label for _, label in field.field.choices]
    assert "赵启明（副镇长，分管该单位）" in labels
    assert "钱国栋（纪检干事）" in labels
    assert not any("张晓梅" in label for label in labels)


def test_who_was_chosen_is_kept_and_can_be_changed(form, zhang, qian, zhao, sun, content, client):
    typed = {
        "title": "集体鱼塘发包未公示",
        "facts": "未公示。",
        "rule_violated": "制度第五条",
        "measures": ["letter"],
        "requirements": "补办公示。",
        "supervisor": zhang.person.pk,
        "evaluation": "现场核查",
        "case_handling": "on",
        "recused": [qian.person.pk],
        "problem-TOTAL_FORMS": 1,
        "problem-INITIAL_FORMS": 0,
        "problem-0-text": "未公示",
        "problem-0-requirement": "补办",
        "problem-0-due_on": "2026-12-01",
    }
    assert form(**typed).status_code == 302
    warning = EarlyWarning.objects.get()
    assert warning.recused.get() == qian.person
    client.force_login(zhang)
    address = reverse("earlywarnings:change", args=[warning.pk])
    with clock.at(TODAY):
        assert client.get(address).context["form"]["recused"].initial == [qian.person]
        client.post(address, typed | {"version": 1, "recused": [zhao.person.pk]})
    assert warning.recused.get() == zhao.person

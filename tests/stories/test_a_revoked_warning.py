"""A warning revoked after it was served: number and trail stay, the points come back, no deadline runs on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from assessment.queries import explained
from core import clock
from deadlines import sweep
from deadlines.enums import State
from deadlines.models import Deadline
from notifications.models import Notification
from tests.stories.desk import Desk, answer_to, signed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_its_number_and_trail_stay_its_points_come_back_and_its_deadline_stops(
    xishan, zhang, qian, sun, li, zhao
):
    officer, second, secretary, head = (Desk(user) for user in (zhang, qian, sun, li))

    with clock.at(date(2026, 11, 3)):
        warning = signed(officer, second, secretary, unit=xishan, tier="yellow")
        number, page = str(warning.number), warning.get_absolute_url()
        officer.does("earlywarnings:deliver", warning.pk, delivered_on="2026-11-03", way="in_person")
        head.does("earlywarnings:sign_for", warning.pk)
        secretary.does("assessment:open_year")
        sheet = xishan.sheets.get()
        assert explained(sheet, li)["result"].score == Decimal(99)

    with clock.at(date(2026, 11, 10)):
        revoke = reverse("earlywarnings:revoke", args=[warning.pk])
        for desk in (officer, second, head):
            assert desk.client.post(revoke, {"reason": "事实有误。"}).status_code == 403
        assert "扣分同时返还" in secretary.does(
            "earlywarnings:revoke", warning.pk, reason="经核实，发包已公示。"
        )

        for reader in (officer, secretary, head):
            body = reader.reads(page)
            assert number in body
            assert "经核实，发包已公示。" in body
        assert "签批" in officer.reads(page)
        assert head.client.get(reverse("earlywarnings:notice_pdf", args=[warning.pk])).status_code == 200
        assert explained(sheet, li)["result"].score == Decimal(100)
        assert page not in head.reads(sheet.get_absolute_url())
        assert "回告" not in head.reads("/")

        following = signed(officer, second, secretary, unit=xishan, tier="yellow")
        assert (number, str(following.number)) == ("七镇纪廉预〔2026〕1号", "七镇纪廉预〔2026〕2号")

    told = Notification.objects.latest("pk").pk
    for night in range(60):
        with clock.at(day := date(2026, 11, 11) + timedelta(night)):
            sweep.run(day)
    assert not Notification.objects.filter(text__contains=number, key__startswith="deadline:").exists()
    assert not Notification.objects.filter(recipient=li, pk__gt=told, text__contains=number).exists()
    assert Deadline.objects.get(subject_type="earlywarnings.earlywarning").state == State.CANCELLED

    with clock.at(date(2027, 1, 11)):
        for verb in ("answer", "save_answer", "ask_extension"):
            address = reverse(f"earlywarnings:{verb}", args=[warning.pk])
            assert head.client.post(address, answer_to(warning)).status_code == 403

"""A red warning: known to a leader before it is served, answered twice, looked at twice, closed, and two points off."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assessment.queries import explained
from core import clock
from tests.stories.desk import Desk, answer_to, signed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_known_served_sent_back_answered_anew_looked_at_twice_and_closed(
    xishan, zhang, qian, sun, li, zhao, wang
):
    officer, second, secretary, head, leader = (Desk(user) for user in (zhang, qian, sun, li, zhao))

    with clock.at(date(2026, 11, 3)):
        warning = signed(officer, second, secretary, unit=xishan, tier="red", measures=["supervised"])
        page = warning.get_absolute_url()
        deliver = reverse("earlywarnings:deliver", args=[warning.pk])
        assert "登记送达" not in officer.reads(page)
        served = {"delivered_on": "2026-11-03", "way": "in_person"}
        for desk in (officer, second, secretary):
            refusal = desk.client.post(deliver, served)
            assert (refusal.status_code, "须由与其无关的镇领导知悉" in refusal.content.decode()) == (
                403,
                True,
            )
        assert head.client.get(page).status_code == 404

    with clock.at(date(2026, 11, 4)):
        assert "知悉红色预警" in leader.reads("/")
        assert "已记录知悉" in leader.does("earlywarnings:acknowledge", warning.pk)
        assert "知悉红色预警" not in leader.reads("/")
        assert "登记送达" in officer.reads(page)
        officer.does("earlywarnings:deliver", warning.pk, delivered_on="2026-11-04", way="in_person")
        head.does("earlywarnings:sign_for", warning.pk)

    with clock.at(date(2026, 11, 16)):
        head.does("earlywarnings:answer", warning.pk, **answer_to(warning, done_on="2026-11-16"))

    with clock.at(date(2026, 11, 17)):
        answered = warning.responses.get().answers.get()
        silent = {f"a{answered.pk}-passed": "no"}
        refusal = officer.client.post(reverse("earlywarnings:verify", args=[warning.pk]), silent)
        assert "退回须写明意见" in refusal.content.decode()
        back = officer.does(
            "earlywarnings:verify", warning.pk, **silent, **{f"a{answered.pk}-comment": "公示只有三天。"}
        )
        assert "对方应于2026年12月2日（含）前重新回告" in back
        assert "公示只有三天。" in head.reads(page)
        assert "重新回告" in head.reads("/")

    with clock.at(date(2026, 11, 26)):
        head.does("earlywarnings:answer", warning.pk, **answer_to(warning, done_on="2026-11-25"))

    with clock.at(date(2026, 11, 27)):
        answered = warning.responses.last().answers.get()
        passed = officer.does("earlywarnings:verify", warning.pk, **{f"a{answered.pk}-passed": "yes"})
        assert "还要由另一位同志二次复核" in passed
        look = reverse("earlywarnings:second_look", args=[warning.pk])
        assert officer.client.post(look, {"passed": "yes"}).status_code == 403
        close = reverse("earlywarnings:close", args=[warning.pk])
        assert officer.client.post(close).status_code == 403
        assert "可以销号" in second.does("earlywarnings:second_look", warning.pk, passed="yes")
        assert "已销号" in officer.does("earlywarnings:close", warning.pk)

    with clock.at(date(2026, 11, 30)):
        secretary.does("assessment:open_year")
        sheet = xishan.sheets.get()
        own = head.reads(sheet.get_absolute_url())
        assert (page in own, "−2" in own) == (True, True)
        result = explained(sheet, li)["result"]
        assert (result.deducted, result.score) == (Decimal(2), Decimal(98))

    stranger = Desk(wang)
    assert stranger.client.get(page).status_code == 404
    assert "鱼塘" not in stranger.reads(reverse("earlywarnings:index"))

"""西山村 lets its fish pond: six steps, a meeting too few came to, a slip put right, and the notice board (art. 29)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from decisions.models import VillageDecision
from tests.stories.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MEETING = {"place": "村委会会议室", "chair": "李长河", "supervision": "监委会主任"}
BOARD = {"place": "村务公开栏", "supervision": "监委会主任"}
MATTER = {
    "category": "funds",
    "title": "集体鱼塘发包",
    "proposal": "公开竞价发包五年，底价每年12000元。",
    "amount": "60000",
    "proposed_by": "村党支部",
}


def votes(members, present, agree, against, abstain) -> dict:
    named = {"members": members, "present": present, "agree": agree}
    return named | {"against": against, "abstain": abstain}


def test_a_village_lets_its_pond_and_everybody_can_read_how(zhou, li, wang, zhang, xishan):
    collector, head, office = Desk(zhou), Desk(li), Desk(zhang)

    with clock.at(date(2026, 11, 2)):
        page = collector.does("decisions:village_begin", **MATTER)
        assert "下一步：村党组织提议" in page
        decision = VillageDecision.objects.get()

        def step(desk, day, **said) -> str:
            return desk.does("decisions:village_hold", decision.pk, day=day, **said)

        page = step(collector, "2026-11-02", merged="on", **MEETING)
        assert "下一步：党员大会审议" in page

    with clock.at(date(2026, 11, 5)):
        page = step(collector, "2026-11-05", **MEETING, **votes(43, 20, 0, 0, 0))
        assert "应到43人，到会20人，三分之二以上为29人，不符合，会议无效。" in page
        assert "下一步：党员大会审议" in page, "it is held again"

    with clock.at(date(2026, 11, 8)):
        page = step(collector, "2026-11-08", **MEETING, **votes(43, 31, 20, 9, 2))
        assert "未获通过，到此为止" in page
        slip = decision.steps.latest("ordinal")
        page = head.does(
            "decisions:village_correct",
            slip.pk,
            day="2026-11-08",
            reason="同意人数少数了5票",
            **MEETING,
            **votes(43, 31, 25, 4, 2),
        )
        assert "同意25人，过半数（应到）为22人，通过。" in page
        assert "同意20人，过半数（应到）为22人，未通过。" in page, "what stood there before stays"

    with clock.at(date(2026, 11, 10)):
        page = step(office, "2026-11-10", assembly="council", **MEETING, **votes(36, 24, 20, 3, 1))
        assert "11月10日决议，自次日起算5日，应于11月15日（含）前公开决议。" in page
        assert "公开决议“集体鱼塘发包”" in collector.reads("/")
        assert "集体鱼塘发包" not in Client().get(reverse("disclosure:index")).content.decode()

    with clock.at(date(2026, 11, 12)):
        step(collector, "2026-11-12", until="2026-11-18", disclosure="open", **BOARD)
        assert "公开决议“集体鱼塘发包”" not in collector.reads("/")
        collector.does("decisions:village_object", decision.pk, said_on="2026-11-12", text="底价太低。")

    with clock.at(date(2026, 11, 20)):
        said = {"result": "已发包，合同已签。", "spent": "200"} | BOARD
        address = reverse("decisions:village_hold", args=[decision.pk])
        waiting = head.client.post(address, said | {"day": "2026-11-20"}).content.decode()
        assert "还有1条异议没有答复" in waiting
        head.does("decisions:village_answer", decision.objections.get().pk, answer="底价参照邻村。")
        page = step(head, "2026-11-20", **said)
        assert "六步都已办完" in page

        index = Client().get(reverse("disclosure:index")).content.decode()
        assert "集体鱼塘发包" in index
        assert Desk(wang).client.get(decision.get_absolute_url()).status_code == 404

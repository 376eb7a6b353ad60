"""Warnings on 西山村, which 李 heads; 张 drafts them."""

from datetime import date

import pytest

from collection.enums import ItemStatus
from core.verdict import Refusal
from earlywarnings import workflow
from earlywarnings.enums import Status, Tier
from notifications.models import Notification
from tests.factories import EarlyWarningFactory, ItemFactory


@pytest.fixture
def warn(xishan, zhang):
    def make(status=Status.DRAFT, **values):
        return EarlyWarningFactory(**{"status": status, "unit": xishan, "drafted_by": zhang} | values)

    return make


@pytest.fixture
def refused():
    """Whether the move was refused; its own transaction is undone, as a request's would be."""

    def call(move, *args, **kwargs) -> bool:
        try:
            move(*args, **kwargs)
        except Refusal:
            return True
        return False

    return call


@pytest.fixture
def content(zhang):
    """What a yellow draft says."""
    return {
        "tier": Tier.YELLOW,
        "title": "集体鱼塘发包未公示",
        "facts": "发包前未按规定公示。",
        "rule_violated": "资产资源管理制度第五条",
        "requirements": "补办公示。",
        "measures": ["letter"],
        "supervisor": zhang.person,
        "evaluation": "现场核查公示记录",
        "case_handling": True,
        "problems": [{"text": "未公示", "requirement": "补办公示七日", "due_on": date(2026, 11, 20)}],
    }


@pytest.fixture
def through(zhang, qian, sun, xishan, content):
    """Lead a warning through its moves, up to and with the one named."""

    def lead(last: str = "sign", **changed):
        item = ItemFactory(unit=xishan, form=None, status=ItemStatus.REPORTED)
        unit = changed.pop("unit", xishan)
        warning = workflow.draft([item], by=zhang, unit=unit, **content | changed)
        moves = (
            ("submit", zhang, {}),
            ("approve", qian, {}),
            ("sign", sun, {}),
            ("deliver", zhang, {"way": "in_person"}),
        )
        verbs = ["draft", *(verb for verb, _, _ in moves)]
        for verb, user, given in moves[: verbs.index(last)]:
            warning = getattr(workflow, verb)(warning, by=user, **given)
        return warning

    return lead


@pytest.fixture
def told():
    """Who was told of a stage, by family name."""

    def of(stage: str) -> str:
        lines = Notification.objects.filter(key__contains=f":{stage}:").order_by("recipient__pk")
        return "".join(line.recipient.name[0] for line in lines.select_related("recipient__person"))

    return of

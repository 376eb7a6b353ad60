"""The default scheme, and saving one."""

from decimal import Decimal

import pytest

from assessment import workflow
from assessment.enums import SchemeStatus
from assessment.models import Scheme
from assessment.queries import scheme_in_force
from core.verdict import Refusal

pytestmark = pytest.mark.django_db


def test_the_default_scheme_is_27_items_in_8_groups_that_total_100_and_is_marked_a_sample(db):
    scheme = scheme_in_force()
    items = list(scheme.items.all())
    assert len(items) == 27
    assert len({item.group for item in items}) == 8
    assert sum(item.points for item in items) == Decimal(100)
    assert scheme.status == SchemeStatus.SAMPLE
    assert scheme.source == "示例待核"


def item(points):
    return {"group": "A", "text": "A1", "points": Decimal(points)}


def test_a_scheme_of_99_points_is_refused_and_nothing_is_saved(sun):
    with pytest.raises(Refusal, match="合计应为100分，现为99分"):
        workflow.save_scheme(by=sun, name="新细则", items=[item(60), item(39)])
    assert not Scheme.objects.filter(name="新细则").exists()


def test_saving_again_makes_a_new_version_and_keeps_the_old(sun):
    for _ in range(2):
        workflow.save_scheme(by=sun, name="新细则", items=[item(60), item(40)])
    assert list(Scheme.objects.filter(name="新细则").values_list("version", flat=True)) == [2, 1]


@pytest.mark.parametrize("who", ["zhang", "li", "zhou", "zhao", "wu", "zheng"])
def test_only_the_secretary_makes_a_scheme_or_opens_a_year(request, who):
    user = request.getfixturevalue(who)
    with pytest.raises(Refusal, match="镇纪委书记"):
        workflow.save_scheme(by=user, name="新细则", items=[item(100)])
    with pytest.raises(Refusal, match="镇纪委书记"):
        workflow.open_year(2026, by=user)

"""裁量基准 (art. 22): bands that meet, cover everything, and stay within the law."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.verdict import Refusal
from powers import workflow
from powers.enums import Status
from powers.models import DiscretionTable
from powers.rules import Band, Frame, faults, words
from tests.factories import PowerFactory, TableFactory

FRAME = Frame(Decimal(0), None, Decimal(0), Decimal(100), "平方米", "元")


def band(low, high, least=0, most=100):
    return Band(*(None if number is None else Decimal(number) for number in (low, high, least, most)))


def reasons(*bands, frame=FRAME):
    return [(fault.band, fault.field, fault.reason) for fault in faults(bands, frame)]


def test_bands_that_meet_are_sound_in_whatever_order_they_are_written():
    assert reasons(band(10, 50), band(0, 10), band(50, None)) == []


def test_an_overlap_shows_both_rows_at_the_second():
    ((place, field, reason),) = reasons(band(0, 10), band(8, None))
    assert (place, field) == (1, "low")
    assert reason == "第1档“不满10平方米”和第2档“8平方米以上”重叠，同一情形会有两种处理。"


def test_a_gap_says_what_is_not_covered():
    ((_, _, reason),) = reasons(band(0, 10), band(12, None))
    assert reason == "第1档“不满10平方米”和第2档“12平方米以上”之间有空档，10以上不满12的没有规定。"


def test_the_first_and_the_last_band_reach_the_edges():
    assert reasons(band(1, None))[0][2] == "第一档须从因素起点0开始。"
    assert reasons(band(0, 10))[0][1:] == ("high", "最后一档须不填止点，表示以上。")
    ends = FRAME._replace(measure_to=Decimal(50))
    assert reasons(band(0, None), frame=ends)[0][2] == "最后一档须止于因素终点50。"


def test_nothing_leaves_what_the_law_allows():
    found = reasons(band(0, 10, -1, 50), band(10, None, 50, 120))
    assert [(place, field) for place, field, _ in found] == [(0, "least"), (1, "most")]
    assert "法定幅度是0至100元，不能超出（第二十二条）。" in found[0][2]


def test_a_band_that_ends_before_it_begins_is_named():
    assert (0, "high", "止点须大于起点。") in reasons(band(5, 5))
    assert (0, "most", "处理上限不能低于下限。") in reasons(band(0, None, 30, 20))


def test_above_includes_the_number_itself():
    said = [words(one, FRAME) for one in (band(0, 10), band(10, 50), band(50, None))]
    assert said == ["不满10平方米", "10平方米以上不满50平方米", "50平方米以上"]


NUMBERS = st.integers(0, 12).map(Decimal)
BANDS = st.lists(
    st.builds(Band, NUMBERS, NUMBERS | st.none(), NUMBERS, NUMBERS),
    min_size=1,
    max_size=4,
)


@given(BANDS, NUMBERS, NUMBERS | st.none(), NUMBERS, NUMBERS)
def test_every_amount_falls_into_exactly_one_band_of_a_sound_table(bands, start, end, least, most):
    frame = Frame(start, end, least, most)
    if faults(bands, frame):
        return
    for step in range(27):
        amount = Decimal(step) / 2
        holding = [one for one in bands if one.low <= amount and (one.high is None or amount < one.high)]
        inside = start <= amount and (end is None or amount < end)
        assert len(holding) == (1 if inside else 0)
    assert all(least <= one.least <= one.most <= most for one in bands)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=5, unique=True))
def test_a_table_cut_at_any_points_is_sound(cuts):
    edges = [Decimal(0), *(Decimal(cut) for cut in sorted(cuts)), None]
    assert faults([band(low, high) for low, high in zip(edges, edges[1:], strict=False)], FRAME) == []


# -- on the screen ------------------------------------------------------------------------------------------


def typed(power, *bands, **more):
    rows = {
        f"bands-{place}-{name}": value
        for place, row in enumerate(bands)
        for name, value in zip(("low", "high", "least", "most"), row, strict=True)
    }
    return {
        "subject": "个人",
        "penalty": "罚款",
        "penalty_unit": "元",
        "least": "0",
        "most": "100",
        "measure": "占地面积",
        "measure_unit": "平方米",
        "measure_from": "0",
        "version": str(power.version),
        "bands-TOTAL_FORMS": str(len(bands)),
        "bands-INITIAL_FORMS": "0",
        **rows,
        **more,
    }


SOUND = (("0", "10", "0", "30"), ("10", "", "30", "100"))


@pytest.fixture
def power(xishan):
    return PowerFactory(unit=xishan, confirmed=True)


@pytest.mark.django_db
def test_article_22_a_table_is_written_drawn_and_confirmed_anew(client, li, power):
    client.force_login(li)
    url = reverse("powers:add_discretion", args=[power.pk])
    body = client.post(url, typed(power, *SOUND), follow=True).content.decode()
    assert "不满10平方米" in body and "30—100元" in body and "个人罚款（按占地面积）的档次图" in body
    power.refresh_from_db()
    assert (power.status, power.version) == (Status.DRAFT, 2)


@pytest.mark.django_db
def test_a_table_with_an_overlap_is_not_saved_and_nothing_typed_is_lost(client, li, power):
    client.force_login(li)
    url = reverse("powers:add_discretion", args=[power.pk])
    wrong = (SOUND[0], ("8", "", "30", "100"))
    body = client.post(url, typed(power, *wrong)).content.decode()
    assert "重叠，同一情形会有两种处理。" in body and 'value="8"' in body
    assert not DiscretionTable.objects.exists()
    power.refresh_from_db()
    assert power.status == Status.CONFIRMED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"most": ""}, "这个字段是必填项。"),
        ({"least": "200"}, "法定上限不能低于下限"),
        ({"source": "省裁量基准", "source_version": ""}, "须写明版本"),
        ({"bands-0-low": "很多"}, "输入一个数字"),
        ({"bands-TOTAL_FORMS": "0"}, "请至少填写一档。"),
        ({"version": "9"}, "别人已经改过这条记录"),
    ],
)
def test_what_is_wrong_is_said(client, li, power, change, said):
    client.force_login(li)
    url = reverse("powers:add_discretion", args=[power.pk])
    body = client.post(url, typed(power, *SOUND, **change)).content.decode()
    assert said in body
    assert not DiscretionTable.objects.exists()


@pytest.mark.django_db
def test_a_table_is_changed_whole_and_its_old_version_stays_readable(client, li, power):
    table = TableFactory(power=power)
    client.force_login(li)
    url = reverse("powers:change_discretion", args=[power.pk, table.pk])
    assert 'value="10' in client.get(url).content.decode()
    client.post(url, typed(power, ("0", "", "5", "60")))
    assert [(row.low, row.high, row.most) for row in table.bands.all()] == [(0, None, 60)]

    old = client.get(reverse("powers:version", args=[power.pk, 1])).content.decode()
    assert "10平方米以上" in old and "这是旧版本" in old
    now = client.get(reverse("powers:version", args=[power.pk, 2])).content.decode()
    assert "10平方米以上" not in now and "这是旧版本" not in now
    assert client.get(reverse("powers:version", args=[power.pk, 3])).status_code == 404


@pytest.mark.django_db
def test_a_table_is_taken_out(client, li, power):
    table = TableFactory(power=power)
    client.force_login(li)
    client.post(reverse("powers:remove_discretion", args=[power.pk, table.pk]))
    assert not DiscretionTable.objects.exists()
    power.refresh_from_db()
    assert power.status == Status.DRAFT


@pytest.mark.django_db
def test_a_table_is_only_reached_through_its_own_power(client, li, power, donggou):
    foreign = TableFactory(power=PowerFactory(unit=donggou))
    client.force_login(li)
    for name in ("change_discretion", "remove_discretion"):
        url = reverse(f"powers:{name}", args=[power.pk, foreign.pk])
        assert client.post(url).status_code == 404
    assert DiscretionTable.objects.count() == 1


@pytest.mark.django_db
def test_the_workflow_itself_refuses_what_does_not_fit_together(power, li):
    content = {"subject": "个人", "penalty": "罚款", "penalty_unit": "元", "least": 0, "most": 100}
    content |= {"measure": "面积", "measure_unit": "平方米", "measure_from": 0, "measure_to": None}
    rows = [{"low": 0, "high": 10, "least": 0, "most": 30}]
    with pytest.raises(Refusal, match="最后一档须不填止点"):
        workflow.set_discretion(power, by=li, bands=rows, **content)
    power.refresh_from_db()
    assert power.version == 1

"""The leaders' page: every mark opens its rows, on any day, and no number tells what its reader may not open."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.http import QueryDict
from django.urls import resolve, reverse

from core import clock
from dashboard import queries, rules
from dashboard.forms import RowsForm
from dashboard.queries import promised as promises
from dashboard.queries import warned as flows
from dashboard.rules import Moment
from deadlines.models import Extension
from organisations.models import User
from riskpoints.models import RiskPoint
from tests.dashboard.scene import PAST, SPRING, TODAY, made, marks, promised, warned
from tests.factories import (
    CaseFactory,
    EarlyWarningFactory,
    PowerFactory,
    RiskPointFactory,
)

pytestmark = pytest.mark.django_db
OVERVIEW = "/overview/"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def everything(town, xishan, donggou):
    with clock.at(SPRING):
        made(town, xishan, donggou)


def seen_by(user, on=TODAY):
    return queries.overview(User.objects.get(pk=user.pk), Moment(on, TODAY))


def stat(overview, label):
    return next(row for row in overview.stats if row.label == label)


def opened(client, url) -> int:
    return client.get(url).context["page"].paginator.count


def behind(client, user, url) -> int:
    """How many rows the mark's address lists; our own pages are asked without drawing them."""
    address, _, query = url.partition("?")
    match = resolve(address)
    if match.view_name != "dashboard:rows":
        return opened(client, url)
    asked = QueryDict(query)
    moment = Moment(date.fromisoformat(asked.get("on", TODAY.isoformat())), TODAY)
    return len(queries.found(match.kwargs["tile"], user, moment, RowsForm(asked).asked))


# -- every mark opens its rows ---------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "on"), [("zhao", TODAY), ("wu", PAST), ("li", TODAY)])
def test_every_mark_opens_as_many_rows_as_it_says(request, client, everything, who, on):
    user = request.getfixturevalue(who)
    client.force_login(user)
    found = list(marks(seen_by(user, on)))
    assert len(found) > 10
    assert [(number, url) for number, url in found if behind(client, user, url) != number] == []


def test_every_form_on_the_page_opens(client, everything, zhao):
    client.force_login(zhao)
    cells = [cell for row in seen_by(zhao).reporting.rows for cell in row.cells if cell.url]
    assert len(cells) == 2
    assert {client.get(cell.url).status_code for cell in cells} == {200}


def test_a_mark_with_a_condition_that_makes_no_sense_opens_nothing(client, everything, zhao):
    client.force_login(zhao)
    url = reverse("dashboard:rows", args=["points"])
    assert opened(client, f"{url}?unit=西山村") == 0
    assert opened(client, f"{url}?kind=nothing") == 0
    assert opened(client, url) == 6
    assert client.get(reverse("dashboard:rows", args=["nothing"])).status_code == 404


# -- totals leak nothing ---------------------------------------------------------------------------------


def test_a_heads_totals_are_the_sum_of_what_the_head_can_open(client, everything, li, xishan):
    """Not the other village's, not what is signed and not served, not the talk nobody told of (art. 40)."""
    overview = seen_by(li)
    assert [stat(overview, label).value for label in ("在办预警", "逾期事项", "办件逾期")] == [3, 2, 1]
    assert [cell.text for cell in overview.late.rows[0].cells] == ["2 件", "257 天"]
    assert [row.label for row in overview.risks.rows] == [xishan]
    client.force_login(li)
    in_hand = client.get("/warnings/?state=in_hand").context["page"]
    assert stat(overview, "在办预警").value == len(in_hand) == sum(w.unit == xishan for w in in_hand)
    assert "东沟村" not in client.get(OVERVIEW).content.decode().split("<main")[1]


def test_what_is_signed_and_not_served_shows_only_to_those_who_may_know(everything, zhao, li, zhang):
    assert [stat(seen_by(user), "在办预警").value for user in (zhao, zhang, li)] == [8, 8, 3]


def test_the_promise_of_a_talk_is_counted_by_its_handlers_alone(everything, zhang, zhao, wu, li):
    """Art. 40: neither leaders nor the centre know of it."""
    counted = [stat(seen_by(user), "逾期事项").value for user in (zhang, zhao, wu, li)]
    assert counted == [6, 4, 4, 2]


def test_a_warning_the_leader_is_recused_from_counts_for_others_only(xishan, zhao, sun):
    warned(xishan, "signed", recused=[zhao.person])
    assert [stat(seen_by(user), "在办预警").value for user in (zhao, sun)] == [0, 1]


def test_only_readers_enter(client, li, zhou, zheng):
    for user, status in ((li, 200), (zhou, 403), (zheng, 403)):
        client.force_login(user)
        assert client.get(OVERVIEW).status_code == status
        assert client.get(reverse("dashboard:rows", args=["late"])).status_code == status


def test_findings_are_not_shown_to_whom_their_list_is_closed(client, everything, wu, zhao):
    assert seen_by(wu).findings is None
    client.force_login(wu)
    assert opened(client, reverse("dashboard:rows", args=["findings"])) == 0
    assert stat(seen_by(zhao), "决策检查待说明").value == 2


# -- as of a day -----------------------------------------------------------------------------------------

DRAFTED = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("after", "reached", "waits"),
    [
        (1, [], None),
        (2, ["signed"], "signed"),
        (4, ["signed", "received"], "received"),
        (20, ["signed", "received", "answered"], "answered"),
        (24, ["signed", "received", "answered", "verified"], "verified"),
        (25, list(flows.STEPS), None),
    ],
)
def test_a_closed_warning_stood_at_each_step_on_its_day(xishan, zhao, after, reached, waits):
    warned(xishan, "closed", drafted_on=DRAFTED)
    overview = seen_by(zhao, DRAFTED + timedelta(after))
    yellow = next(row for row in overview.flow.rows if row.label == "yellow")
    counted = dict(zip(flows.STEPS, yellow.cells, strict=True))
    assert [step for step, cell in counted.items() if cell.text == "1"] == reached
    waiting = dict(zip(flows.WAITS, overview.flow.waiting, strict=True))
    assert [step for step, cell in waiting.items() if cell.text == "1 件"] == ([waits] if waits else [])
    assert stat(overview, "在办预警").value == bool(waits)


def test_a_revoked_warning_was_in_hand_until_that_day(xishan, zhao):
    warned(xishan, "revoked")  # on 20 November
    days = (date(2026, 11, 19), date(2026, 11, 20))
    assert [stat(seen_by(zhao, day), "在办预警").value for day in days] == [1, 0]


def test_each_step_says_how_long_the_longest_waits_there(xishan, zhao):
    warned(xishan, "received", drafted_on=date(2026, 11, 2))
    warned(xishan, "received", drafted_on=date(2025, 12, 1))
    flow = seen_by(zhao).flow
    assert [cell.text for cell in flow.waiting] == ["—", "2 件", "—", "—"]
    assert [cell.text for cell in flow.longest] == ["—", "354 天", "—", "—"]


def test_an_extension_given_later_had_not_moved_the_due_day(xishan, zhao, zhang, sun):
    warning = warned(xishan, "received", drafted_on=date(2026, 8, 1))
    promise = promised(warning, xishan, due_on=date(2026, 10, 20), started_on=date(2026, 8, 5))
    Extension.objects.create(
        deadline=promise,
        from_day=date(2026, 9, 20),
        to_day=date(2026, 10, 20),
        reason="汛期",
        asked_on=date(2026, 9, 18),
        asked_by=zhang.person,
        by_name="张",
        approved_by=sun.person,
        approved_by_name="孙",
        on=date(2026, 9, 25),
    )
    days = (date(2026, 9, 21), date(2026, 9, 25), date(2026, 10, 20), date(2026, 10, 21))
    assert [stat(seen_by(zhao, day), "逾期事项").value for day in days] == [1, 0, 0, 1]


def test_a_promise_kept_late_was_late_until_then(xishan, zhao):
    warning = warned(xishan, "answered")
    promised(warning, xishan, due_on=date(2026, 5, 1), state="met", met_on=date(2026, 5, 9))
    promised(warning, xishan, due_on=date(2026, 5, 1), state="cancelled")
    days = (date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 8), date(2026, 5, 9))
    assert [stat(seen_by(zhao, day), "逾期事项").value for day in days] == [0, 1, 1, 0]


def test_the_register_is_shown_as_it_was(client, xishan, zhao):
    with clock.at(SPRING):
        point = RiskPointFactory(unit=xishan, risk_type="process", registered=True)
        RiskPointFactory(unit=xishan, risk_type="process")  # a draft until today
    with clock.at(date(2026, 10, 8)):
        point.status = "retired"
        point.save()
        RiskPointFactory(unit=xishan, risk_type="moral", registered=True)
    texts = [[cell.text for cell in seen_by(zhao, day).risks.rows[0].cells] for day in (PAST, TODAY)]
    assert texts == [["", "", "1", ""], ["1", "", "", ""]]
    client.force_login(zhao)
    url = next(cell.url for cell in seen_by(zhao, PAST).risks.rows[0].cells if cell.url)
    assert list(client.get(url).context["page"]) == [RiskPoint.objects.get(pk=point.pk)]


def test_a_form_that_came_later_had_not_come(everything, zhao, zhou):
    from collection.models import CollectionForm

    late = date(2026, 10, 20)
    moment = clock.now()
    CollectionForm.objects.filter(unit__short_name="西山村").update(
        status="submitted", first_submitted_on=late, submitted_at=moment, filled_by=zhou
    )
    words = [
        seen_by(zhao, day).reporting.rows[0].cells[-1].text
        for day in (date(2026, 10, 9), date(2026, 10, 19), late)
    ]
    assert words == ["待报", "未报", "迟报"]


def test_a_case_finished_late_was_past_due_until_then(client, xishan, zhao):
    power = PowerFactory(unit=xishan, confirmed=True)
    dates = {"accepted_on": date(2026, 5, 6), "due_on": date(2026, 5, 20)}
    CaseFactory(power=power, **dates, status="finished", finished_on=date(2026, 6, 1))
    days = (date(2026, 5, 16), date(2026, 5, 17), date(2026, 5, 21), date(2026, 6, 1))
    counted = [
        [stat(seen_by(zhao, day), label).value for label in ("办件逾期", "办件三日内到期")] for day in days
    ]
    assert counted == [[0, 0], [0, 1], [1, 0], [0, 0]]


@pytest.mark.parametrize(
    ("due_on", "counted"),
    [
        (date(2026, 11, 23), [1, 0]),
        (TODAY, [0, 1]),
        (date(2026, 11, 27), [0, 1]),
        (date(2026, 11, 28), [0, 0]),
    ],
)
def test_the_page_counts_cases_past_due_and_near_and_none_that_wait_for_a_correction(
    xishan, zhao, due_on, counted
):
    """Art. 26."""
    case = {"accepted_on": date(2026, 11, 16), "due_on": due_on}
    power = PowerFactory(unit=xishan, confirmed=True)
    CaseFactory(power=power, **case)
    CaseFactory(power=power, **case, is_paused=True, status="correcting")
    assert [stat(seen_by(zhao), label).value for label in ("办件逾期", "办件三日内到期")] == counted


def test_what_waits_for_the_reader_is_told_of_today_alone(everything, zhao):
    assert "等您办理" in [row.label for row in seen_by(zhao).stats]
    past = seen_by(zhao, PAST)
    assert "等您办理" not in [row.label for row in past.stats]
    assert past.todos == past.flow.states == []


def test_a_past_day_says_what_it_cannot_tell(client, everything, zhao):
    client.force_login(zhao)
    page = client.get(f"{OVERVIEW}?on=2026-09-30").content.decode()
    for sentence in ("得分只有现在的，不能还原到过去某天。", "已取消的期限没有取消日期，不计入。"):
        assert sentence in page
        assert sentence not in client.get(OVERVIEW).content.decode()
    assert "截至2026年9月30日，与上季末（2026年6月30日）相比" in page


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("2026-11-25", "这一天还没到"),
        ("gestern", "日期不对"),
        ("1999-12-31", "日期太早"),
        ("0001-01-01", "日期太早"),
    ],
)
def test_a_day_that_makes_no_sense_is_named_at_its_field_and_today_is_shown(client, zhao, on, sentence):
    client.force_login(zhao)
    page = client.get(OVERVIEW, {"on": on}).content.decode()
    assert sentence in page.split('class="day-form')[1].split("</form>")[0]
    assert "截至2026年11月24日" in page


def test_the_quick_links_lead_to_the_days_they_name(client, zhao):
    client.force_login(zhao)
    form = client.get(OVERVIEW).context["form"]
    assert form.quick == [("今天", None), ("上季末", PAST), ("去年末", date(2025, 12, 31))]


# -- against the quarter before --------------------------------------------------------------------------


def test_each_number_says_what_it_has_become_since_the_end_of_the_last_quarter(xishan, zhao):
    warned(xishan, "closed", drafted_on=date(2026, 9, 20))
    assert stat(seen_by(zhao), "在办预警").note == "较上季末 －1"
    EarlyWarningFactory.create_batch(3, unit=xishan, status="received")
    assert stat(seen_by(zhao), "在办预警").note == "较上季末 ＋2"
    assert stat(seen_by(zhao), "逾期事项").note == "较上季末 持平"


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 3, 31), date(2025, 12, 31)),
        (PAST, date(2026, 6, 30)),
        (TODAY, PAST),
    ],
)
def test_a_quarters_last_day_is_held_against_the_quarter_before(day, before):
    assert rules.close_before(day) == before


@pytest.mark.parametrize(
    ("count", "top", "ink"), [(1, 1, 1), (4, 4, 4), (1, 400, 1), (100, 400, 1), (101, 400, 2), (400, 400, 4)]
)
def test_ink_goes_by_quarters_of_the_greatest_number(count, top, ink):
    assert rules.ink(count, top) == ink


# -- the cost --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "asked"), [(TODAY, 39), (PAST, 20)])
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_questions_for_one_and_for_three(
    client, town, xishan, donggou, caizheng, zhao, count, on, asked, django_assert_num_queries
):
    with clock.at(SPRING):
        made(town, *(xishan, donggou, caizheng)[:count])
    client.force_login(zhao)
    with django_assert_num_queries(asked):
        page = client.get(OVERVIEW, {"on": on.isoformat()}).content.decode()
    assert "全镇廉政风险一览" in page


@pytest.mark.parametrize("label", promises.OPENED)
def test_every_promise_is_asked_of_its_own_thing(zhao, label):
    """A label that names no model, or another one, would count nothing or what the reader may not open."""
    assert promises.OPENED[label](zhao).model is apps.get_model(label)

"""办件 (art. 26): accepted, handled by at least two, within the days of the power."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.verdict import Refusal
from deadlines.models import Deadline
from deadlines.rules import Calendar, counted_due
from notifications.models import Notification
from powers import workflow
from powers.enums import CaseDeed, CaseStatus, DayKind
from powers.models import CaseEntry, PowerCase
from tests.factories import CaseFactory, PowerFactory

MONDAY = date(2026, 11, 2)
PLAIN = Calendar({}, {2026: 1, 2027: 1})


# -- the arithmetic -----------------------------------------------------------------------------------------


def test_the_day_of_acceptance_and_rest_days_do_not_count():
    due = counted_due(MONDAY, 5, PLAIN)
    assert due.on == date(2026, 11, 9)
    assert due.arithmetic == "11月2日受理，自次日起算5个工作日，应于11月9日（含）前办结。"


def test_a_year_without_a_calendar_is_said_and_not_guessed_silently():
    due = counted_due(date(2026, 12, 28), 5, Calendar({}, {2026: 1}))
    assert due.on == date(2027, 1, 4)
    assert due.arithmetic.endswith("前办结（2027年度节假日尚未录入，按周末推算）。")


def test_days_waiting_for_a_correction_do_not_count_and_are_shown():
    due = counted_due(MONDAY, 5, PLAIN, stopped=[(date(2026, 11, 4), date(2026, 11, 10))])
    assert due.on == date(2026, 11, 13)
    assert "，11月4日至11月10日暂停不计，" in due.arithmetic


def test_calendar_days_count_every_day():
    assert counted_due(MONDAY, 5, None).on == date(2026, 11, 7)


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), max_size=3)


@given(
    st.integers(1, 60),
    st.dictionaries(st.integers(1, 120), st.booleans(), max_size=20),
    SPANS,
)
def test_the_due_day_is_the_nth_working_day_by_an_independent_count(days, changed, spans):
    exceptions = {MONDAY + timedelta(days=n): (working, "") for n, working in changed.items()}
    stopped = [(MONDAY + timedelta(days=a), MONDAY + timedelta(days=a + b)) for a, b in spans]
    due = counted_due(MONDAY, days, Calendar(exceptions, {2026: 1, 2027: 1}), stopped=stopped).on

    standing = {
        since + timedelta(days=n) for since, until in stopped for n in range(1, (until - since).days + 1)
    }
    span = [MONDAY + timedelta(days=n) for n in range(1, (due - MONDAY).days + 1)]
    worked = [
        day
        for day in span
        if (exceptions[day][0] if day in exceptions else day.isoweekday() < 6) and day not in standing
    ]
    assert len(worked) == days and worked[-1] == due


# -- the life of one ----------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.fixture
def power(xishan):
    return PowerFactory(unit=xishan, confirmed=True, promised_days=5)


@pytest.fixture
def case(power, zhou):
    with clock.at(MONDAY):
        return workflow.accept_case(
            power, by=zhou, person=zhou.person, on=MONDAY, days=5, day_kind="working", subject="张三家申请"
        )


def step(case, deed, by, person=None, on=MONDAY, note="说明"):
    with clock.at(max(on, MONDAY)):
        return workflow.take_step(case, by=by, deed=deed, person=(person or by).person, on=on, note=note)


def promise_of(case) -> Deadline:
    return Deadline.objects.get(subject_id=case.pk, kind="power_case", state="open")


def test_article_26_from_acceptance_to_the_result_by_two_people(case, zhou, li):
    case = step(case, "handle", zhou)
    case = step(case, "review", zhou, on=date(2026, 11, 3))
    case = step(case, "approve", zhou, li, on=date(2026, 11, 4))
    case = step(case, "finish", zhou, on=date(2026, 11, 5), note="准予")

    assert (case.status, case.finished_on, case.result) == (CaseStatus.FINISHED, date(2026, 11, 5), "准予")
    assert [(entry.deed, entry.person.name) for entry in case.entries.all()] == [
        ("accept", "周小燕"),
        ("handle", "周小燕"),
        ("review", "周小燕"),
        ("approve", "李长河"),
        ("finish", "周小燕"),
    ]
    assert Deadline.objects.get(subject_id=case.pk, kind="power_case").met_on == date(2026, 11, 5)
    assert case.leader == "赵启明"


def test_article_9_whoever_handled_it_does_not_approve_it(case, zhou):
    case = step(case, "handle", zhou)
    with pytest.raises(Refusal, match="承办和批准不能是同一人"):
        step(case, "approve", zhou)
    assert case.entries.count() == 2


@pytest.mark.parametrize("deed", ["finish", "refuse"])
def test_article_9_one_person_alone_ends_nothing(power, case, zhou, deed):
    PowerCase.objects.update(status="approved" if deed == "finish" else "accepted")
    with pytest.raises(Refusal, match="至少由两人办理"):
        step(case, deed, zhou)


def test_an_applicant_withdraws_whenever_he_likes(case, zhou):
    assert step(case, "withdraw", zhou).status == CaseStatus.WITHDRAWN


@pytest.mark.parametrize(
    "deed", [deed for deed in CaseDeed if deed not in ("handle", "pause", "refuse", "withdraw")]
)
def test_no_step_is_skipped(case, zhou, li, deed):
    with pytest.raises(Refusal, match="现在只能承办、要求补正、不予办理、申请人撤回。"):
        step(case, deed, zhou, li)


def test_what_has_ended_moves_no_more(case, zhou):
    step(case, "withdraw", zhou)
    with pytest.raises(Refusal, match="已经办完"):
        step(case, "handle", zhou)


def test_days_run_forward_and_not_into_the_future(case, zhou):
    case = step(case, "handle", zhou, on=date(2026, 11, 4))
    with pytest.raises(Refusal, match="不能早于上一步（2026年11月4日）"):
        step(case, "review", zhou, on=date(2026, 11, 3))
    with clock.at(date(2026, 11, 4)), pytest.raises(Refusal, match="不能晚于今天"):
        workflow.take_step(case, by=zhou, deed="review", person=zhou.person, on=date(2026, 11, 5))


def test_a_correction_stops_the_clock_and_its_arrival_starts_it_again(case, zhou):
    assert promise_of(case).due_on == date(2026, 11, 9)
    case = step(case, "pause", zhou, on=date(2026, 11, 4), note="补身份证复印件")
    assert not Deadline.objects.filter(subject_id=case.pk, kind="power_case", state="open").exists()
    with pytest.raises(Refusal, match="现在只能补正收到、申请人撤回"):
        step(case, "handle", zhou, on=date(2026, 11, 5))
    case = step(case, "resume", zhou, on=date(2026, 11, 10))
    assert promise_of(case).due_on == case.due_on == date(2026, 11, 13)


def test_a_power_outside_the_catalogue_is_not_exercised(xishan, zhou):
    with pytest.raises(Refusal, match="只有已确认"):
        workflow.accept_case(
            PowerFactory(unit=xishan),
            by=zhou,
            person=zhou.person,
            on=MONDAY,
            days=5,
            day_kind="working",
            subject="…",
        )


def test_the_promise_is_told_and_climbs_like_any_other(case, zhou, li):
    call_command("sweep", "--on", "2026-11-10")
    told = Notification.objects.filter(recipient__in=[zhou, li], text__contains="办件")
    assert {note.recipient for note in told} == {zhou, li}
    assert "张三" not in told.first().text


# -- on the screen ------------------------------------------------------------------------------------------


def test_a_clerk_accepts_one_and_sees_until_when(client, zhou, power):
    client.force_login(zhou)
    with clock.at(MONDAY):
        asked = client.get(reverse("powers:accept_case"), {"power": power.pk}).content.decode()
        assert 'value="5"' in asked
        answer = {
            "subject": "张三家申请",
            "person": zhou.person_id,
            "on": "2026-11-02",
            "days": "5",
            "day_kind": "working",
        }
        url = reverse("powers:accept_case", query={"power": power.pk})
        body = client.post(url, answer, follow=True).content.decode()
        assert "应于11月9日（含）前办结" in body and "登记承办" in body
        late = client.post(url, answer | {"on": "2026-11-03", "days": "0"}).content.decode()
    assert "日期不能晚于今天。" in late and "张三家申请" in late
    assert PowerCase.objects.count() == 1


def test_what_stands_against_a_step_is_said_at_the_form(client, case, zhou):
    step(case, "handle", zhou)
    client.force_login(zhou)
    url = reverse("powers:case_step", args=[case.pk, "approve"])
    answer = {"person": zhou.person_id, "on": "2026-11-02", "note": "同意办理", "version": 2}
    with clock.at(MONDAY):
        body = client.post(url, answer).content.decode()
    assert "承办和批准不能是同一人" in body and "同意办理" in body


def test_whoever_is_slower_is_told_and_keeps_what_was_typed(client, case, zhou):
    client.force_login(zhou)
    url = reverse("powers:case_step", args=[case.pk, "handle"])
    answer = {"person": zhou.person_id, "on": "2026-11-02", "note": "写了很久的说明", "version": 9}
    with clock.at(MONDAY):
        body = client.post(url, answer).content.decode()
        assert "别人已经登记了这件的另一步" in body and "写了很久的说明" in body
        assert CaseEntry.objects.filter(case=case).count() == 1
        assert client.post(url, answer | {"version": 1}).status_code == 302


def test_a_page_sent_twice_accepts_one_case(client, power, zhou):
    client.force_login(zhou)
    url = reverse("powers:accept_case", query={"power": power.pk})
    answer = {
        "subject": "张三家",
        "person": zhou.person_id,
        "on": "2026-11-02",
        "days": "5",
        "day_kind": "working",
    }
    with clock.at(MONDAY):
        client.post(url, answer)
        again = client.post(url, answer).content.decode()
        assert "同一天已受理过同样的申请人或事项" in again and PowerCase.objects.count() == 1
        client.post(url, answer | {"number": "XS-2"})
    assert PowerCase.objects.count() == 2


@pytest.mark.parametrize("deed", ["accept", "destroy", "x" * 300])
def test_there_is_no_such_step(client, case, zhou, deed):
    client.force_login(zhou)
    assert client.get(reverse("powers:case_step", args=[case.pk, deed])).status_code == 404


def test_late_ones_show_themselves(client, power, li):
    CaseFactory(power=power, subject="逾期的", due_on=date(2026, 12, 8))
    CaseFactory(power=power, subject="快到期的", due_on=date(2026, 12, 11))
    CaseFactory(power=power, subject="补正中的", due_on=date(2026, 12, 3), is_paused=True)
    client.force_login(li)
    with clock.at(date(2026, 12, 9)):
        whole = client.get(reverse("powers:cases")).content.decode()
        over = client.get(reverse("powers:cases"), {"late": "over"}).content.decode()
        near = client.get(reverse("powers:cases"), {"late": "near"}).content.decode()
    assert "1件已逾期" in whole and "逾期 1 天" in whole
    assert "逾期的" in over and "快到期的" not in over and "补正中的" not in over
    assert "快到期的" in near and ">逾期的" not in near


def test_another_village_sees_and_touches_nothing(client, case, wang, donggou):
    CaseFactory(power=PowerFactory(unit=donggou, confirmed=True), subject="东沟的")
    client.force_login(wang)
    for url in (reverse("powers:cases"), reverse("powers:cases") + "?q=张三"):
        body = client.get(url).content.decode()
        assert "张三家" not in body
    exported = b"".join(client.get(reverse("powers:export_cases", args=["csv"])))
    assert "东沟的".encode() in exported and "张三".encode() not in exported
    assert client.get(case.get_absolute_url()).status_code == 404
    assert client.get(reverse("powers:case_step", args=[case.pk, "handle"])).status_code == 404
    power = reverse("powers:accept_case", query={"power": case.power_id})
    assert client.post(power, {"subject": "混进来"}).status_code == 200
    assert PowerCase.objects.count() == 2


def test_the_list_costs_the_same_for_one_and_three(client, li, power):
    client.force_login(li)
    CaseFactory(power=power)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("powers:cases"))
        counts.append(len(captured))
        CaseFactory.create_batch(2, power=power)
    assert counts[0] == counts[1]


def test_a_limit_in_calendar_days(power, zhou):
    with clock.at(MONDAY):
        case = workflow.accept_case(
            power, by=zhou, person=zhou.person, on=MONDAY, days=5, day_kind=DayKind.CALENDAR, subject="…"
        )
    assert case.due_on == date(2026, 11, 7)


def test_many_corrections_still_fit_into_the_sentence(power, zhou):
    with clock.at(MONDAY):
        case = workflow.accept_case(
            power, by=zhou, person=zhou.person, on=MONDAY, days=365, day_kind="working", subject="…"
        )
    day = MONDAY
    for _ in range(20):
        for deed in ("pause", "resume"):
            day += timedelta(days=1)
            case = step(case, deed, zhou, on=day)
    assert "，另有16次暂停不计，" in case.arithmetic and len(case.arithmetic) <= 300


def test_a_number_is_once_in_a_unit(power, zhou):
    about = {"by": zhou, "person": zhou.person, "on": MONDAY, "days": 5, "day_kind": "working"}
    with clock.at(MONDAY):
        workflow.accept_case(power, subject="一", number="XS-1", **about)
        with pytest.raises(Refusal, match="已有编号为XS-1的办件"):
            workflow.accept_case(power, subject="二", number="XS-1", **about)

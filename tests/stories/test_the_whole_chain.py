"""全链: from a power, a risk point, a warning or a decision the chain both ways, and to nobody more than his own pages."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock, trails
from core.trails import SHOWN
from decisions.models import AgendaItem, RiskAssessment
from earlywarnings.access import handles
from earlywarnings.enums import Body, Status
from earlywarnings.models import EarlyWarning
from earlywarnings.queries import hanging_on, visible_to
from earlywarnings.queries.warnings import handled_by
from powers.models import Power
from riskpoints.models import RiskPoint
from tests.factories import (
    CaseFactory,
    EarlyWarningFactory,
    InspectionFactory,
    ItemFactory,
    MeasureFactory,
    PersonFactory,
    PowerFactory,
    RiskPointFactory,
    StepFactory,
)
from tests.factories.decisions import AgendaItemFactory, MeetingFactory
from tests.factories.handling import HandlingFactory

TODAY = date(2026, 11, 24)
NAMES = {Power: "职权", RiskPoint: "风险点", EarlyWarning: "预警", AgendaItem: "议题"}
SECRET = "鱼塘机密"


def whole_chain(user, thing):
    return trails.whole_chain(user, thing, NAMES[type(thing)])


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def power(xishan):
    made = PowerFactory(unit=xishan, name="集体资产发包", confirmed=True)
    StepFactory(power=made, number=1, name="定底价")
    return made


@pytest.fixture
def point(xishan, power):
    return RiskPointFactory(
        unit=xishan, power=power, name="底价不公", step=power.steps.get(), registered=True
    )


def weighed(point, title="发包鱼塘", **values):
    """An item that was weighed by the point as the register writes it into the report."""
    item = AgendaItemFactory(unit=point.unit, title=title, **values)
    RiskAssessment.objects.create(
        item=item,
        points=f"{point.name}（{point.get_level_display()}）：{point.manifestation}",
        measures="公开",
        analysis="可控",
        conclusion="feasible",
        assessed_by="孙",
        assessed_on=TODAY,
        entered_by="孙",
    )
    return item


def more(point, town, chair, times=1):
    """So many of everything that can hang on a point; the last warning."""
    warning = None
    for _ in range(times):
        CaseFactory(power=point.power)
        measure = MeasureFactory(risk_point=point)
        measure.executions.create(
            done_on=TODAY, done_by="李", what="核价", recorded_by="周", recorded_at=clock.now()
        )
        item = ItemFactory(unit=point.unit, form=None, status="reported", risk_point=point)
        warning = EarlyWarningFactory(
            unit=point.unit, status=Status.CLOSED, title="底价偏低", risk_point=point, items=[item]
        )
        InspectionFactory(unit=point.unit, subject="warning", warning=warning, status="closed")
        HandlingFactory(person=PersonFactory(unit=point.unit), warning=warning)
        meeting = MeetingFactory(unit=town, chair=chair, status="closed")
        agenda = weighed(point, meeting=meeting, status="decided", outcome="passed")
        agenda.tasks.create(unit=point.unit, owner="李", content="定底价", due_on=TODAY)
        agenda.notices.create(
            title="发包", body="同意。", sha256="0" * 64, disclosed_on=TODAY, disclosed_by="孙"
        )
    return warning


def labels(groups) -> list[str]:
    return [group.label for group in groups]


AFTER_A_WARNING = ["通知书", "回告", "复核", "督查", "分级处置", "销号", "考核扣分"]
AFTER_AN_ITEM = ["风险评估", "会议", "表决结果", "会议纪要", "督办落实", "决议公开"]
OF_A_POINT = ["防控措施", "措施落实"]


def test_a_power_leads_down_to_what_its_warnings_cost(power, point, town, sun):
    more(point, town, sun.person)
    chain = whole_chain(sun, power)
    assert chain.before == []
    first = ["运行流程", "办件", "风险点", *OF_A_POINT, "议题"]
    assert labels(chain.after) == [*first, *AFTER_AN_ITEM, "采集", "预警", *AFTER_A_WARNING]


def test_a_risk_point_hangs_on_its_step_and_leads_down(power, point, town, sun):
    more(point, town, sun.person)
    chain = whole_chain(sun, point)
    assert [(group.label, [row.text for row in group.rows]) for group in chain.before] == [
        ("职权", ["集体资产发包"]),
        ("运行流程", ["第1步 定底价"]),
    ]
    assert labels(chain.after) == [*OF_A_POINT, "议题", *AFTER_AN_ITEM, "采集", "预警", *AFTER_A_WARNING]


def test_a_warning_leads_up_to_the_power_and_down_to_the_points(power, point, town, sun):
    warning = more(point, town, sun.person)
    chain = whole_chain(sun, warning)
    assert labels(chain.before) == ["职权", "运行流程", "风险点", *OF_A_POINT, "采集"]
    assert labels(chain.after) == AFTER_A_WARNING


def test_a_decision_leads_up_to_the_risks_it_was_weighed_by_and_down_to_its_tasks(power, point, town, sun):
    meeting = MeetingFactory(unit=town, chair=sun.person, status="closed")
    first = AgendaItemFactory(
        unit=point.unit, title="暂缓的一次", meeting=meeting, status="deferred", outcome="deferred"
    )
    item = weighed(
        point, meeting=meeting, status="decided", outcome="passed", resolution="同意。", previous=first
    )
    item.tasks.create(unit=point.unit, owner="李", content="公示", due_on=TODAY)
    chain = whole_chain(sun, item)
    assert labels(chain.before) == ["职权", "运行流程", "风险点", "会前程序", "议题"]
    assert labels(chain.after) == ["风险评估", "会议", "表决结果", "会议纪要", "督办落实"]
    assert whole_chain(sun, first).after[0].rows[0].text == item.title


def test_a_name_that_only_begins_like_a_point_is_another_matter(point, town, sun):
    RiskPointFactory(unit=point.unit, name="底价", registered=True)
    (risks,) = [one for one in whole_chain(sun, weighed(point)).before if one.label == "风险点"]
    assert [row.text for row in risks.rows] == ["底价不公"]


def test_the_days_run_from_the_first_to_the_last_with_its_own_among_them(power, point, town, sun):
    warning = more(point, town, sun.person)
    days = trails.whole_chain(sun, warning, "预警", warning.signed_on).days
    assert [day.on for day in days] == sorted(day.on for day in days)
    assert days[0].labels == ["防控措施"]  # since 1 January
    assert [day.on for day in days if "预警" in day.labels] == [warning.signed_on]


def test_what_is_not_answered_yet_stands_with_its_due_day(point, sun):
    warning = EarlyWarningFactory(unit=point.unit, status=Status.RECEIVED, risk_point=point)
    (group,) = [group for group in whole_chain(sun, warning).after if group.label == "回告"]
    assert [(row.text, row.on, row.is_done) for row in group.rows] == [
        ("等待回告", warning.answer_due_on, False)
    ]


def test_of_many_the_latest_20_are_listed_and_all_are_counted(client, power, sun):
    CaseFactory.create_batch(SHOWN + 3, power=power)
    latest = CaseFactory(power=power, accepted_on=date(2026, 12, 5), due_on=date(2026, 12, 20))
    (cases,) = [group for group in whole_chain(sun, power).after if group.label == "办件"]
    assert (cases.total, len(cases.rows), cases.rows[0].text) == (24, 20, latest.subject)
    client.force_login(sun)
    body = client.get(reverse("powers:chain", args=[power.pk])).content.decode()
    assert "共 24 项，列出最近 20 项" in body
    assert f'href="{reverse("powers:cases")}"' in body


ADDRESSES = {
    "powers:chain": lambda point, warning, agenda: point.power_id,
    "riskpoints:chain": lambda point, warning, agenda: point.pk,
    "earlywarnings:chain": lambda point, warning, agenda: warning.pk,
    "decisions:chain": lambda point, warning, agenda: agenda.pk,
}
QUERIES = {"powers:chain": 49, "riskpoints:chain": 48, "earlywarnings:chain": 38, "decisions:chain": 30}


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("name", ADDRESSES)
def test_the_number_of_queries_does_not_grow(
    client, point, town, sun, name, times, django_assert_num_queries
):
    warning = more(point, town, sun.person, times)
    agenda = weighed(point, "另一个")
    for _ in range(times):
        agenda.tasks.create(unit=point.unit, owner="李", content="公示", due_on=TODAY)
    client.force_login(sun)
    address = reverse(name, args=[ADDRESSES[name](point, warning, agenda)])
    client.get(address)
    with django_assert_num_queries(QUERIES[name]):
        body = client.get(address).content.decode()
    assert "风险点" in body


# -- whom it tells nothing -------------------------------------------------------------------------------


def bodies(client, user, point, *others) -> str:
    """The chains of everything there is, as far as the user may open them."""
    client.force_login(user)
    wanted = [("powers", point.power), ("riskpoints", point), *others]
    pages = [client.get(reverse(f"{app}:chain", args=[thing.pk])) for app, thing in wanted]
    return "".join(page.content.decode() for page in pages if page.status_code == 200)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.TO_SIGN, Status.SIGNED, Status.REPORTED_UP])
def test_before_it_is_served_its_unit_learns_nothing(client, point, li, zhou, sun, status):
    item = ItemFactory(unit=point.unit, reported=True, risk_point=point)
    warning = EarlyWarningFactory(
        unit=point.unit, status=status, title=SECRET, risk_point=point, items=[item]
    )
    InspectionFactory(unit=point.unit, subject="warning", warning=warning, focus=SECRET)
    assert SECRET in bodies(client, sun, point)
    for user in (li, zhou):
        body = bodies(client, user, point, ("earlywarnings", warning))
        assert "底价不公" in body
        for word in (SECRET, "<h2>预警", "<h2>督查", "<h2>考核扣分", "tier--", warning.get_absolute_url()):
            assert word not in body


def test_who_was_recused_learns_nothing_before_it_is_served(client, point, qian, sun):
    warning = EarlyWarningFactory(
        unit=point.unit, status=Status.SIGNED, title=SECRET, risk_point=point, recused=[qian.person]
    )
    assert SECRET in bodies(client, sun, point)
    assert SECRET not in bodies(client, qian, point, ("earlywarnings", warning))


def test_another_village_opens_none_of_it(client, point, town, sun, wang):
    warning = more(point, town, sun.person)
    assert bodies(client, wang, point, ("earlywarnings", warning), ("decisions", weighed(point))) == ""


@pytest.fixture
def served(point, zhou):
    """A served warning that came of what the village's own collector reported, and the report."""
    item = ItemFactory(unit=point.unit, reported=True, risk_point=point, entered_by=zhou)
    return EarlyWarningFactory(unit=point.unit, status=Status.RECEIVED, items=[item]), item


def test_the_warned_never_learn_what_it_came_of(client, served, li, zhou, sun, zhao):
    warning, item = served
    assert labels(whole_chain(sun, warning).before)[-1] == "采集"
    for user in (li, zhou, zhao):
        assert labels(whole_chain(user, warning).before) == []


def test_nor_does_the_report_lead_its_own_unit_to_the_warning(client, served, zhou, sun):
    warning, item = served
    assert list(hanging_on(item, sun)) == [warning]
    assert list(hanging_on(item, zhou)) == []
    client.force_login(zhou)
    assert warning.get_absolute_url() not in client.get(item.get_absolute_url()).content.decode()
    assert "预警" in labels(whole_chain(sun, item.risk_point).after)
    assert "预警" not in labels(whole_chain(zhou, item.risk_point).after)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        *((body, status) for body in Body for status in (Status.TO_SIGN, Status.RECEIVED)),
        (Body.TOWN, Status.REPORTED_UP),
    ],
)
def test_who_handles_a_warning_is_one_question(body, status, point, zhang, sun, li, zhou, zhao, wu, han):
    warning = EarlyWarningFactory(unit=point.unit, status=status, body=body, recused=[zhang.person])
    for user in (zhang, sun, li, zhou, zhao, wu, han):
        seen = visible_to(user).filter(pk=warning.pk).exists()
        assert handled_by(user).filter(pk=warning.pk).exists() == (seen and handles(user, warning))


def test_a_unit_reads_the_result_but_neither_the_meeting_nor_the_votes(client, point, town, sun, li):
    meeting = MeetingFactory(unit=town, chair=sun.person, title="秘密会议", status="closed")
    item = weighed(
        point,
        meeting=meeting,
        status="decided",
        outcome="passed",
        way="secret",
        arithmetic="应到9人，赞成5票",
    )
    assert "会议" in labels(whole_chain(sun, item).after)
    assert labels(whole_chain(li, item).after) == ["风险评估", "表决结果"]
    body = bodies(client, li, point, ("decisions", item))
    assert "通过" in body
    assert "秘密会议" not in body
    for user in (sun, li):
        assert "5票" not in bodies(client, user, point, ("decisions", item))


def test_what_is_about_people_is_not_for_the_collector(client, point, town, sun, zhou):
    item = weighed(point, title=SECRET, category="personnel")
    assert SECRET in bodies(client, sun, point)
    assert SECRET not in bodies(client, zhou, point, ("decisions", item))


def test_a_talk_is_not_for_leaders_and_for_the_head_only_once_told(client, point, zhao, li, sun):
    warning = EarlyWarningFactory(unit=point.unit, status=Status.RECEIVED, risk_point=point)
    HandlingFactory(person=PersonFactory(unit=point.unit, name="林机密"), warning=warning)
    assert "林机密" in bodies(client, sun, point)
    for user in (zhao, li):
        assert "林机密" not in bodies(client, user, point, ("earlywarnings", warning))

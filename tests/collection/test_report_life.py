"""A report is written, confirmed or sent, accepted or returned: who may, and what each number may tell whom."""

from datetime import date

import pytest

from audit.models import AuditEvent
from collection import queries, workflow
from collection.access import reports as access
from collection.enums import FormStatus, ItemStatus
from core import clock
from core.gates import Role
from core.verdict import Refusal
from deadlines.enums import State
from deadlines.models import Deadline
from notifications.models import Notification
from tests.assessment.signed import signed_warning
from tests.factories import (
    FormFactory,
    ItemFactory,
    PersonFactory,
    ReportFactory,
    RiskPointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

JANUARY = date(2027, 1, 8)


@pytest.fixture(autouse=True)
def january():
    with clock.at(JANUARY):
        yield


@pytest.fixture
def firm(enterprise):
    return UserFactory(unit=enterprise, role=Role.COLLECTOR, name="韩会计")


def reported(unit, **more):
    """An item that stands in the unit's filed form for the fourth quarter."""
    form = unit.forms.filter(period__code="2026Q4").first() or FormFactory(
        unit=unit, status=FormStatus.SUBMITTED, is_nil=False
    )
    return ItemFactory(unit=unit, form=form, status=ItemStatus.REPORTED, **more)


def written(report, by):
    return workflow.write_report(report, by=by, causes="制度不全", next_steps="补上制度")


def sent(unit, by, **more):
    report = ReportFactory(unit=unit, **more)
    if report.is_analysis:
        written(report, by)
    return workflow.submit_report(report, by=by)


def numbers(report, user) -> dict[str, str]:
    """Every number of the report as this reader sees it, by its label."""
    parts = queries.parts_of(report, user)
    return {n.label: n.shown for part in parts for figures in part.figures for n in figures.numbers}


def opened(report, user, name, key):
    """The things behind a number that this reader may open."""
    found = queries.number_in(queries.parts_of(report, user), name, key)
    return found and list(queries.rows_behind(*found, user))


# -- moves -----------------------------------------------------------------------------------------------


def test_article_38_a_unit_writes_two_paragraphs_and_sends_the_rest_as_counted(xishan, zhou, zhang):
    reported(xishan)
    report = sent(xishan, zhou)

    assert (report.status, report.first_submitted_on) == (FormStatus.SUBMITTED, JANUARY)
    assert report.signed_text == "西山村文书 周小燕"
    assert (report.causes, report.next_steps) == ("制度不全", "补上制度")
    assert numbers(report, zhou)["信息总数"] == "1"
    assert Notification.objects.get(recipient=zhang).text == "西山村2026年下半年分析报告已报送，请接收。"
    assert list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True)) == [
        "collection.write_report",
        "collection.submit_report",
    ]


def test_without_the_two_paragraphs_it_is_not_sent(xishan, zhou):
    reported(xishan)
    report = ReportFactory(unit=xishan)
    workflow.write_report(report, by=zhou, causes="制度不全", next_steps="  ")

    with pytest.raises(Refusal, match="请先写成因和下步措施"):
        workflow.submit_report(report, by=zhou)


def test_article_38_a_unit_that_reported_nothing_confirms_with_one_click(xishan, zhou):
    FormFactory(unit=xishan, status=FormStatus.ACCEPTED)

    report = workflow.confirm_nil_report(ReportFactory(unit=xishan), by=zhou)

    assert report.status == FormStatus.SUBMITTED
    assert numbers(report, zhou)["信息总数"] == "0"


def test_a_unit_that_did_report_has_to_explain(xishan, zhou):
    reported(xishan)

    with pytest.raises(Refusal, match="本半年报过1条信息"):
        workflow.confirm_nil_report(ReportFactory(unit=xishan), by=zhou)


def test_a_draft_item_is_no_report(xishan, zhou):
    ItemFactory(unit=xishan)

    assert access.may_confirm_nil_report(zhou, ReportFactory(unit=xishan))


def test_an_item_of_another_half_year_is_none_of_this_one(xishan, zhou):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, is_nil=False, period__code="2026Q2")
    ItemFactory(unit=xishan, form=form, status=ItemStatus.REPORTED)

    assert access.may_confirm_nil_report(zhou, ReportFactory(unit=xishan))


def test_what_came_without_a_form_counts_by_its_day(enterprise, firm):
    ItemFactory(unit=enterprise, form=None, status=ItemStatus.REPORTED, entered_at=clock.now())
    report = ReportFactory(unit=enterprise)
    assert access.may_confirm_nil_report(firm, report)

    with clock.at(date(2026, 12, 31)):
        ItemFactory(unit=enterprise, form=None, status=ItemStatus.REPORTED, entered_at=clock.now())
    assert not access.may_confirm_nil_report(firm, report)


def test_an_officer_types_for_a_village_and_says_for_whom(xishan, zhang, zhou):
    report = ReportFactory(unit=xishan)
    with pytest.raises(Refusal, match="代录须写明原填写人姓名"):
        workflow.confirm_nil_report(report, by=zhang)

    report = workflow.confirm_nil_report(report, by=zhang, on_behalf_of="周小燕")

    assert report.on_behalf_of == "周小燕"
    assert "已由张晓梅代录报送" in Notification.objects.get(recipient=zhou).text


def test_a_returned_report_is_counted_afresh_and_its_promise_goes_on(xishan, zhou, zhang):
    report = ReportFactory(unit=xishan)
    written(report, zhou)
    report = workflow.submit_report(report, by=zhou)
    returned = workflow.return_report(report, by=zhang, reason="请写细一些")
    assert (returned.status, returned.counted) == (FormStatus.RETURNED, None)
    assert Deadline.objects.get(kind="collection.analysis").state == State.OPEN

    reported(xishan)
    with clock.at(date(2027, 1, 20)):
        again = workflow.submit_report(returned, by=zhou)

    assert numbers(again, zhang)["信息总数"] == "1"
    assert again.days_late == 0
    assert Deadline.objects.get(kind="collection.analysis").state == State.MET


def test_what_was_sent_stays_as_it_was_sent(xishan, zhou, zhang):
    item = reported(xishan, source="letter")
    report = sent(xishan, zhou)
    item.source = "hotline"
    item.save()
    reported(xishan)

    assert numbers(report, zhang)["信息总数"] == "1"
    assert numbers(report, zhang)["信访举报"] == "1"
    assert "12345热线" not in numbers(report, zhang)


def test_article_38_the_towns_quarter_is_sent_to_the_centre_by_the_secretary_or_an_officer(
    town, xishan, donggou, sun, wu
):
    reported(xishan)
    FormFactory(unit=donggou)
    report = sent(town, sun, of_quarter=True)

    assert report.signed_text == "七道江镇纪委书记 孙正平"
    assert Notification.objects.get(recipient=wu).text == "七道江镇2026年第四季度汇总已报送，请接收。"
    accepted = workflow.accept_report(report, by=wu)
    assert (accepted.status, accepted.accepted_on) == (FormStatus.ACCEPTED, JANUARY)


def test_nobody_accepts_what_he_typed_himself(xishan, zhang, qian):
    report = workflow.confirm_nil_report(ReportFactory(unit=xishan), by=zhang, on_behalf_of="周小燕")

    with pytest.raises(Refusal, match="另一位同志"):
        workflow.accept_report(report, by=zhang)
    assert workflow.accept_report(report, by=qian).status == FormStatus.ACCEPTED


# -- who may what ----------------------------------------------------------------------------------------

WHO = ("zhou", "zhang", "sun", "li", "wang", "zhao", "wu", "firm", "zheng")


@pytest.fixture
def cast(request, town):
    return {who: request.getfixturevalue(who) for who in WHO}


@pytest.mark.parametrize(
    ("unit", "of_quarter", "writers", "receivers"),
    [
        ("xishan", False, {"zhou", "zhang"}, {"zhang", "sun"}),
        ("enterprise", False, {"firm", "wu"}, {"wu"}),
        ("town", False, {"zhang", "sun"}, {"wu"}),
        ("town", True, {"zhang", "sun"}, {"wu"}),
    ],
)
def test_article_36_each_report_has_its_writers_and_its_receivers(
    unit, of_quarter, writers, receivers, cast, request
):
    report = ReportFactory(unit=request.getfixturevalue(unit), of_quarter=of_quarter)

    def those(may):
        return {who for who, user in cast.items() if may(user, report)}

    assert those(access.may_write_report) == writers
    assert those(access.may_accept_report) == set()
    assert those(access.receives_report) == receivers
    assert those(access.may_read_report) == writers | receivers
    read = {who for who, user in cast.items() if queries.reports_read_by(user).filter(pk=report.pk)}
    assert read == writers | receivers


STATES = {
    FormStatus.OPEN: {"write_report", "confirm_nil_report"},
    FormStatus.RETURNED: {"write_report", "confirm_nil_report"},
    FormStatus.SUBMITTED: {"accept_report", "return_report"},
    FormStatus.ACCEPTED: set(),
    FormStatus.STOPPED: set(),
}


@pytest.mark.parametrize("status", [s for s in FormStatus if s in STATES])
def test_every_state_has_its_moves(status, xishan, zhang, zhou):
    sent_on = {"submitted_at": clock.now(), "first_submitted_on": JANUARY, "written_by": zhou, "counted": {}}
    report = ReportFactory(
        unit=xishan,
        status=status,
        returned_reason="请补",
        accepted_on=JANUARY if status == FormStatus.ACCEPTED else None,
        **(sent_on if status in (FormStatus.SUBMITTED, FormStatus.ACCEPTED) else {}),
    )

    verdicts = {name: may(zhang, report) for name, may in access.REPORT_MOVES.items()}

    assert {name for name, verdict in verdicts.items() if verdict} == STATES[status]
    assert all(verdict.reason.endswith("。") for verdict in verdicts.values() if not verdict)


def test_that_a_report_was_sent_is_known_wherever_a_forms_is(xishan, town, cast):
    village, towns = ReportFactory(unit=xishan), ReportFactory(unit=town, of_quarter=True)

    def knowing(report):
        return {who for who, user in cast.items() if report in queries.reports_visible_to(user)}

    assert knowing(village) == {"zhou", "zhang", "sun", "li", "zhao", "wu"}
    assert knowing(towns) == {"zhang", "sun", "zhao", "wu"}


# -- what the numbers tell -------------------------------------------------------------------------------


def test_an_item_that_names_the_reader_is_in_no_number_of_his(xishan, zhou, zhang):
    """The collector's own report does not tell him that somebody reported him."""
    reported(xishan, about=zhou.person)
    report = ReportFactory(unit=xishan)

    assert numbers(report, zhou)["信息总数"] == "0"
    assert numbers(report, zhou)["其中无情况"] == "1"
    assert numbers(report, zhang)["信息总数"] == "1"
    assert numbers(report, zhang)["其中无情况"] == "0"
    assert access.may_confirm_nil_report(zhou, report)


def test_an_item_about_discipline_staff_is_in_no_report_to_the_town(xishan, town, zhou, zhang, sun, qian, wu):
    reported(xishan, about=qian.person)
    village, towns = ReportFactory(unit=xishan), ReportFactory(unit=town)

    for report, readers in ((village, (zhou, zhang, sun)), (towns, (zhang, sun, wu))):
        for user in readers:
            assert numbers(report, user)["信息总数"] == "0"


def test_a_direct_points_items_are_in_no_number_of_the_town(town, xishan, enterprise, zhang, sun, wu, firm):
    reported(enterprise), reported(xishan)

    assert numbers(ReportFactory(unit=town), zhang)["信息总数"] == "1"
    assert numbers(ReportFactory(unit=enterprise), wu)["信息总数"] == "1"


def test_the_centre_is_told_the_towns_numbers_and_cannot_open_their_rows(town, xishan, zhang, sun, wu):
    item = reported(xishan)
    report = sent(town, sun)

    assert numbers(report, wu)["信息总数"] == "1"
    assert opened(report, wu, "items", "every") is None
    assert opened(report, zhang, "items", "every") == [item]
    assert [form.unit for form in opened(report, wu, "forms", "due")] == [xishan]


def test_of_a_sent_report_too_nobody_learns_of_an_item_that_names_him(town, xishan, sun, wu):
    reported(xishan, about=wu.person), reported(xishan)
    report = sent(town, sun)

    assert numbers(report, wu)["信息总数"] == "1"


def test_a_collector_reads_nothing_of_warnings_and_the_town_only_what_it_may_open(xishan, zhou, zhang, wu):
    signed_warning(xishan, "yellow", status="signed")
    report = ReportFactory(unit=xishan)

    assert "预警总数" not in numbers(report, zhou)
    assert numbers(report, zhang)["预警总数"] == "1"


def test_numbers_are_counted_by_source_type_level_and_link_beside_the_period_before(xishan, zhang):
    point = RiskPointFactory(unit=xishan, registered=True, link="集体资产发包", level="high")
    before = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, is_nil=False, period__code="2026Q2")
    ItemFactory(unit=xishan, form=before, status=ItemStatus.REPORTED, source="letter", risk_point=point)
    reported(xishan, source="letter", risk_point=point), reported(xishan, about=PersonFactory(unit=xishan))

    parts = queries.parts_of(ReportFactory(unit=xishan), zhang)
    (items,) = (part for part in parts if part.chapter.name == "items")
    found = {n.key: (n.label, n.shown, n.before) for f in items.figures for n in f.numbers}

    assert found["every"] == ("信息总数", "2", "1")
    assert found["source-letter"] == ("信访举报", "1", "1")
    assert found["source-daily"] == ("日常了解", "1", "0")
    assert found["subject-person"] == ("个人", "1", "0")
    assert found[f"type-{point.risk_type}"][1:] == ("1", "1")
    assert found["type-"] == ("未关联风险点", "1", "0")
    assert found["level-high"] == ("高", "1", "1")
    assert found["link-1"] == ("集体资产发包", "1", "1")


def test_only_the_five_most_frequent_links_are_named(xishan, zhang):
    for rank in range(7):
        point = RiskPointFactory(unit=xishan, registered=True, link=f"环节{rank}")
        for _ in range(7 - rank):
            reported(xishan, risk_point=point)

    parts = queries.parts_of(ReportFactory(unit=xishan), zhang)
    links = next(f for p in parts for f in p.figures if f.title == "高发环节")

    assert [(n.label, n.shown) for n in links.numbers] == [(f"环节{r}", str(7 - r)) for r in range(5)]


def test_who_was_late_and_who_is_missing_is_named(town, xishan, donggou, caizheng, zhang):
    FormFactory(unit=xishan, status=FormStatus.SUBMITTED, first_submitted_on=date(2027, 1, 7))
    FormFactory(unit=donggou)
    FormFactory(unit=caizheng, status=FormStatus.ACCEPTED)

    (part, *_) = queries.parts_of(ReportFactory(unit=town, of_quarter=True), zhang)
    found = {n.label: (n.shown, n.note) for n in part.figures[0].numbers}

    assert found == {
        "应报": ("3", ""),
        "按时": ("1", ""),
        "迟报": ("1", "西山村"),
        "未报": ("1", "东沟村"),
        "其中无情况": ("2", ""),
    }


def test_a_towns_half_year_says_which_units_reported_on_it(town, xishan, donggou, zhang, zhou):
    sent(xishan, zhou)
    ReportFactory(unit=donggou)

    parts = {p.chapter.name: p for p in queries.parts_of(ReportFactory(unit=town), zhang)}
    found = {n.label: n.shown for n in parts["reports"].figures[0].numbers}

    assert found == {"应报": "2", "按时": "1", "迟报": "0", "未报": "1"}


def test_a_reader_costs_the_same_whether_one_or_three_units_reported(
    town, xishan, donggou, caizheng, zhang, django_assert_num_queries
):
    report = ReportFactory(unit=town)
    zhang.reach(Role.INFORMATION_OFFICER)
    for units in ([xishan], [donggou, caizheng]):
        for unit in units:
            reported(unit)
        with django_assert_num_queries(15):
            numbers(report, zhang)

"""Evidence (art. 48): for every item the rows that count, and beside them the rows that must not; proposed, never imposed."""

import re
from datetime import date
from decimal import Decimal

import pytest

from assessment import queries
from assessment.enums import Known
from assessment.imports.default import KINDS
from assessment.queries.sources import SOURCES
from collection.models import CollectionForm, Period
from core import clock
from core.disclosable import DisclosureState
from decisions.models import Finding
from earlywarnings.models import EarlyWarning
from organisations.enums import PortfolioField
from organisations.models import Post
from riskpoints.models import RiskCatalogue
from tests.assessment.signed import signed_warning
from tests.assessment.year import TODAY, at, body, checked, known, line_of
from tests.factories import (
    AppointmentFactory,
    BasisFactory,
    CaseFactory,
    DeadlineFactory,
    FindingFactory,
    InspectionFactory,
    MeasureFactory,
    PersonFactory,
    PollFactory,
    PortfolioFactory,
    PostFactory,
    PowerFactory,
    ReportFactory,
    ResponseFactory,
    RiskPointFactory,
    StepFactory,
)
from tests.factories.collection import PeriodFactory
from tests.factories.decisions import AgendaItemFactory, MeetingFactory
from tests.factories.declarations import CommitmentFactory

pytestmark = pytest.mark.django_db
LAST_YEAR = date(2025, 11, 3)


def quarter_form(unit, code, due, **content):
    period, _ = Period.objects.get_or_create(
        code=code, defaults={"opened_on": date(2026, 1, 1), "due_on": due, "arithmetic": "…"}
    )
    return CollectionForm.objects.create(period=period, unit=unit, **content)


def forms(own, other, zhou):
    """Late once, missing three times; in time, stopped, not yet due, of last year or of another village: nothing."""
    sent = {"status": "submitted", "submitted_at": clock.now(), "filled_by": zhou}
    quarter_form(own, "2026Q1", date(2026, 4, 7), first_submitted_on=date(2026, 4, 7), **sent)
    quarter_form(own, "2026Q2", date(2026, 7, 6), first_submitted_on=date(2026, 7, 9), **sent)
    quarter_form(own, "2026Q3", date(2026, 10, 8))
    quarter_form(own, "2026Q4", date(2027, 1, 5))
    quarter_form(own, "2025Q3", date(2025, 10, 8))
    quarter_form(other, "2026Q3", date(2026, 10, 8))
    quarter_form(other, "2026Q2", date(2026, 7, 6), first_submitted_on=date(2026, 7, 9), **sent)


def analyses(own, other, zhou):
    """Missing once; a late one was sent; one not yet due, last year's and another village's count nothing."""
    first = PeriodFactory(
        code="2026H1", kind="half_year", opened_on=date(2026, 7, 1), due_on=date(2026, 7, 15)
    )
    before = PeriodFactory(
        code="2025H2", kind="half_year", opened_on=date(2026, 1, 1), due_on=date(2026, 1, 15)
    )
    second = PeriodFactory(
        code="2026H2", kind="half_year", opened_on=date(2026, 9, 1), due_on=date(2026, 9, 15)
    )
    ReportFactory(unit=own, period=first, due_on=date(2026, 7, 15))
    ReportFactory(unit=own, period=second, due_on=date(2026, 9, 15), first_submitted_on=date(2026, 9, 20))
    ReportFactory(unit=own, period=before, due_on=date(2026, 1, 15))
    ReportFactory(unit=other, period=first, due_on=date(2026, 7, 15))


def polls(own, other, zhou):
    """84 of a hundred satisfied counts, 85 does not; last year's and another village's neither."""
    PollFactory(unit=own, answered=100, satisfied=84)
    PollFactory(unit=own, answered=100, satisfied=85)
    PollFactory(unit=own, answered=100, satisfied=1, held_on=LAST_YEAR)
    PollFactory(unit=other, answered=100, satisfied=1)


def warned(unit, due: date, status="received", **fields) -> EarlyWarning:
    warning = signed_warning(unit, "blue", status=status)
    EarlyWarning.objects.filter(pk=warning.pk).update(answer_due_on=due, **fields)
    return warning


def answers(own, other, zhou):
    """Past its day unanswered, or answered after it; revoked, in time or not yet due: nothing."""
    warned(own, date(2026, 11, 2))
    warned(own, date(2026, 11, 2), status="answered", first_answered_on=date(2026, 11, 5))
    warned(own, date(2026, 11, 2), status="answered", first_answered_on=date(2026, 11, 2))
    warned(own, date(2026, 12, 2))
    warned(own, date(2026, 11, 2), status="revoked")
    warned(own, LAST_YEAR)
    warned(other, date(2026, 11, 2))


def verifications(own, other, zhou):
    """The first answer failed; a second one, one that passed, one to a revoked warning: nothing."""
    rows = ((own, 1, False), (own, 2, False), (own, 1, True), (other, 1, False))
    failed = [(warned(unit, date(2026, 11, 30)), turn, passed) for unit, turn, passed in rows]
    failed.append((warned(own, date(2026, 11, 30), status="revoked"), 1, False))
    for warning, turn, passed in failed:
        verified = {"verified_at": clock.now(), "comment": "看过", "verified_by": zhou}
        ResponseFactory(warning=warning, round=turn, passed=passed, **verified)


def spot_checks(own, other, zhou):
    """Past its day and not mended; mended, not yet due, planned only, of last year: nothing."""
    past = {"due_on": date(2026, 11, 20)}
    looked_at = InspectionFactory(unit=own, status="followed_up", findings=0)
    FindingFactory(inspection=looked_at, **past)
    FindingFactory(inspection=looked_at, **past, mended_on=date(2026, 11, 19), result="已改", checked_by=zhou)
    FindingFactory(inspection=looked_at, due_on=date(2026, 12, 1))
    FindingFactory(
        inspection=InspectionFactory(unit=own, status="followed_up", findings=0, inspected_on=LAST_YEAR),
        **past,
    )
    FindingFactory(inspection=InspectionFactory(unit=other, status="followed_up", findings=0), **past)


def cases(own, other, zhou):
    """Past due unfinished, or finished late; still in time, waiting for a correction, of last year: nothing."""
    power = PowerFactory(unit=own, confirmed=True)
    late = {"accepted_on": date(2026, 9, 1), "due_on": date(2026, 9, 15)}
    CaseFactory(power=power, **late)
    CaseFactory(power=power, accepted_on=date(2026, 11, 20), due_on=date(2026, 12, 15))
    CaseFactory(power=power, accepted_on=date(2025, 9, 1), due_on=date(2025, 9, 15))
    CaseFactory(power=PowerFactory(unit=other, confirmed=True), **late)


def bases(own, other, zhou):
    """Confirmed and without a basis; with one, a draft, confirmed next year, of another village: nothing."""
    PowerFactory(unit=own, confirmed=True)
    BasisFactory(power=PowerFactory(unit=own, confirmed=True, content="做什么"))
    PowerFactory(unit=other, confirmed=True)
    PowerFactory(unit=own)
    PowerFactory(unit=own, confirmed=True, content="", confirmed_on=date(2027, 1, 2))


def procedures(own, other, zhou):
    """Confirmed and without a step; with one, a draft, of another village: nothing."""
    PowerFactory(unit=own, confirmed=True)
    StepFactory(power=PowerFactory(unit=own, confirmed=True))
    PowerFactory(unit=own)
    PowerFactory(unit=other, confirmed=True)


def coverage(own, other, zhou):
    """A post without a point of the register (a draft does not help); with one, of another village: nothing."""
    RiskPointFactory(unit=own, post=Post.objects.get(unit=own), registered=True)
    RiskPointFactory(unit=own, post=PostFactory(unit=own))
    PostFactory(unit=other)


def measures(own, other, zhou):
    """In the register without a measure, or only with one that ended; a draft, of another village: nothing."""
    RiskPointFactory(unit=own, registered=True)
    MeasureFactory(risk_point=RiskPointFactory(unit=own, registered=True))
    RiskPointFactory(unit=own)
    RiskPointFactory(unit=own, registered=True, valid_from=date(2027, 1, 1))
    RiskPointFactory(unit=other, registered=True)


def promised(kind: str, own, other) -> None:
    """Kept late, or not at all; kept in time, called off, not yet due, of last year: nothing."""
    due = {"started_on": date(2026, 9, 1), "due_on": date(2026, 10, 1)}
    DeadlineFactory(kind=kind, unit=own, **due)
    DeadlineFactory(kind=kind, unit=own, **due, state="met", met_on=date(2026, 10, 2))
    DeadlineFactory(kind=kind, unit=own, **due, state="met", met_on=date(2026, 10, 1))
    DeadlineFactory(kind=kind, unit=own, **due, state="cancelled")
    DeadlineFactory(kind=kind, unit=own, started_on=date(2026, 9, 1), due_on=date(2026, 12, 1))
    DeadlineFactory(kind=kind, unit=own, started_on=date(2025, 9, 1), due_on=date(2025, 10, 1))
    DeadlineFactory(kind=kind, unit=other, **due)
    DeadlineFactory(kind="something_else", unit=own, **due)


def reviews(own, other, zhou):
    promised("riskpoint_review", own, other)


def disclosure(own, other, zhou):
    promised("village_publish", own, other)


def catalogue(own, other, zhou):
    """Two that stand in no catalogue are one kind that is missing; withheld, a draft, in the catalogue: nothing."""
    shown = RiskPointFactory(unit=own, registered=True)
    RiskPointFactory.create_batch(2, unit=own, registered=True)
    RiskPointFactory(unit=own)
    RiskPointFactory(
        unit=own, registered=True, disclosure=DisclosureState.WITHHELD, withheld_reason="涉及商业秘密"
    )
    RiskPointFactory(unit=other, registered=True)
    RiskCatalogue.objects.create(
        unit=own.parent, year=2026, rows=[{"id": shown.pk}], sha256="0" * 64, status="approved", sent_by="孙",
        sent_on=date(2026, 3, 1), decided_by="韩", decided_on=date(2026, 3, 5), disclosed_on=date(2026, 3, 6),
        disclosed_by="孙",
    )  # fmt: skip


def commitments(own, other, zhou):
    """The head who has not signed; one who has, one who need not, another village's: nothing."""
    post = PostFactory(unit=own, name="主任", is_head=True)
    CommitmentFactory(
        person=AppointmentFactory(post=post, person=PersonFactory(unit=own)).person, status="signed"
    )
    PersonFactory(unit=own)
    AppointmentFactory(post=PostFactory(unit=other, is_head=True), person=PersonFactory(unit=other))


def four_areas(own, other, zhou):
    """A head in charge of the unit's own money; another member, other work, last year's, another unit's: nothing."""
    own.kind, own.has_leading_group = "department", True
    own.save()
    post = PostFactory(unit=own, name="所长", is_head=True)
    head = AppointmentFactory(post=post, person=PersonFactory(unit=own), starts_on=date(2024, 1, 1)).person
    member = PersonFactory(unit=own)
    charged = {"unit": own, "starts_on": date(2026, 2, 1)}
    PortfolioFactory(person=head, field=PortfolioField.FINANCE, **charged)
    PortfolioFactory(person=head, field=PortfolioField.OTHER, **charged)
    PortfolioFactory(person=member, field=PortfolioField.PERSONNEL, **charged)
    PortfolioFactory(
        person=head,
        unit=own,
        field=PortfolioField.PROJECTS,
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
    )
    PortfolioFactory(person=head, unit=other, field=PortfolioField.FINANCE, starts_on=date(2026, 2, 1))


def decided(own, **fields):
    held = fields.pop("held_on", date(2026, 11, 10))
    meeting = MeetingFactory(unit=own.parent, status="closed", held_on=held)
    return AgendaItemFactory(unit=own, meeting=meeting, status="decided", **fields)


def assessments(own, other, zhou):
    """A project passed without its assessment; not passed, other matters, last year's, another unit's: nothing."""
    project = {"category": "project", "outcome": "passed", "resolution": "同意。"}
    decided(own, **project)
    decided(own, category="funds", outcome="passed", resolution="同意。")
    decided(own, category="project", outcome="rejected", resolution="不同意。")
    decided(own, held_on=LAST_YEAR, **project)
    decided(other, **project)


def decisions(own, other, zhou):
    """A finding nobody explained; explained in time, of the meeting alone, last year's, another unit's: nothing."""
    passed = {"category": "funds", "outcome": "passed", "resolution": "同意。"}
    mine, theirs, former = (
        decided(own, **passed),
        decided(other, **passed),
        decided(own, held_on=LAST_YEAR, **passed),
    )
    words = {
        "severity": "high",
        "article": 30,
        "text": "主持人没有最后发表意见",
        "found_on": date(2026, 11, 11),
    }
    for item in (mine, theirs, former):
        Finding.objects.create(meeting=item.meeting, item=item, check_kind="chair_not_last", **words)
    Finding.objects.create(meeting=mine.meeting, check_kind="not_archived", **words)
    Finding.objects.create(
        meeting=mine.meeting, item=mine, check_kind="quorum", **words,
        status="explained", answer="已说明", answered_on=date(2026, 11, 12),
    )  # fmt: skip


TRUTH = {  # by source: the rows made, the hits, and what is said of them
    Known.FORMS: (forms, 4, "到期的季度表3张，迟报1张，未报1张"),
    Known.ANALYSES: (analyses, 1, "到期的半年分析报告2份，未报1份"),
    Known.POLLS: (polls, 1, "民调测评2次，满意率低于85%的1次"),
    Known.ANSWERS: (answers, 2, "到期应回告3件，逾期2件"),
    Known.VERIFICATIONS: (verifications, 1, "首次复核2件，不合格1件"),
    Known.SPOT_CHECKS: (spot_checks, 1, "抽查发现问题3个，到期未整改1个"),
    Known.CASES: (cases, 1, "本年受理2件，超期1件"),
    Known.BASES: (bases, 1, "已确认的职权2项，要素不全1项"),
    Known.PROCEDURES: (procedures, 1, "已确认的职权2项，没有运行流程的1项"),
    Known.COVERAGE: (coverage, 1, "本单位岗位2个，没有风险点的1个"),
    Known.MEASURES: (measures, 1, "在册风险点2个，没有措施的1个"),
    Known.REVIEWS: (reviews, 2, "到期应复核的风险点3个，逾期2个"),
    Known.CATALOGUE: (catalogue, 1, "应公开的在册风险点3个，未列入已公开分级目录的2个"),
    Known.COMMITMENTS: (commitments, 1, "应签承诺书2人，未签1人"),
    Known.FOUR_AREAS: (four_areas, 1, "四个方面的分管2项，由正职直接分管1项"),
    Known.ASSESSMENTS: (assessments, 1, "议决的重大项目1个，没有评估报告的1个"),
    Known.DECISIONS: (decisions, 1, "决策检查发现问题2处，没有说明的1处"),
    Known.DISCLOSURE: (disclosure, 2, "到期应公开的决议3件，逾期2件"),
}
ROWS = {Known.FORMS: 2, Known.CATALOGUE: 2}  # where a row is not one hit
CODES = {known_by: code for code, (*_, known_by) in KINDS.items() if known_by}


def test_every_source_has_an_item_of_the_default_scheme_its_article_and_a_row_of_the_table():
    assert set(Known) == set(SOURCES) == set(CODES) == set(TRUTH)
    assert [
        name for name, source in SOURCES.items() if not re.search(r"arts?\. \d", source.find.__doc__)
    ] == []


@pytest.mark.parametrize("source", TRUTH, ids=str)
def test_rows_that_count_and_rows_that_must_not(source, sheet, xishan, donggou, zhou, zhang):
    make, hits, said = TRUTH[source]
    make(xishan, donggou, zhou)
    sheet.unit.refresh_from_db()
    found = known(sheet, CODES[source])
    assert (found.hits, found.text) == (hits, said)
    line = line_of(sheet, CODES[source])
    assert found.proposed == max(Decimal(0), line.points - hits * line.item.per_hit)
    behind = queries.behind(sheet, line, zhang, TODAY)
    assert len(behind.rows) + behind.closed == ROWS.get(source, hits)


def test_what_happened_after_the_last_day_changes_no_number(sheet, xishan, donggou, zhou):
    """Filed in February, mended in February: on 31 January it was missing and open, whenever one asks."""
    forms(xishan, donggou, zhou)
    spot_checks(xishan, donggou, zhou)
    before = {code: known(sheet, code).hits for code in ("G1", "H1")}
    with clock.at(date(2027, 2, 10)):
        CollectionForm.objects.filter(unit=xishan, first_submitted_on=None).update(
            first_submitted_on=date(2027, 2, 5)
        )
        xishan.inspections.get(inspected_on__year=2026).findings.filter(mended_on=None).update(
            mended_on=date(2027, 2, 6), result="已改", checked_by=zhou
        )
        lines = [line_of(sheet, code) for code in ("G1", "H1")]
        after = queries.evidence_for(sheet, lines, clock.today())
    assert before == {"G1": 4, "H1": 1}
    # the fourth quarter and the second problem have become due as well, and were as late
    assert [after[line.pk].hits for line in lines] == [7, 2]


# -- the page of the rows ------------------------------------------------------------------------------------


def test_the_rows_stand_on_a_page_with_their_links(client, sheet, li, zhang, xishan, donggou, zhou):
    measures(xishan, donggou, zhou)
    line = line_of(sheet, "D3")
    point = xishan.risk_points.filter(status="registered", measures=None, valid_from__lt=TODAY).get()
    for reader in (li, zhang):
        client.force_login(reader)
        page = body(client.get(at("evidence", sheet.pk, line.pk)))
        assert f'href="{point.get_absolute_url()}"' in page
        assert "在册风险点2个，没有措施的1个" in page
        assert str(donggou.short_name) not in page.split("<main", 1)[1]


def test_who_may_not_open_the_rows_is_shown_none_of_them(client, sheet, zhang, wu, xishan, donggou, zhou):
    decisions(xishan, donggou, zhou)
    url = at("evidence", sheet.pk, line_of(sheet, "F1").pk)
    client.force_login(wu)
    page = body(client.get(url))
    assert "没有您可以打开的记录。" in page
    assert "主持人没有最后发表意见" not in page
    client.force_login(zhang)
    assert "主持人没有最后发表意见" in body(client.get(url))


def test_how_many_rows_one_may_not_open_is_told_to_the_discipline_staff_alone(
    client, sheet, li, zhang, xishan, donggou
):
    promised("riskpoint_review", xishan, donggou)  # of points that are not in this town's register
    url = at("evidence", sheet.pk, line_of(sheet, "D4").pk)
    client.force_login(zhang)
    assert "另有 2 条记录您无权打开" in body(client.get(url))
    client.force_login(li)
    assert "条记录您无权打开" not in body(client.get(url))


def test_a_line_of_another_sheet_or_without_evidence_has_no_page(client, sheet, li, zhang, donggou):
    other = donggou.sheets.get(year=2026)
    client.force_login(zhang)
    assert client.get(at("evidence", sheet.pk, line_of(other, "D3").pk)).status_code == 404
    assert client.get(at("evidence", sheet.pk, line_of(sheet, "A1").pk)).status_code == 404
    client.force_login(li)
    assert client.get(at("evidence", other.pk, line_of(other, "D3").pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_questions_for_one_row_and_for_three(
    client, sheet, zhang, xishan, count, django_assert_num_queries
):
    RiskPointFactory.create_batch(count, unit=xishan, registered=True)
    client.force_login(zhang)
    url = at("evidence", sheet.pk, line_of(sheet, "D3").pk)
    with django_assert_num_queries(11):
        assert body(client.get(url)).count("没有措施的</td>") == count


def test_evidence_proposes_and_never_imposes(sheet, li, zhang, xishan):
    quarter_form(xishan, "2026Q3", date(2026, 10, 8))
    sheet = checked(sheet, li, zhang)
    assert queries.explained(sheet, zhang)["result"].score == Decimal(100)

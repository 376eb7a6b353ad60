"""The demo town on days of every kind: the first of a year, the day after a quarter is due, the last of a half year."""

from collections import defaultdict
from datetime import date, datetime, time

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.test import TestCase
from django.utils import timezone

from assessment.models import Finding as Failing
from audit import queries as audit
from audit.chain import verify
from audit.models import AuditEvent
from collection.enums import FormStatus, Report, ReportKind
from collection.models import CollectionForm, FormVersion, InformationItem, Period, PeriodReport
from collection.queries import forms_visible_to, reported
from core import clock
from core.dates import Quarter
from core.gates import Role
from dashboard.queries import overview, todos
from dashboard.rules import Moment
from deadlines.models import Deadline
from decisions.models import AgendaItem, Matter, Meeting
from decisions.models import Finding as DecisionFinding
from decisions.queries import missing
from demo.build import build
from disclosure.models import Publication
from documents.models import RegisteredNumber
from earlywarnings.enums import Status, Tier
from earlywarnings.enums.handling import Grade
from earlywarnings.models import (
    Bulletin,
    BulletinReader,
    EarlyWarning,
    Finding,
    Handling,
    Inspection,
    Milestone,
)
from organisations.enums import UnitKind
from organisations.models import Person, RoleAssignment, Unit, User
from powers.models import LibraryPower, Power
from riskpoints.enums import Stage
from riskpoints.models import Assignment, LibraryRiskPoint, RiskPoint, Screening, Share
from riskpoints.queries import in_register

pytestmark = pytest.mark.slow

DEEDS = (Unit, Person, User, Power, RiskPoint, EarlyWarning, Meeting, Publication)


def seen_by_a_leader():
    today = clock.today()
    return overview(User.objects.get(username="lingdao"), Moment(today, today))


class Town:
    """Built once for all tests of a class, undone after them."""

    day: date

    @classmethod
    def setUpTestData(cls):
        build(cls.day)

    def setUp(self):
        self.enterContext(clock.at(self.day))

    def test_every_kind_of_unit_stands(self):
        kinds = {kind: Unit.objects.filter(kind=kind).count() for kind in UnitKind}
        assert kinds == {
            UnitKind.CENTRE: 1,
            UnitKind.TOWN: 1,
            UnitKind.VILLAGE: 10,
            UnitKind.DEPARTMENT: 12,
            UnitKind.ENTERPRISE: 2,
        }
        direct = Unit.objects.filter(is_direct_point=True)
        assert {unit.kind for unit in direct} == {UnitKind.ENTERPRISE}
        villages = Unit.objects.filter(kind=UnitKind.VILLAGE)
        assert all(v.sponsor and v.supervision_head and v.discipline_member for v in villages)

    def test_every_role_is_held(self):
        assert set(RoleAssignment.objects.values_list("role", flat=True)) == set(Role)

    def test_warnings_stand_in_every_state_and_tier(self):
        assert set(EarlyWarning.objects.values_list("status", flat=True)) == set(Status)
        assert set(EarlyWarning.objects.values_list("tier", flat=True)) == set(Tier)

    def test_a_year_of_quarters_was_filed_on_time_late_with_nothing_or_not_at_all(self):
        quarters, officer = Period.objects.filter(code__contains="Q"), User.objects.get(username="xinxiyuan")
        last = Quarter.containing(clock.today())
        assert {period.code for period in quarters} == {last.plus(-n).code for n in range(5)}

        forms = forms_visible_to(officer)
        for what in (Report.ON_TIME, Report.LATE, Report.OVERDUE, Report.NIL):
            assert reported(forms, what, officer, clock.today()).exists(), what
        for status in (FormStatus.OPEN, FormStatus.SUBMITTED, FormStatus.ACCEPTED):
            assert CollectionForm.objects.filter(status=status).exists(), status
        board = seen_by_a_leader().reporting
        assert {"迟报", "未报", "按时"} <= {cell.text for row in board.rows for cell in row.cells}

    def test_half_years_and_quarters_were_reported_upward(self):
        sent = PeriodReport.objects.filter(first_submitted_on__isnull=False)
        assert set(sent.values_list("kind", flat=True)) == set(ReportKind)
        assert sent.filter(kind=ReportKind.ANALYSIS, unit__kind=UnitKind.TOWN).exists()
        assert sent.filter(first_submitted_on__gt=F("due_on")).exists()
        assert sent.exclude(on_behalf_of="").exists()
        assert all(report.counted for report in sent)

    def test_a_photo_hangs_on_an_item_one_form_was_sent_back_and_one_corrected(self):
        assert InformationItem.objects.filter(attachments__name="公示栏.png").exists()
        assert CollectionForm.objects.filter(status=FormStatus.RETURNED).count() == 1
        version = FormVersion.objects.get()
        assert (version.number, version.form.status) == (1, FormStatus.ACCEPTED)
        assert "补报" in version.reason and version.form.items.count() == 1

    def test_something_waits_for_every_officer(self):
        for username in ("xinxiyuan", "xinxiyuan2", "shuji"):
            assert todos(User.objects.get(username=username), clock.today()), username

    def test_a_screening_is_half_way_and_one_unit_was_sent_back(self):
        screening = Screening.objects.get()
        assert screening.opened_on < clock.today() < screening.due_on
        assert set(Assignment.objects.values_list("status", flat=True)) == set(Stage) - {Stage.NOT_DONE}
        assert Assignment.objects.exclude(sent_back_reason="").get().status == Stage.DRAFT
        assert Share.objects.filter(ended_on__isnull=False).count() == 1

    def test_people_were_talked_to_and_one_was_admonished(self):
        assert {handling.grade for handling in Handling.objects.all()} == {Grade.TALK, Grade.ADMONISH}
        first, second = Milestone.objects.order_by("number")
        assert (first.days_late, second.met_on) == (1, None)

    def test_the_town_decided_by_ballot_put_off_and_confirmed_what_could_not_wait(self):
        held = Meeting.objects.filter(closed_at__isnull=False)
        assert held.count() == 3 and not Meeting.objects.filter(is_imported=True).exists()
        assert all(User.objects.get(username="shuji").name in one.discipline_present for one in held)
        assert AgendaItem.objects.get(way="ballot").tally.teller
        assert AgendaItem.objects.get(outcome="deferred").opinions.filter(view="disagree").count() == 2
        assert AgendaItem.objects.get(confirms__isnull=False).confirms.meeting.is_emergency
        assert Meeting.objects.get(status="planned").items.filter(status="scheduled").count() == 2
        waiting = AgendaItem.objects.get(status="proposed")
        assert missing(waiting) and Matter.objects.count() == 8
        found = DecisionFinding.objects.all()
        assert {"late_materials", "no_prerequisite"} <= set(found.values_list("check_kind", flat=True))
        assert found.get(status="explained").check_kind == "no_prerequisite"
        assert found.get(
            check_kind="not_archived"
        ).meeting.is_emergency  # the two others were archived in time

    def test_somebody_looked_and_one_finding_is_still_open(self):
        statuses = sorted(Inspection.objects.values_list("status", flat=True))
        assert statuses == ["closed", "followed_up", "planned"]
        mended, still_open = Finding.objects.order_by("number")
        assert (mended.is_open, still_open.is_open) == (False, True)

    def test_a_case_is_out_and_half_read_and_the_quarter_waits_for_approval(self):
        assert dict(Bulletin.objects.values_list("kind", "status")) == {"case": "issued", "summary": "review"}
        readers = BulletinReader.objects.all()
        assert 0 < readers.filter(opened_at=None).count() < readers.count()

    def test_one_failing_led_to_a_responsibility_and_one_waits_for_the_unit(self):
        held, waiting = Failing.objects.order_by("found_on")
        assert (held.status, held.responsibilities.get().told_on is not None) == ("held", True)
        assert (waiting.status, waiting.statement_due_on > clock.today()) == ("hearing", True)

    def test_no_number_is_missing_or_taken_twice(self):
        serials = defaultdict(list)
        for number in RegisteredNumber.objects.order_by("series", "serial"):
            serials[number.series_id].append(number.serial)
        assert serials
        assert all(taken == list(range(1, len(taken) + 1)) for taken in serials.values())

    def test_everything_came_about_by_somebodys_deed(self):
        recorded = set(AuditEvent.objects.values_list("object_type", "object_id"))
        for model in DEEDS:
            things = {(model._meta.label_lower, str(pk)) for pk in model.objects.values_list("pk", flat=True)}
            assert things, model
            assert things <= recorded, model

    def test_the_audit_chain_is_whole(self):
        whole = verify(audit.rows_in_order(), [audit.head_mark()], settings.AUDIT_KEYS)
        assert whole == AuditEvent.objects.count() > 1000

    def test_examples_are_no_part_of_any_register_or_count(self):
        counted = sum(int(cell.text or 0) for row in seen_by_a_leader().risks.rows for cell in row.cells)
        assert counted == in_register(RiskPoint.objects.all()).count() > 0
        assert LibraryRiskPoint.objects.exists()
        copied = LibraryPower.objects.filter(name__in=Power.objects.values("name"))
        assert all(example.fits_a_town for example in copied)

    def test_nothing_lies_in_the_future(self):
        """Somebody may build it at one in the morning, and the deeds of that day come after."""
        latest = timezone.localtime(max(AuditEvent.objects.values_list("at", flat=True)))
        assert latest.replace(tzinfo=None) <= datetime.combine(clock.today(), time.min)


class TownOnTheLastOfAHalfYear(Town, TestCase):
    day = date(2026, 6, 30)


class TownOnTheFirstOfAYear(Town, TestCase):
    day = date(2027, 1, 1)


class TownAfterAQuarterWasDue(Town, TestCase):
    day = date(2027, 1, 6)

    @classmethod
    def setUpTestData(cls):
        """A first life is told and undone before the one that stays."""
        with transaction.atomic():
            build(cls.day)
            cls.first = account()
            transaction.set_rollback(True)
        super().setUpTestData()

    def test_the_same_day_makes_the_same_town(self):
        """Names, numbers, states and dates; the database's own numbers may differ."""
        again = account()
        for what, lines in self.first.items():
            assert [pair for pair in zip(lines, again[what], strict=True) if pair[0] != pair[1]] == [], what


def account() -> dict[str, list]:
    deeds = AuditEvent.objects.order_by("sequence")
    return {
        "people": list(User.objects.order_by("pk").values_list("username", "person__name", "person__title")),
        "numbers": list(RegisteredNumber.objects.order_by("pk").values_list("text", "taken_on", "taken_by")),
        "warnings": list(
            EarlyWarning.objects.order_by("pk").values_list(
                "title", "tier", "status", "unit__name", "number__text"
            )
        ),
        "forms": list(
            CollectionForm.objects.order_by("pk").values_list("unit__name", "status", "submitted_at")
        ),
        "points": list(RiskPoint.objects.order_by("pk").values_list("unit__name", "name", "level")),
        "deadlines": list(
            Deadline.objects.order_by("pk").values_list("kind", "unit__name", "due_on", "state")
        ),
        "deeds": list(deeds.values_list("at", "actor_name", "verb", "unit_name")),
    }

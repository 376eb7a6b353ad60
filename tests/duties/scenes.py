"""For every duty: rows that are not as it asks, and rows that are or that it does not look at; all of 西山村 or its town."""

from datetime import date, timedelta

from assessment.models import Sheet
from assessment.queries import scheme_in_force
from decisions.enums.village import VillageStatus
from decisions.models import VillageDecision
from earlywarnings.enums import Status as Warned
from organisations.models import Appointment
from riskpoints.models import RiskCatalogue
from tests.factories import (
    AppointmentFactory,
    BulletinFactory,
    CaseFactory,
    DeadlineFactory,
    EarlyWarningFactory,
    FindingFactory,
    FormFactory,
    InspectionFactory,
    MeasureFactory,
    PeriodFactory,
    PersonFactory,
    PortfolioFactory,
    PostFactory,
    PowerFactory,
    ReportFactory,
    RiskPointFactory,
    StepFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.decisions import AgendaItemFactory, MeetingFactory
from tests.factories.declarations import CommitmentFactory
from tests.factories.village import MATTER

TODAY = date(2026, 11, 24)
YESTERDAY = TODAY - timedelta(days=1)


def powers_confirmed(village, town):
    wrong = [PowerFactory(unit=village, status=status) for status in ("draft", "reviewed", "to_regularise")]
    return wrong, [PowerFactory(unit=village, confirmed=True), PowerFactory(unit=village, status="cancelled")]


def two_people(village, town):
    def power(*steps, **kinds):
        made = PowerFactory(unit=village, **(kinds or {"confirmed": True}))
        for doer in steps:
            StepFactory(power=made, **doer)
        return made

    one, other = PersonFactory(unit=village), PersonFactory(unit=village)
    empty, held, left = (PostFactory(unit=village) for _ in range(3))
    shared = PostFactory(unit=village)
    AppointmentFactory(person=one, post=held)
    for person in (one, other):
        AppointmentFactory(person=person, post=shared)
        AppointmentFactory(person=person, post=left, ends_on=YESTERDAY)
    wrong = [
        power({"person": one}, {"person": one}),
        power({"person": one}, {"post": held}),  # the same person twice
        power({"post": empty}),  # nobody
        power({"person": one}, {"post": left}),  # both left yesterday
        power({"person": one, "post": shared}),  # who is named does it, not the others at the post
    ]
    fine = [
        power({"person": one}, {"person": other}),
        power({"person": other}, {"post": held}),
        power({"post": shared}),
        power(),  # no steps: another duty
        power({"person": one}, status="draft"),
    ]
    return wrong, fine


def procedures_written(village, town):
    written = PowerFactory(unit=village, confirmed=True)
    StepFactory(power=written)
    return [PowerFactory(unit=village, confirmed=True)], [written, PowerFactory(unit=village)]


def cases_in_time(village, town):
    power = PowerFactory(unit=village, confirmed=True)

    def case(due_on, **more):
        return CaseFactory(power=power, accepted_on=date(2026, 11, 2), due_on=due_on, **more)

    fine = [
        case(TODAY),
        case(YESTERDAY, is_paused=True),
        case(YESTERDAY, status="finished", finished_on=TODAY),
    ]
    return [case(YESTERDAY)], fine


def points_examined(village, town):
    wrong = RiskPointFactory(unit=village, status="unchecked", level_source="A")
    return [wrong], [RiskPointFactory(unit=village, registered=True), RiskPointFactory(unit=village)]


def points_reviewed(village, town):
    def point(changed_on, **more):
        post = PostFactory(unit=village, changed_on=changed_on)
        return RiskPointFactory(unit=village, post=post, **(more or {"registered": True}))

    reviewed, later = date(2026, 3, 3), date(2026, 3, 4)
    moved = RiskPointFactory(
        unit=village, registered=True, power=PowerFactory(unit=village, changed_on=later)
    )
    return [point(later), moved], [point(reviewed), point(later, status="retired")]


def points_measured(village, town):
    bare, ended, kept = (RiskPointFactory(unit=village, registered=True) for _ in range(3))
    MeasureFactory(risk_point=ended, ends_on=YESTERDAY)
    MeasureFactory(risk_point=kept)
    return [bare, ended], [kept, RiskPointFactory(unit=village)]


def heads_in_post(village, town):
    def headed(**more):
        unit = UnitFactory(village=True, parent=town, **more)
        post = PostFactory(unit=unit, is_head=True)
        AppointmentFactory(person=PersonFactory(unit=unit), post=post)
        return unit

    left = headed()
    Appointment.objects.filter(post__unit=left).update(ends_on=YESTERDAY)
    only_clerk = UnitFactory(village=True, parent=town)
    AppointmentFactory(person=PersonFactory(unit=only_clerk))
    closed = UnitFactory(village=True, parent=town, active_until=YESTERDAY)
    return [left, only_clerk], [headed(), closed, UnitFactory(enterprise=True, parent=town)]


def four_not_direct(village, town):
    leader, deputy = PersonFactory(unit=town), PersonFactory(unit=town)
    AppointmentFactory(person=leader, post=PostFactory(unit=town, is_head=True))
    secretary = PersonFactory(unit=village)
    AppointmentFactory(person=secretary, post=PostFactory(unit=village, is_head=True))
    wrong = PortfolioFactory(person=leader, field="finance")
    fine = [
        PortfolioFactory(person=deputy, field="finance"),
        PortfolioFactory(person=leader, field="other"),
        PortfolioFactory(person=leader, field="projects", ends_on=YESTERDAY),
        PortfolioFactory(person=secretary, field="finance"),  # a village: only where the office decided so
    ]
    return [wrong], fine


def commitments_signed(village, town):
    def chief(**commitment):
        person = PersonFactory(unit=village, title="主任")
        AppointmentFactory(person=person, post=PostFactory(unit=village, is_head=True))
        if commitment:
            CommitmentFactory(person=person, **commitment)
        return person

    wrong = [chief(), chief(status="draft"), chief(status="withdrawn"), chief(status="signed", year=2025)]
    return wrong, [chief(status="signed"), chief(status="published"), PersonFactory(unit=village)]


def catalogue_on_show(village, town):
    def another(**catalogue):
        other = UnitFactory(town=True, parent=town.parent)
        RiskCatalogue.objects.create(
            **{"unit": other, "year": 2026, "rows": [], "sha256": "0", "sent_on": YESTERDAY} | catalogue
        )
        return other

    decided = {"status": "approved", "decided_on": YESTERDAY, "decided_by": "预警中心"}
    shown = decided | {"disclosed_on": YESTERDAY, "disclosed_by": "镇纪委书记"}
    wrong = [
        town,
        another(),
        another(status="returned", decided_on=YESTERDAY, reason="不全"),
        another(**decided),
        another(**shown, withdrawn_on=TODAY, withdrawn_reason="有误"),
        another(**shown | {"year": 2025}),
    ]
    return wrong, [another(**shown)]


def _promised(kind, thing, due_on, state="open"):
    DeadlineFactory(
        kind=kind,
        subject_type=thing._meta.label_lower,
        subject_id=thing.pk,
        unit=thing.unit,
        started_on=date(2026, 11, 2),
        due_on=due_on,
        state=state,
        met_on=TODAY if state == "met" else None,
    )
    return thing


def emergencies_confirmed(village, town):
    meeting = MeetingFactory(unit=town, status="closed")

    def decision(due_on, **more):
        item = AgendaItemFactory(
            unit=village, meeting=meeting, status="decided", outcome="passed", emergency_reason="汛情"
        )
        return _promised("emergency_confirm", item, due_on, **more)

    return [decision(YESTERDAY)], [decision(TODAY), decision(YESTERDAY, state="met")]


def meetings_archived(village, town):
    def meeting(due_on, **more):
        return _promised("meeting_archive", MeetingFactory(unit=town, status="closed"), due_on, **more)

    return [meeting(YESTERDAY)], [meeting(TODAY), meeting(YESTERDAY, state="met")]


def resolutions_carried_out(village, town):
    meeting = MeetingFactory(unit=town, status="closed")
    item = AgendaItemFactory(unit=village, meeting=meeting, status="decided", outcome="passed")

    def task(due_on, **more):
        return item.tasks.create(unit=village, owner="李", content="公示结果", due_on=due_on, **more)

    fine = [
        task(TODAY),
        task(YESTERDAY, status="done", done_on=TODAY, result="已公示"),
        task(YESTERDAY, status="cancelled", cancelled_reason="不再需要"),
    ]
    return [task(YESTERDAY)], fine


def village_resolutions_published(village, town):
    clerk = UserFactory(person=PersonFactory(unit=village))

    def decision(due_on, **more):
        made = VillageDecision.objects.create(
            unit=village, status=VillageStatus.PUBLISH, entered_by=clerk, **MATTER
        )
        return _promised("village_publish", made, due_on, **more)

    return [decision(YESTERDAY)], [decision(TODAY), decision(YESTERDAY, state="met")]


def sheets_in_time(village, town):
    sheets = (
        Sheet.objects.create(scheme=scheme_in_force(), unit=village, year=year, opened_on=TODAY)
        for year in (2024, 2025, 2026)
    )
    late, today, met = sheets
    _promised("assessment.self_assess", late, YESTERDAY)
    _promised("assessment.self_assess", today, TODAY)
    _promised("assessment.self_assess", met, YESTERDAY, state="met")
    return [late], [today, met]


def forms_filed(village, town):
    def form(code, due_on, **more):
        period = PeriodFactory(code=code, opened_on=date(2025, 1, 1), due_on=due_on)
        return FormFactory(unit=village, period=period, **more)

    wrong = [form("2026Q1", YESTERDAY), form("2026Q2", YESTERDAY, status="returned")]
    fine = [
        form("2026Q3", TODAY),
        form("2025Q1", YESTERDAY, status="submitted"),
        form("2025Q2", YESTERDAY, status="correcting"),
        form("2025Q3", YESTERDAY, status="stopped"),
    ]
    return wrong, fine


def _reports(unit, **kind):
    def report(code, **more):
        period = PeriodFactory(code=code, kind="half_year" if "H" in code else "quarter")
        return ReportFactory(unit=unit, period=period, **kind, **more)

    return report


def quarters_consolidated(village, town):
    report = _reports(town, kind="consolidated")
    wrong = report("2026Q2", due_on=YESTERDAY)
    half = _reports(town)("2026H1", due_on=YESTERDAY)
    return [wrong], [report("2026Q3", due_on=TODAY), half]


def half_years_analysed(village, town):
    report = _reports(village)
    wrong = report("2026H1", due_on=YESTERDAY)
    return [wrong], [report("2026H2", due_on=TODAY), report("2025H2", due_on=YESTERDAY, status="stopped")]


def _warnings(village, *statuses, **more):
    return [EarlyWarningFactory(unit=village, status=status, **more) for status in statuses]


def notices_signed_for(village, town):
    wrong = _warnings(village, Warned.DELIVERED)
    return wrong, _warnings(village, Warned.SIGNED, Warned.RECEIVED, Warned.REVOKED, Warned.CLOSED)


def warnings_answered(village, town):
    late, again = _warnings(village, Warned.RECEIVED, Warned.SENT_BACK)
    late.answer_due_on = again.reanswer_due_on = YESTERDAY
    late.save()
    again.save()
    on_time = _warnings(village, Warned.RECEIVED, Warned.SENT_BACK)
    answered = _warnings(village, Warned.ANSWERED, answer_due_on=YESTERDAY)
    return [late, again], [*on_time, *answered, *_warnings(village, Warned.DELIVERED)]


def answers_verified(village, town):
    wrong = _warnings(village, Warned.ANSWERED, Warned.SECOND_LOOK)
    return wrong, _warnings(village, Warned.RECEIVED, Warned.SENT_BACK, Warned.VERIFIED, Warned.CLOSED)


def units_spot_checked(village, town):
    def high(status=None, **more):
        unit = UnitFactory(parent=town)
        RiskPointFactory(unit=unit, level="high", layer="unit", registered=True)
        if status:
            InspectionFactory(unit=unit, status=status, **more)
        return unit

    wrong = [high(), high("planned"), high("closed", inspected_on=date(2025, 12, 31))]
    low = UnitFactory(parent=town)
    RiskPointFactory(unit=low, level="medium", layer="unit", registered=True)
    return wrong, [high("closed"), high("followed_up"), low]


def posts_spot_checked(village, town):
    def post(**inspection):
        made = PostFactory(unit=village)
        RiskPointFactory(unit=village, post=made, level="high", registered=True)
        if inspection:
            InspectionFactory(unit=village, post=made, **inspection)
        return made

    return [post(), post(status="planned")], [post(status="closed"), PostFactory(unit=village)]


def findings_mended(village, town):
    inspection = InspectionFactory(unit=village, status="followed_up", findings=0)
    late = FindingFactory(inspection=inspection, due_on=YESTERDAY)
    reported = FindingFactory(inspection=inspection, due_on=YESTERDAY, reported_on=YESTERDAY)
    checked_by = inspection.planned_by
    mended = FindingFactory(
        inspection=inspection, due_on=YESTERDAY, mended_on=YESTERDAY, checked_by=checked_by, result="已补"
    )
    return [late, reported], [FindingFactory(inspection=inspection, due_on=TODAY), mended]


def bulletin_sent(village, town):
    """Last quarter's does not count, nor one that was withdrawn. The fine one is another town's."""
    BulletinFactory(unit=town, status="issued", issued_on=date(2026, 9, 30))
    BulletinFactory(unit=town, status="withdrawn")
    return [town], []


SCENES = {
    scene.__name__: scene
    for scene in (
        *(powers_confirmed, two_people, procedures_written, cases_in_time),
        *(points_examined, points_reviewed, points_measured, heads_in_post, four_not_direct),
        *(
            commitments_signed,
            catalogue_on_show,
            emergencies_confirmed,
            meetings_archived,
            resolutions_carried_out,
            village_resolutions_published,
            sheets_in_time,
        ),
        *(forms_filed, quarters_consolidated, half_years_analysed),
        *(notices_signed_for, warnings_answered, answers_verified),
        *(units_spot_checked, posts_spot_checked, findings_mended, bulletin_sent),
    )
}

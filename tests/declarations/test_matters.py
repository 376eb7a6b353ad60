"""重大事项报告 (art. 24): who may do what, to whom it goes, and that nobody else learns of it.

林 has no account; 张 and 钱 are 镇纪委's staff, 孙 its secretary, 吴 sits at the centre.
"""

from datetime import date, timedelta

import pytest
from django.contrib.messages.api import MessageFailure
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.views.debug import SafeExceptionReporterFilter

from audit.models import AuditEvent
from core import clock
from core.gates import Role
from core.verdict import Refusal
from declarations.access.matters import MOVES, may_report
from declarations.enums import Addressee, MatterStatus
from declarations.models import MatterNote, MatterReport
from declarations.queries import matters as queries
from declarations.rules import matters as rules
from declarations.todos import todos
from declarations.views import matters as views
from declarations.workflow import matters as workflow
from notifications.models import Notification, OutgoingMail
from organisations import grants
from organisations.models import RoleAssignment
from tests.declarations.conftest import TODAY
from tests.factories import PersonFactory, UserFactory
from tests.factories.declarations import MatterReportFactory

pytestmark = pytest.mark.django_db
SECRET = "紫薇花厅设宴九桌"
MORE = "另请了三位同窗旧友"
REPORTED, TO_SUPPLEMENT, READ, FILED = MatterStatus
STAFF, SECRETARY, CENTRE = Addressee


def at(name, *args) -> str:
    return reverse(f"declarations:{name}", args=args)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def told(user, person=None, content=SECRET) -> MatterReport:
    return workflow.report(
        by=user,
        person=person or user.person,
        kind="banquet",
        happens_on=date(2026, 12, 1),
        content=content,
    )


# -- to whom it goes ----------------------------------------------------------------------------------------


def test_nobody_of_the_discipline_body_is_read_by_a_colleague(li, zhang, sun, town):
    marked = UserFactory(person=PersonFactory(unit=town, is_discipline_staff=True), role=Role.TOWN_LEADER)
    assert told(li).addressee == STAFF
    assert told(zhang).addressee == SECRETARY
    assert told(marked).addressee == SECRETARY
    assert told(sun).addressee == CENTRE


@pytest.mark.parametrize(
    ("addressee", "readers"), [(STAFF, "张钱孙李"), (SECRETARY, "孙李"), (CENTRE, "李吴")]
)
@pytest.mark.parametrize("status", MatterStatus)
def test_who_sees_it(addressee, readers, status, cast, li):
    report = MatterReportFactory(person=li.person, addressee=addressee, status=status)
    assert "".join(user.name[0] for user in cast if report in queries.visible_to(user)) == readers


def test_it_stays_with_those_it_was_made_to_whatever_becomes_of_the_reporter(li, wang, zhang, town, donggou):
    report = told(li)
    li.person.unit = donggou
    li.person.save()
    RoleAssignment.objects.create(user=wang, role=Role.TOWN_LEADER, unit=town, starts_on="2026-01-01")

    assert report not in queries.visible_to(wang)
    assert report in queries.visible_to(zhang)


def test_before_and_after_are_told_by_the_day():
    day = date(2026, 11, 24)
    assert rules.timing(day, day) == "事前报告"
    assert rules.timing(day - timedelta(days=1), day) == "事后报告"


# -- who may do what ----------------------------------------------------------------------------------------

# (addressee, status) → who may do what with 李's report
STAFFS = {
    REPORTED: {"read": "张钱孙", "ask": "张钱孙", "supplement": "李", "remark": "张钱孙", "lend": "孙"},
    TO_SUPPLEMENT: {"read": "张钱孙", "supplement": "李", "remark": "张钱孙", "lend": "孙"},
    READ: {"ask": "张钱孙", "supplement": "李", "remark": "张钱孙", "file": "张钱孙", "lend": "孙"},
    FILED: {},
}


@pytest.mark.parametrize("status", MatterStatus)
@pytest.mark.parametrize(("addressee", "readers"), [(STAFF, "张钱孙"), (SECRETARY, "孙"), (CENTRE, "吴")])
def test_moves(addressee, readers, status, cast, li):
    report = MatterReportFactory(person=li.person, addressee=addressee, status=status)
    expected = {
        verb: readers if who == "张钱孙" else "" if verb == "lend" and addressee == CENTRE else who
        for verb, who in STAFFS[status].items()
    }
    verdicts = {verb: [(user, ask(user, report)) for user in cast] for verb, ask in MOVES.items()}
    allowed = {verb: "".join(user.name[0] for user, said in rows if said) for verb, rows in verdicts.items()}

    assert {verb: who for verb, who in allowed.items() if who} == {v: w for v, w in expected.items() if w}
    assert all(said.reason.endswith("。") for rows in verdicts.values() for _, said in rows if not said)


@pytest.mark.parametrize("verb", ["read", "ask", "remark", "file", "lend"])
def test_nobody_handles_their_own(verb, zhang, sun):
    """Also after the reporter has come to the office that reads it."""
    status = READ if verb in ("file",) else REPORTED
    for user in (zhang, sun):
        report = MatterReportFactory(person=user.person, addressee=STAFF, status=status)
        assert not MOVES[verb](user, report)


def test_only_the_information_officer_types_and_only_for_who_has_no_account(
    zhang, zhou, li, lin, sun, wu, town
):
    colleague = PersonFactory(unit=town, is_discipline_staff=True)
    assert may_report(zhang, lin)
    assert "不经单位转手" in may_report(zhou, lin).reason
    assert "不经单位转手" in may_report(li, lin).reason
    assert "由本人登录报告" in may_report(zhang, zhou.person).reason
    assert "不能由同事代录" in may_report(zhang, colleague).reason
    assert "镇内人员" in may_report(wu, wu.person).reason


def test_what_one_typed_somebody_else_reads(zhang, qian, lin):
    report = told(zhang, lin)
    assert report.on_behalf
    with pytest.raises(Refusal, match="另一位同志阅知"):
        workflow.read(report, by=zhang)
    workflow.ask(report, by=qian, text="规模多大？")
    workflow.supplement(report, by=zhang, text=MORE)
    assert workflow.read(report, by=qian).status == READ


# -- the life of one ----------------------------------------------------------------------------------------


def test_asked_supplemented_read_filed(li, zhang, qian):
    report = told(li)
    workflow.ask(report, by=zhang, text="哪家饭店？")
    workflow.supplement(report, by=li, text=MORE)
    with pytest.raises(Refusal, match="阅知以后才能归档"):
        workflow.file(report, by=zhang)
    workflow.read(report, by=qian, text="已提醒。")
    with pytest.raises(Refusal, match="已经阅知"):
        workflow.read(report, by=zhang)
    workflow.file(report, by=zhang)
    with pytest.raises(Refusal, match="请另报一件"):
        workflow.supplement(report, by=li, text="还有")

    report.refresh_from_db()
    assert (report.status, report.read_on, report.filed_on) == (FILED, TODAY, TODAY)
    assert [note.text for note in report.notes.all()] == ["哪家饭店？", MORE, "已提醒。"]


def test_a_report_supplemented_unasked_is_read_again(li, zhang):
    report = told(li)
    workflow.read(report, by=zhang)
    assert workflow.supplement(report, by=li, text="事后：办了十桌。").status == REPORTED
    assert report in queries.waiting_to_be_read(zhang)


def test_two_officers_at_one_button_file_it_once(li, zhang, qian):
    report = MatterReportFactory(person=li.person, status=READ)
    seen_by_both = MatterReport.objects.get(pk=report.pk)
    workflow.file(report, by=zhang)
    with pytest.raises(Refusal, match="阅知以后才能归档"):
        workflow.file(seen_by_both, by=qian)


def test_the_database_keeps_the_promises_behind_a_status(li):
    report = MatterReportFactory(person=li.person)
    for changes in (
        {"status": READ},
        {"status": FILED, "filed_on": TODAY},
        {"status": REPORTED, "filed_on": TODAY},
        {"content": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            MatterReport.objects.filter(pk=report.pk).update(**changes)


# -- the named handler --------------------------------------------------------------------------------------


def test_a_named_handler_reads_this_one_until_a_day_and_writes_to_the_file(li, sun, zhao):
    report, other = told(li), told(li, content="另一件")
    workflow.lend(report, zhao, by=sun, until=TODAY + timedelta(days=2))

    assert list(queries.visible_to(zhao)) == [report]
    assert other not in queries.visible_to(zhao)
    assert [verb for verb, may in MOVES.items() if may(zhao, report)] == ["remark"]
    assert workflow.remark(report, by=zhao, text="已核实。").notes.get().text == "已核实。"
    assert [todo.title for todo in todos(zhao, TODAY)] == [f"经办{report}"]
    with clock.at(TODAY + timedelta(days=3)):
        assert not queries.visible_to(zhao).exists()


def test_the_reporter_may_know_who_handles_it_and_not_end_it(client, li, sun, zhao):
    report = told(li)
    workflow.lend(report, zhao, by=sun, until=TODAY + timedelta(days=2))
    client.force_login(li)

    page = client.get(report.get_absolute_url()).content.decode()

    assert ">经办人<" in page
    assert "收回" not in page


def test_a_loan_is_taken_back_and_ends_with_filing(li, sun, zhao, zhang):
    report = told(li)
    workflow.lend(report, zhao, by=sun, until=TODAY)
    workflow.take_back(report, zhao, by=sun)
    assert report not in queries.visible_to(zhao)

    workflow.lend(report, zhao, by=sun, until=TODAY)
    workflow.read(report, by=zhang)
    workflow.file(report, by=zhang)
    assert report not in queries.visible_to(zhao)


def test_it_is_lent_to_nobody_near_the_reporter_nor_to_an_officer_of_the_system(
    li, zhou, sun, zhang, zheng, zhao, wang, town
):
    report = told(zhou)
    assert {user.name for user in queries.possible_handlers(sun, report)} == {"赵启明", "王树林"}
    for user in (li, zhou, zhang, zheng):
        with pytest.raises(Refusal, match="不能经办"):
            workflow.lend(report, user, by=sun, until=TODAY)
    with pytest.raises(Refusal, match="由镇纪委书记指定"):
        workflow.lend(report, zhao, by=zhang, until=TODAY)


def test_whoever_becomes_an_officer_of_the_system_keeps_no_loan(li, sun, zhao):
    report = told(li)
    grants.lend(zhao, queries.PERM, report, by=sun, until=TODAY)
    zhao.assignments.update(role=Role.AUDIT_OFFICER)
    assert not queries.visible_to(type(zhao).objects.get(pk=zhao.pk)).exists()


# -- encrypted, and nowhere else ----------------------------------------------------------------------------


def test_what_is_told_is_encrypted_in_the_rows_themselves(li, zhang):
    """Read by SQL, past the model; on PostgreSQL, as in production."""
    assert connection.vendor == "postgresql"
    report = told(li)
    workflow.ask(report, by=zhang, text=MORE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM declarations_matterreport")
        contents = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT text FROM declarations_matternote")
        contents += [row[0] for row in cursor.fetchall()]

    assert len(contents) == 2
    assert all(text.startswith("gAAAA") for text in contents)
    assert MatterReport.objects.get().content == SECRET
    assert MatterNote.objects.get().text == MORE


def everything_stored() -> str:
    """Every row of every table as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_table_holds_it_in_the_clear(li, zhang, qian, sun, zhao):
    """Audit, histories, inboxes, mails, sessions and all."""
    for user in (zhang, li):
        user.email = f"{user.username}@example.org"
        user.save()
    desk = Client()
    desk.force_login(li)
    desk.post(at("report"), {"kind": "banquet", "happens_on": "2026-12-01", "content": SECRET})
    report = MatterReport.objects.get()
    workflow.ask(report, by=zhang, text=MORE)
    desk.post(at("supplement", report.pk), {"text": SECRET})
    workflow.lend(report, zhao, by=sun, until=TODAY)
    workflow.read(report, by=zhang, text=MORE)
    workflow.file(report, by=zhang)

    stored = everything_stored()
    assert str(report) in stored
    assert SECRET not in stored
    assert MORE not in stored
    assert "操办宴席" not in stored
    assert OutgoingMail.objects.count() >= 3
    assert not Notification.objects.filter(text__contains="李长河").exists()
    deeds = AuditEvent.objects.filter(object_type="declarations.matterreport")
    assert deeds.count() >= 6
    assert all("banquet" not in str(deed.details) for deed in deeds)


def test_a_typed_report_does_not_name_its_reporter_in_the_audit(zhang, lin, xishan):
    told(zhang, lin)
    event = AuditEvent.objects.get(verb="declarations.matter_reported")
    line = f"{event.actor_name}{event.object_text}{event.unit_name}{event.details}"
    assert "林永强" not in line
    assert "西山村" not in line


def test_what_is_posted_stands_in_no_report_of_an_error(rf, li, zhang, caplog):
    """A mistake of ours while it is being sent: the request that mails and logs would show is blanked."""
    for view, data in ((views.report, {"content": SECRET}), (views.supplement, {"text": SECRET})):
        request = rf.post("/", data)
        request.user = li
        arguments = {} if view is views.report else {"pk": MatterReportFactory(person=li.person).pk}
        if arguments:
            with pytest.raises(MessageFailure):  # no messages here: an exception on the way
                view(request, **arguments)
        else:
            view(request)
        assert SECRET not in str(SafeExceptionReporterFilter().get_post_parameters(request))
    assert SECRET not in caplog.text


def test_whoever_looks_leaves_a_trace_once_a_day(client, li, zhang):
    report = told(li)
    for user in (zhang, zhang, li):
        client.force_login(user)
        client.get(report.get_absolute_url())
    opened = AuditEvent.objects.filter(verb="declarations.matter_opened")
    assert [event.actor_name for event in opened] == ["张晓梅"]
    page = body(client.get(report.get_absolute_url()))
    assert "查阅了重大事项报告" in page
    with clock.at(TODAY + timedelta(days=1)):
        client.force_login(zhang)
        client.get(report.get_absolute_url())
    assert opened.all().count() == 2


# -- the pages ----------------------------------------------------------------------------------------------


def test_the_reporter_does_not_read_what_the_staff_remark_among_themselves(client, li, zhang):
    report = told(li)
    workflow.remark(report, by=zhang, text=MORE)
    client.force_login(li)
    for address in (report.get_absolute_url(), at("print_matter", report.pk)):
        page = body(client.get(address))
        assert SECRET in page
        assert MORE not in page


def test_the_form_says_what_not_to_write_and_keeps_no_draft(client, li, zhang):
    client.force_login(li)
    page = body(client.get(at("report")))
    assert "不要填写房产、存款" in page
    assert "data-confidential" in page
    assert "data-autosave" not in page
    client.post(at("report"), {"kind": "gift", "happens_on": "2026-11-23", "content": SECRET})
    assert MatterReport.objects.get().timing == "事后报告"


def test_the_staff_go_through_a_report_on_its_pages(client, li, zhang, sun, zhao):
    report = told(li)
    client.force_login(zhang)
    assert "阅知1份重大事项报告" in body(client.get("/"))
    client.post(at("ask", report.pk), {"text": "哪家饭店？"})
    client.force_login(li)
    assert "去补充" in body(client.get(at("index")))
    client.post(at("supplement", report.pk), {"text": MORE})
    client.force_login(sun)
    gone = client.post(at("lend", report.pk), {"user": zhao.pk, "until": "2026-11-01"})
    assert "这一天已经过去" in body(gone)
    client.post(at("lend", report.pk), {"user": zhao.pk, "until": "2026-11-30"})
    assert "赵启明" in body(client.get(report.get_absolute_url()))
    client.post(at("take_back", report.pk, zhao.pk))
    assert "收回</button>" not in body(client.get(report.get_absolute_url()))
    client.post(at("remark", report.pk), {"text": "留意。"})
    client.force_login(zhang)
    stale = client.post(at("read", report.pk), {"text": "", "version": 1})
    assert "别人已经改过" in stale.content.decode()
    report.refresh_from_db()
    client.post(at("read", report.pk), {"text": "", "version": report.version})
    client.post(at("file", report.pk))
    report.refresh_from_db()
    assert report.status == FILED


def test_the_officer_types_for_the_listed_only(client, zhang, lin, li):
    client.force_login(zhang)
    typed = {"kind": "gift", "happens_on": "2026-11-23", "content": SECRET}
    assert client.post(at("report_for"), typed | {"person": li.person_id}).status_code == 200
    assert not MatterReport.objects.exists()
    client.post(at("report_for"), typed | {"person": lin.pk})
    assert MatterReport.objects.get().person == lin


def test_the_list_is_filtered_and_never_holds_ones_own(client, zhang, sun, li, wang):
    first = MatterReportFactory(person=li.person, reported_on=date(2025, 5, 5), kind="gift", status=FILED)
    second = MatterReportFactory(person=wang.person)
    own = MatterReportFactory(person=zhang.person, addressee=SECRETARY)
    client.force_login(zhang)

    def found(**params) -> list[bool]:
        page = body(client.get(at("matters"), params))
        return [one.get_absolute_url() in page for one in (first, second, own)]

    assert found() == [True, True, False]
    assert found(year="2025") == [True, False, False]
    assert found(status="reported") == [False, True, False]
    assert found(kind="gift") == [True, False, False]
    assert found(unit=li.person.unit_id) == [True, False, False]
    assert found(waiting="true") == [False, True, False]
    client.force_login(sun)
    assert found() == [True, True, True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(client, zhang, xishan, count, django_assert_num_queries):
    for _ in range(count):
        MatterReportFactory(person__unit=xishan)
    client.force_login(zhang)
    with django_assert_num_queries(10):
        page = body(client.get(at("matters")))
    assert page.count("pill--reported") == count

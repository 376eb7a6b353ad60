"""Every address × everybody: open, refused, not found, or sent to the door.

The things behind the addresses belong to 西山村; 王 is the foreign unit. An address missing from the table fails, and so
does one too many. A letter per person, in the order of CAST:

    o  the page opens                                   x  refused, with a reason
    p  the gate is open, but the address takes a POST   n  not found: whose it is must not even be known
    d  sent to the login page
"""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve, reverse
from django.utils import timezone

from collection.models import CollectionForm, InformationItem, Period, PeriodReport
from core import clock
from core.gates import Role
from decisions.models import AgendaItem, Finding, JointPaper, Meeting, RiskAssessment
from decisions.queries.village import files_on, last_step
from decisions.workflow import village as village_moves
from disclosure.models import Publication
from documents.workflow import attach
from earlywarnings.workflow.handling import add_paper
from earlywarnings.workflow.papers import add_scan
from earlywarnings.workflow.writing import add_evidence
from organisations.models import Appointment
from riskpoints.models import RiskCatalogue
from tests.assessment.signed import signed_warning
from tests.factories import (
    AssignmentFactory,
    BulletinFactory,
    CaseFactory,
    InspectionFactory,
    MeasureFactory,
    PersonFactory,
    PollFactory,
    PortfolioFactory,
    PowerFactory,
    RiskPointFactory,
    ShareFactory,
    StepFactory,
    TableFactory,
    UserFactory,
)
from tests.factories.accountability import FindingFactory, ResponsibilityFactory
from tests.factories.decisions import AgendaItemFactory, MatterFactory, MeetingFactory
from tests.factories.declarations import CommitmentFactory, CommitmentTemplateFactory, MatterReportFactory
from tests.factories.handling import HandlingFactory
from tests.factories.village import decided

CAST = ("zhang", "sun", "li", "zhou", "wang", "zhao", "wu", "zheng", "feng", "chen", "nobody")
#        信息员   书记  负责人 采集员 外单位  镇领导  中心  系统     安全    审计   未登录

TODAY = date(2026, 11, 24)

TABLE = {
    "assessment:index": "oooxoooxxxd",
    "assessment:open_year": "xpxxxxxxxxd",
    "assessment:accept": "pppxpppxxxd",
    "assessment:answer": "oxxxxxxxxxd",
    "assessment:appeal": "xxxxnxxxxxd",
    "assessment:approve": "xpxxxxxxxxd",
    "assessment:check": "xxxxxxxxxxd",
    "assessment:publish": "xpxxxxxxxxd",
    "assessment:self_assess": "xxoxnxxxxxd",
    "assessment:scheme": "oooxoooxxxd",
    "assessment:schemes": "oooxoooxxxd",
    "assessment:copy_scheme": "ooxxxxxxxxd",
    "assessment:change_scheme": "ooxxxxxxxxd",
    "assessment:put_into_force": "xpxxxxxxxxd",
    "assessment:retire_scheme": "xpxxxxxxxxd",
    "assessment:drop_scheme": "ppxxxxxxxxd",
    "assessment:try_scheme": "ooxxxxxxxxd",
    "assessment:import_scheme": "ooxxxxxxxxd",
    "assessment:scheme_template": "ooxxxxxxxxd",
    "assessment:export_scheme": "oooxoooxxxd",
    "assessment:sheet": "oooxnooxxxd",
    "assessment:sheet_file": "oooxnooxxxd",
    "assessment:evidence": "oooxnooxxxd",
    "assessment:change_finding": "ooxxxxnxxxd",
    "assessment:confirm_finding": "ooxxxxnxxxd",
    "assessment:dismiss_finding": "ooxxxxnxxxd",
    "assessment:draft_finding": "ooxxxxoxxxd",
    "assessment:finding": "ooonnonxxxd",
    "assessment:findings": "oooxoooxxxd",
    "assessment:hold_responsible": "ooxxxxnxxxd",
    "assessment:possible_findings": "ooxxxxoxxxd",
    "assessment:rectify_finding": "ooxxxxnxxxd",
    "assessment:report_up_finding": "ppxxxxpxxxd",
    "assessment:revoke_responsible": "ooxxxxnxxxd",
    "assessment:send_finding": "ppxxxxpxxxd",
    "assessment:state_finding": "xxoxnxnxxxd",
    "assessment:tell_responsible": "ppxxxxpxxxd",
    "audit:event": "xxxxxxxxxod",
    "audit:events": "xxxxxxxxxod",
    "audit:export": "xxxxxxxxxpd",
    "collection:accept": "ppxxxxpxxxd",
    "collection:add_item": "oxxoxxoxxxd",
    "collection:ask": "oxxoxxxxxxd",
    "collection:ask_import": "oxxoxxxxxxd",
    "collection:ask_direct": "xxxnxxnxxxd",
    "collection:attachment": "ooxoxxnxxxd",
    "collection:board": "oooooooxxxd",
    "collection:change_item": "xxxxxxnxxxd",
    "collection:copy_items": "oxxoxxxxxxd",
    "collection:correct": "xxxxxxxxxxd",
    "collection:direct": "xxxoxxoxxxd",
    "collection:form": "oooonooxxxd",
    "collection:hand_over": "oxxoxxxxxxd",
    "collection:import_items": "oxxoxxoxxxd",
    "collection:index": "oooooooxxxd",
    "collection:item": "ooxoxxnxxxd",
    "collection:ledger": "ooxoxxoxxxd",
    "collection:poll": "oooxnooxxxd",
    "collection:polls": "oooxoooxxxd",
    "collection:record_poll": "ooxxxxoxxxd",
    "collection:paper": "ooxoxxxxxxd",
    "collection:remove_item": "pxxpxxpxxxd",
    "collection:accept_report": "ppxxxxpxxxd",
    "collection:change_poll": "ooxxxxxxxxd",
    "collection:confirm_nil_report": "xxxxxxnxxxd",
    "collection:report": "oooonooxxxd",
    "collection:report_docx": "ooxoxxnxxxd",
    "collection:report_pdf": "ooxoxxnxxxd",
    "collection:report_rows": "ooxoxxnxxxd",
    "collection:reports": "oooooooxxxd",
    "collection:return_report": "xxxxxxnxxxd",
    "collection:submit_report": "xxxxxxnxxxd",
    "collection:write_report": "oxxoxxnxxxd",
    "collection:report_item": "xxxnxxnxxxd",
    "collection:return_form": "xxxxxxxxxxd",
    "collection:submit": "oxxoxxxxxxd",
    "collection:submit_nil": "xxxxxxxxxxd",
    "collection:template": "oxxoxxxxxxd",
    "collection:version": "ooxoxxxxxxd",
    "collection:version_file": "ooxoxxxxxxd",
    "collection:withdraw": "pxxpxxpxxxd",
    "collection:withdraw_item": "pxxpxxpxxxd",
    "dashboard:home": "ooooooooood",
    "dashboard:overview": "oooxoooxxxd",
    "dashboard:leaders_pdf": "oooxoooxxxd",
    "dashboard:rows": "oooxoooxxxd",
    "dashboard:subscribe": "pppxpppxxxd",
    "deadlines:board": "ooxxxxxxxxd",
    "deadlines:calendar": "ooxxxxxxxxd",
    "deadlines:calendar_year": "ooxxxxxxxxd",
    "deadlines:change_day": "oxxxxxxxxxd",
    "deadlines:enter_year": "oxxxxxxxxxd",
    "decisions:export": "ooooooxxxxd",
    "decisions:import": "ooxxxxxxxxd",
    "decisions:import_template": "ooxxxxxxxxd",
    "decisions:checks": "ooooooxxxxd",
    "decisions:explain": "ooonnoxxxxd",
    "decisions:finding": "ooonnoxxxxd",
    "decisions:rectify": "ooonnoxxxxd",
    "decisions:index": "ooooooxxxxd",
    "decisions:item": "oooonoxxxxd",
    "decisions:chain": "oooonoxxxxd",
    "decisions:change_item": "oooonoxxxxd",
    "decisions:withdraw_item": "oooonoxxxxd",
    "decisions:fulfil": "oooonoxxxxd",
    "decisions:strike": "ppppppxxxxd",
    "decisions:assess": "oooonoxxxxd",
    "decisions:prepare": "oooonoxxxxd",
    "decisions:resubmit": "ppppppxxxxd",
    "decisions:unschedule": "ppppppxxxxd",
    "decisions:add_matter": "ooxxxxxxxxd",
    "decisions:change_matter": "ooxxxxxxxxd",
    "decisions:end_matter": "ppxxxxxxxxd",
    "decisions:plan_meeting": "ooxxxoxxxxd",
    "decisions:meeting": "oonnnoxxxxd",
    "decisions:change_meeting": "oonnnoxxxxd",
    "decisions:cancel_meeting": "ppppppxxxxd",
    "decisions:schedule": "ppppppxxxxd",
    "decisions:schedule_confirmation": "ppppppxxxxd",
    "decisions:deliver": "oonnnoxxxxd",
    "decisions:open_meeting": "oonnnoxxxxd",
    "decisions:receive": "ppppppxxxxd",
    "decisions:mark_presence": "ppppppxxxxd",
    "decisions:conduct": "oonnnoxxxxd",
    "decisions:add_on_the_spot": "oonnnoxxxxd",
    "decisions:close_meeting": "ppppppxxxxd",
    "decisions:take_up": "ppppppxxxxd",
    "decisions:put_back": "ppppppxxxxd",
    "decisions:express": "ppppppxxxxd",
    "decisions:take_back": "ppppppxxxxd",
    "decisions:step_back": "ppppppxxxxd",
    "decisions:enter_tally": "ppppppxxxxd",
    "decisions:settle": "ppppppxxxxd",
    "decisions:propose": "ooooooxxxxd",
    "decisions:minutes": "oonnnoxxxxd",
    "decisions:minutes_file": "oonnnoxxxxd",
    "decisions:freeze": "ppppppxxxxd",
    "decisions:archive": "ppppppxxxxd",
    "decisions:amend": "oonnnoxxxxd",
    "decisions:sign": "ppppppxxxxd",
    "decisions:object_to": "xonnnxxxxxd",
    "decisions:sign_for": "oonnnoxxxxd",
    "decisions:unsign": "ppppppxxxxd",
    "decisions:assessment_file": "oooonoxxxxd",
    "decisions:give_task": "ooxxnoxxxxd",
    "decisions:tasks": "ooooooxxxxd",
    "decisions:task": "oooonoxxxxd",
    "decisions:report_task": "xxoonxxxxxd",
    "decisions:finish_task": "xxoonxxxxxd",
    "decisions:cancel_task": "ooxxnoxxxxd",
    "decisions:disclose": "xoxxxxxxxxd",
    "decisions:withhold": "xoxxxxxxxxd",
    "decisions:withdraw_notice": "xoxxxxxxxxd",
    "decisions:meetings": "ooooooxxxxd",
    "decisions:matters": "ooooooxxxxd",
    "decisions:joint_change": "xxxonxxxxxd",
    "decisions:joint_draft": "ooooooxxxxd",
    "decisions:joint_file": "oooonoxxxxd",
    "decisions:joint_link": "xxxonxxxxxd",
    "decisions:joint_paper": "oooonoxxxxd",
    "decisions:joint_papers": "ooooooxxxxd",
    "decisions:joint_refuse": "xxxxnoxxxxd",
    "decisions:joint_sign": "xxxxnoxxxxd",
    "decisions:joint_submit": "xxxonxxxxxd",
    "decisions:joint_withdraw": "xxxonxxxxxd",
    "decisions:village": "oooonoxxxxd",
    "decisions:village_answer": "oooonxxxxxd",
    "decisions:village_attach": "oooonxxxxxd",
    "decisions:village_begin": "oooooxxxxxd",
    "decisions:village_change": "xxxxnxxxxxd",
    "decisions:village_correct": "oooonxxxxxd",
    "decisions:village_disclose": "oooonxxxxxd",
    "decisions:village_file": "oooonoxxxxd",
    "decisions:village_hold": "oooonxxxxxd",
    "decisions:village_notice": "oooonoxxxxd",
    "decisions:village_object": "oooonxxxxxd",
    "decisions:villages": "ooooooxxxxd",
    "declarations:add_template": "ooxxxxxxxxd",
    "declarations:ask": "ooxxxxnxxxd",
    "declarations:change": "xxxxnxxxxxd",
    "declarations:commitment": "oooonooxxxd",
    "declarations:commitment_file": "oooonooxxxd",
    "declarations:commitments": "ooxxxooxxxd",
    "declarations:end_template": "ppxxxxxxxxd",
    "declarations:file": "ppxxxxpxxxd",
    "declarations:index": "oooooooxxxd",
    "declarations:lend": "xoxxxxxxxxd",
    "declarations:matter": "oonnnnnxxxd",
    "declarations:matters": "ooxxxxoxxxd",
    "declarations:practise": "xxxxnxxxxxd",
    "declarations:print_matter": "oonnnnnxxxd",
    "declarations:publish": "ppxxxxxxxxd",
    "declarations:publish_all": "ppxxxxxxxxd",
    "declarations:publish_practice": "ppxxxxxxxxd",
    "declarations:read": "ooxxxxnxxxd",
    "declarations:remark": "oonnnnnxxxd",
    "declarations:report": "ooooooxxxxd",
    "declarations:report_for": "oxxxxxxxxxd",
    "declarations:revise_template": "ooxxxxxxxxd",
    "declarations:sign": "xxxxnxxxxxd",
    "declarations:supplement": "xxnnnnnxxxd",
    "declarations:take_back": "xpxxxxxxxxd",
    "declarations:templates": "ooxxxxxxxxd",
    "declarations:withdraw": "ooxxxxxxxxd",
    "declarations:write": "ooooooxxxxd",
    "declarations:write_for": "oxxoxxxxxxd",
    "disclosure:declared": "ooooooooooo",
    "disclosure:index": "ooooooooooo",
    "disclosure:publication": "ooooooooooo",
    "documents:check": "ooooooooood",
    "documents:check_code": "ooooooooood",
    "documents:replace_template": "ooxxxxxxxxd",
    "documents:restore_template": "ppxxxxxxxxd",
    "documents:template_file": "ooxxxxxxxxd",
    "documents:templates": "ooxxxxxxxxd",
    "duties:board": "oooooooxxxd",
    "duties:dismiss": "ooxxxxxxxxd",
    "duties:duty": "oooooooxxxd",
    "duties:take_back": "ppxxxxpxxxd",
    "earlywarnings:acknowledge": "xxxxxxxxxxd",
    "earlywarnings:add_items": "ppxxxxpxxxd",
    "earlywarnings:add_opinion": "xxxxnxxnnnd",
    "earlywarnings:add_scan": "ooxxxxxxxxd",
    "earlywarnings:answer": "xxoxnxxnnnd",
    "earlywarnings:add_handling_paper": "ooxxxxxxxxd",
    "earlywarnings:approval_sheet": "ooxxxxnxxxd",
    "earlywarnings:approve": "ppxxxxpxxxd",
    "earlywarnings:approve_bulletin": "ppxxxxxxxxd",
    "earlywarnings:ask_extension": "xxoxnxxnnnd",
    "earlywarnings:assess_handling": "ooxxxxxxxxd",
    "earlywarnings:cancel_handling": "xxxxxxxxxxd",
    "earlywarnings:attach_inspection": "oooxnxxxxxd",
    "earlywarnings:cancel_inspection": "xxxxxxxxxxd",
    "earlywarnings:carry_out_inspection": "xxxxxxxxxxd",
    "earlywarnings:bulletin": "ooonnnnnnnd",
    "earlywarnings:bulletin_docx": "ooxxxxxxxxd",
    "earlywarnings:bulletin_pdf": "ooonnnnnnnd",
    "earlywarnings:bulletin_rows": "nnxxxxxxxxd",
    "earlywarnings:bulletins": "oooooooxxxd",
    "earlywarnings:change": "xxxxxxxxxxd",
    "earlywarnings:change_bulletin": "xxxxxxxxxxd",
    "earlywarnings:change_inspection": "xxxxxxxxxxd",
    "earlywarnings:check_finding": "ooxxxxxxxxd",
    "earlywarnings:close": "ppxxxxpxxxd",
    "earlywarnings:close_inspection": "ppxxxxxxxxd",
    "earlywarnings:deliver": "xxxxxxxxxxd",
    "earlywarnings:detail": "oooonoonnnd",
    "earlywarnings:chain": "oooonoonnnd",
    "earlywarnings:discard": "xxxxxxxxxxd",
    "earlywarnings:discard_bulletin": "xxxxxxxxxxd",
    "earlywarnings:draft": "ooxxxxoxxxd",
    "earlywarnings:draft_bulletin": "ooxxxxxxxxd",
    "earlywarnings:evidence": "nnoonnnnnnd",
    "earlywarnings:grant_extension": "ppxxxxpxxxd",
    "earlywarnings:explain": "xxnnnnnnnnd",
    "earlywarnings:handling": "oonnnnnnnnd",
    "earlywarnings:handling_list": "ooxxxxxxxxd",
    "earlywarnings:handling_paper": "oonnnnnnnnd",
    "earlywarnings:handling_sheet": "oonnnnnnnnd",
    "earlywarnings:hold_talk": "xxxxxxxxxxd",
    "earlywarnings:index": "oooxoooxxxd",
    "earlywarnings:inform_head": "ppxxxxxxxxd",
    "earlywarnings:meet_milestone": "xxxxxxxxxxd",
    "earlywarnings:inspection": "ooonnoonnnd",
    "earlywarnings:inspection_file": "ooonnoonnnd",
    "earlywarnings:inspection_sheet": "ooonnoonnnd",
    "earlywarnings:inspections": "oooxoooxxxd",
    "earlywarnings:issue_bulletin": "xxxxxxxxxxd",
    "earlywarnings:notice_docx": "ooxxxxoxxxd",
    "earlywarnings:notice_pdf": "oooonoonnnd",
    "earlywarnings:open_handling": "ooxxxxxxxxd",
    "earlywarnings:receipt_pdf": "oooonoonnnd",
    "earlywarnings:refuse_extension": "xxxxxxxxxxd",
    "earlywarnings:plan_inspection": "ooxxxxxxxxd",
    "earlywarnings:report_finding": "xxoxnxxxxxd",
    "earlywarnings:report_up": "ppxxxxpxxxd",
    "earlywarnings:response_sheet": "oooonoonnnd",
    "earlywarnings:return_bulletin": "xxxxxxxxxxd",
    "earlywarnings:return_down": "xxxxxxxxxxd",
    "earlywarnings:return_to_draft": "xxxxxxxxxxd",
    "earlywarnings:revoke": "xoxxxxxxxxd",
    "earlywarnings:rewarn": "xxxxxxxxxxd",
    "earlywarnings:save_answer": "xxoonxxnnnd",
    "earlywarnings:scan": "oooonoonnnd",
    "earlywarnings:second_look": "xxxxxxxxxxd",
    "earlywarnings:sign": "xpxxxxxxxxd",
    "earlywarnings:sign_for": "xxxxnxxnnnd",
    "earlywarnings:sign_list": "xoxxxxxxxxd",
    "earlywarnings:sign_several": "xoxxxxxxxxd",
    "earlywarnings:spot_checks": "ooxxxooxxxd",
    "earlywarnings:submit": "ppxxxxpxxxd",
    "earlywarnings:submit_bulletin": "ppxxxxxxxxd",
    "earlywarnings:take_out": "ppxxxxpxxxd",
    "earlywarnings:take_up": "xxxxxxpxxxd",
    "earlywarnings:transfer": "ooxxxxxxxxd",
    "earlywarnings:triage": "ooxxxxnxxxd",
    "earlywarnings:triage_list": "ooxxxxoxxxd",
    "earlywarnings:verify": "xxxxxxxxxxd",
    "earlywarnings:withdraw_bulletin": "xoxxxxxxxxd",
    "notifications:inbox": "ooooooooood",
    "notifications:read": "ppppppppppd",
    "notifications:read_all": "ppppppppppd",
    "organisations:account": "xxxxxxxooxd",
    "organisations:accounts": "xxxxxxxooxd",
    "organisations:add_person": "oxxxxxoxxxd",
    "organisations:add_post": "oxxxxxoxxxd",
    "organisations:add_unit": "oxxxxxoxxxd",
    "organisations:appoint": "oxxxxxoxxxd",
    "organisations:change_person": "oxxxxxoxxxd",
    "organisations:change_post": "oxxxxxoxxxd",
    "organisations:change_unit": "oxxxxxoxxxd",
    "organisations:create_account": "xxxxxxxoxxd",
    "organisations:disable": "xxxxxxxppxd",
    "organisations:dismiss": "oxxxxxoxxxd",
    "organisations:enable": "xxxxxxxxpxd",
    "organisations:end_role": "xxxxxxxxpxd",
    "organisations:give_role": "xxxxxxxxoxd",
    "organisations:large_text": "ppppppppppd",
    "organisations:lend": "ooxxxxxxxxd",
    "organisations:login": "ooooooooooo",
    "organisations:logout": "ppppppppppd",
    "organisations:me": "ooooooooood",
    "organisations:password": "ooooooooood",
    "organisations:put_in_charge": "oxxxxxoxxxd",
    "organisations:relieve": "oxxxxxoxxxd",
    "organisations:reset_password": "xxxxxxxpxxd",
    "organisations:take_back": "ppxxxxxxxxd",
    "organisations:unit": "oooonooxxxd",
    "organisations:units": "oooooooxxxd",
    "powers:accept_case": "oooooxxxxxd",
    "powers:add_discretion": "oooonxxxxxd",
    "powers:adjust": "ooxxxxxxxxd",
    "powers:cancel": "oooonxxxxxd",
    "powers:case": "oooonooxxxd",
    "powers:case_template": "oooooxxxxxd",
    "powers:case_step": "oooonxxxxxd",
    "powers:cases": "oooooooxxxd",
    "powers:catalogue": "oooooooxxxd",
    "powers:change": "oooonxxxxxd",
    "powers:change_discretion": "oooonxxxxxd",
    "powers:confirm": "ppxxxxxxxxd",
    "powers:copy": "pppppxxxxxd",
    "powers:create": "oooooxxxxxd",
    "powers:detail": "oooonooxxxd",
    "powers:chain": "oooonooxxxd",
    "powers:export_cases": "oooooooxxxd",
    "powers:export": "oooooooxxxd",
    "powers:forget_filter": "pppppppxxxd",
    "powers:import_cases": "oooooxxxxxd",
    "powers:import": "oooooxxxxxd",
    "powers:index": "oooooooxxxd",
    "powers:library": "oooooxxxxxd",
    "powers:procedure": "oooonooxxxd",
    "powers:remove_discretion": "pppppxxxxxd",
    "powers:review": "ooxxxxxxxxd",
    "powers:save_filter": "oooooooxxxd",
    "powers:template": "oooooxxxxxd",
    "powers:to_regularise": "ooxxxxxxxxd",
    "powers:version": "oooonooxxxd",
    "riskpoints:add_measure": "oooonxxxxxd",
    "riskpoints:change": "oooonxxxxxd",
    "riskpoints:change_measure": "oooonxxxxxd",
    "riskpoints:copy": "pppppxxxxxd",
    "riskpoints:create": "oooooxxxxxd",
    "riskpoints:detail": "oooonooxxxd",
    "riskpoints:chain": "oooonooxxxd",
    "riskpoints:end_measure": "oooonxxxxxd",
    "riskpoints:execute": "oooonxxxxxd",
    "riskpoints:export": "oooooooxxxd",
    "riskpoints:forget_filter": "pppppppxxxd",
    "riskpoints:import": "oooooxxxxxd",
    "riskpoints:approve_catalogue": "xxxxxxpxxxd",
    "riskpoints:catalogue": "oonnnooxxxd",
    "riskpoints:catalogues": "oooooooxxxd",
    "riskpoints:disclose_catalogue": "xpxxxxxxxxd",
    "riskpoints:export_catalogue": "oonnnooxxxd",
    "riskpoints:return_catalogue": "xxxxxxoxxxd",
    "riskpoints:withdraw_catalogue": "xoxxxxxxxxd",
    "riskpoints:send_catalogue": "ppxxxxxxxxd",
    "riskpoints:assignment": "oooonooxxxd",
    "riskpoints:assignments": "oooooooxxxd",
    "riskpoints:close_screening": "ooxxxxxxxxd",
    "riskpoints:confirm_point": "pppppxxxxxd",
    "riskpoints:copy_in": "pppppxxxxxd",
    "riskpoints:finish_assignment": "ppxxxxxxxxd",
    "riskpoints:open_screening": "ooxxxxxxxxd",
    "riskpoints:pass_on_assignment": "pppppxxxxxd",
    "riskpoints:report_none": "oooonxxxxxd",
    "riskpoints:screening": "oooonooxxxd",
    "riskpoints:screenings": "oooooooxxxd",
    "riskpoints:send_back_assignment": "xxxxnxxxxxd",
    "riskpoints:write_in": "oooonxxxxxd",
    "riskpoints:heat": "oooooooxxxd",
    "riskpoints:index": "oooooooxxxd",
    "riskpoints:library": "oooooxxxxxd",
    "riskpoints:pass_on": "pppppxxxxxd",
    "riskpoints:proposal": "oooooxxxxxd",
    "riskpoints:register": "ppxxxxxxxxd",
    "riskpoints:retire": "oooonxxxxxd",
    "riskpoints:review": "pppppxxxxxd",
    "riskpoints:save_filter": "oooooooxxxd",
    "riskpoints:send_back": "oooonxxxxxd",
    "riskpoints:template": "oooooxxxxxd",
    "rulebook:article": "ooooooooood",
    "rulebook:change_setting": "xoxxxxxxoxd",
    "rulebook:index": "ooooooooood",
    "rulebook:settings": "ooooooooood",
}


def addresses(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, pattern.namespace or namespace)
        elif namespace:
            yield f"{namespace}:{pattern.name}"


def test_the_table_holds_every_address_and_no_other():
    assert set(addresses(get_resolver().url_patterns)) == set(TABLE)


@pytest.fixture
def things(request, xishan, town, zhang, sun, li, zhou, wang, zhao, wu, zheng, feng, chen):
    """One of everything, all of it of 西山村."""
    with clock.at(TODAY):
        yield made(xishan, town, zhang, sun, zhou, li)


def made(xishan, town, zhang, sun, zhou, li) -> dict:
    point = RiskPointFactory(unit=xishan, registered=True)
    measure = MeasureFactory(risk_point=point)
    period = Period.objects.create(
        code="2026Q4", opened_on=date(2026, 10, 1), due_on=date(2027, 1, 5), arithmetic="…"
    )
    form = CollectionForm.objects.create(period=period, unit=xishan)
    item = InformationItem.objects.create(
        form=form,
        unit=xishan,
        found_on=TODAY,
        subject_unit=xishan,
        summary="公示不足",
        status="reported",
        entered_by=zhou,
        entered_at=timezone.now(),
    )
    photo = attach(item, name="照片.jpg", content=b"\xff\xd8\xff", by=zhou)
    item.attachments.add(photo)
    version = form.versions.create(
        number=1,
        is_nil=False,
        filled_by=zhou,
        submitted_at=timezone.now(),
        accepted_on=TODAY,
        reason="日期写错",
        corrected_by=zhou,
        corrected_at=timezone.now(),
    )
    version.items.set(item.history.all())
    version.attachments.add(photo)
    half = Period.objects.create(
        kind="half_year", code="2026H2", opened_on=TODAY, due_on=date(2027, 1, 15), arithmetic="…"
    )
    report = PeriodReport.objects.create(
        kind="analysis", period=half, unit=xishan, due_on=half.due_on, arithmetic="…"
    )
    warning = signed_warning(xishan, "yellow", status="received")
    handling = HandlingFactory(person=PersonFactory(unit=xishan), grade="admonish", status="to_assess")
    failings = {
        f"failing_{status}": FindingFactory(unit=xishan, status=status).pk
        for status in ("draft", "hearing", "heard", "confirmed")
    }
    inspection = InspectionFactory(unit=xishan, status="followed_up", planned_by=zhang)
    seen = attach(inspection, name="现场.jpg", content=b"\xff\xd8\xff", by=zhang)
    meeting = Meeting.objects.create(
        unit=town, title="党委会", held_on=TODAY, chair=sun.person, discipline_present="孙正平"
    )
    agenda = AgendaItem.objects.create(
        unit=xishan,
        meeting=meeting,
        category="funds",
        title="修路",
        proposal="修路",
        status="decided",
        outcome="passed",
    )
    proposed = AgendaItemFactory(unit=xishan, ready=True)
    planned = MeetingFactory(unit=town, chair=sun.person)
    going = MeetingFactory(unit=town, chair=sun.person, status="open")
    before = AgendaItemFactory(unit=xishan, meeting=going, status="under_way")
    closed, frozen, passed, shown = after_the_meeting(town, xishan, sun)
    publication = Publication.objects.create(
        topic="powers",
        title="目录",
        body="目录",
        unit_name="西山村",
        published_on=TODAY,
        approved_by="孙",
        sha256="0",
    )
    power = StepFactory(power=PowerFactory(unit=xishan, confirmed=True)).power
    account = UserFactory(person=PersonFactory(unit=xishan), role=Role.COLLECTOR)
    share = ShareFactory(unit=xishan)
    cadre = PersonFactory(unit=xishan)
    template = CommitmentTemplateFactory(unit=town)
    commitment = CommitmentFactory(person=cadre, template=template, status="published", entered_by=zhou)
    village = decided(xishan, by=zhou, upto="report")
    step = village_moves.attach(last_step(village), by=zhou, files=[("签到.pdf", b"%PDF-1.7 signed")])
    said = {"said_on": step.day, "text": "底价太低。"}
    paper = {"unit": xishan, "unit_name": "西山村", "title": "付款", "content": "付款", "drafted_by": zhou}
    joint = JointPaper.objects.create(kind="spending", status="signing", **paper)
    joint.signers.create(position=1, person=xishan.sponsor, name_text="副镇长赵启明")
    sheet = xishan.sheets.create(scheme_id=first_scheme(), year=2026, opened_on=TODAY)
    known_line = sheet.lines.create(item=sheet.scheme.items.get(known_by="measures"), points=4)
    appealed = xishan.sheets.create(
        scheme_id=first_scheme(), year=2025, opened_on=TODAY, status="appealed", checked_by=sun
    )
    line = appealed.lines.create(item=appealed.scheme.items.first(), points=3, checked_score=1)
    made_appeal = line.appeals.create(reason="有", made_by="李", made_on=TODAY, score_before=1)
    return {
        "unit": xishan.pk,
        "person": account.person_id,
        "post": xishan.posts.first().pk,
        "appointment": Appointment.objects.filter(post__unit=xishan).first().pk,
        "portfolio": PortfolioFactory(person=li.person, unit=xishan, department=None, field="other").pk,
        "account": account.pk,
        "role": account.assignments.first().pk,
        "power": power.pk,
        "drafted": PowerFactory(unit=xishan).pk,
        "case": CaseFactory(power=power).pk,
        "catalogue": RiskCatalogue.objects.create(
            unit=town, year=2026, rows=[], sha256="0", sent_on=TODAY
        ).pk,
        "on_show": RiskCatalogue.objects.create(
            unit=town,
            year=2025,
            rows=[],
            sha256="0",
            status="approved",
            sent_on=TODAY,
            decided_on=TODAY,
            disclosed_on=TODAY,
            disclosed_by="孙",
        ).pk,
        "town": town.pk,
        "made_appeal": made_appeal.pk,
        "scheme": appealed.scheme_id,
        "scheme_drafted": scheme_drafted(zhang),
        "known_line": known_line.pk,
        "matter_line": MatterFactory(unit=town).pk,
        "proposed": proposed.pk,
        "fulfilment": proposed.fulfilments.first().pk,
        "planned": planned.pk,
        "scheduled": AgendaItemFactory(unit=xishan, meeting=planned).pk,
        "attendance": planned.attendances.first().pk,
        "deferred": AgendaItemFactory(unit=xishan, meeting=meeting, status="deferred", outcome="deferred").pk,
        "going": going.pk,
        "decision_finding": Finding.objects.create(
            meeting=meeting,
            item=agenda,
            check_kind="split",
            severity="medium",
            article=34,
            text="合计",
            found_on=TODAY,
        ).pk,
        "closed": closed.pk,
        "frozen": frozen.pk,
        "own_signature": closed.attendances.get(person=sun.person).pk,
        "paper_signature": closed.attendances.exclude(person=sun.person).get().pk,
        "passed": passed.pk,
        "task": passed.tasks.get().pk,
        "notice": shown.notices.get().pk,
        "before": before.pk,
        "discretion": TableFactory(power=power).pk,
        "point": point.pk,
        "measure": measure.pk,
        "screening": share.screening_id,
        "assignment": AssignmentFactory(share=share).pk,
        "form": form.pk,
        "item": item.pk,
        "report": report.pk,
        "poll": PollFactory(unit=xishan).pk,
        "attachment": photo.pk,
        "warning": warning.pk,
        "handling": handling.pk,
        "milestone": handling.milestones.first().pk,
        "handling_paper": add_paper(handling, by=zhang, name="a.pdf", content=b"%PDF-1.7 signed").pk,
        "scan": add_scan(warning, by=zhang, paper="notice", name="a.pdf", content=b"%PDF-1.7 scan").pk,
        "evidence": add_evidence(warning, by=li, files=[SimpleUploadedFile("公示.jpg", b"\xff\xd8\xff")])[
            0
        ].pk,
        "inspection": inspection.pk,
        "bulletin": BulletinFactory(unit=town, status="issued", circulated=[li]).pk,
        "finding": inspection.findings.get().pk,
        "seen": seen.pk,
        "agenda": agenda.pk,
        "joint": joint.pk,
        "joint_drafted": JointPaper.objects.create(kind="assets", **paper).pk,
        "village": village.pk,
        "village_step": step.pk,
        "village_file": files_on(village).get().pk,
        "village_objection": village_moves.record_objection(village, by=zhou, **said).pk,
        "publication": publication.pk,
        "sheet": sheet.pk,
        **failings,
        "held_responsible": ResponsibilityFactory(finding__unit=xishan).pk,
        "template": template.pk,
        "commitment": commitment.pk,
        "practice": commitment.practices.create(
            half=1, text="做到了。", reported_on=TODAY, entered_by=zhou
        ).pk,
        "matter": MatterReportFactory(person=cadre).pk,
    }


def after_the_meeting(town, xishan, sun) -> tuple:
    """A closed meeting and a frozen one, an item that passed with its report and a task, and one that is on show."""
    members = [sun.person, PersonFactory(unit=town)]
    closed = MeetingFactory(unit=town, chair=sun.person, members=members, status="closed")
    seal = {"frozen_on": TODAY, "minutes_sha256": "0" * 64}
    frozen = MeetingFactory(unit=town, chair=sun.person, status="frozen", **seal)
    decided = {
        "unit": xishan,
        "meeting": closed,
        "status": "decided",
        "outcome": "passed",
        "resolution": "同意。",
    }
    passed, shown = AgendaItemFactory(**decided), AgendaItemFactory(**decided)
    RiskAssessment.objects.create(
        item=passed,
        points="变更",
        measures="公开",
        analysis="可控",
        conclusion="feasible",
        assessed_by="孙",
        assessed_on=TODAY,
        entered_by="孙",
    )
    passed.tasks.create(unit=xishan, owner="李", content="修路", due_on=date(2026, 12, 10))
    words = {"title": "修路", "body": "同意。", "sha256": "0" * 64}
    shown.notices.create(**words, disclosed_on=TODAY, disclosed_by="孙")
    return closed, frozen, passed, shown


def scheme_drafted(by) -> int:
    from assessment.workflow import draft_scheme

    items = [{"group": "A", "text": "会议", "points": 100}]
    return draft_scheme(by=by, name="起草", items=items, year_from=2026).pk


def first_scheme() -> int:
    from assessment.queries import scheme_in_force

    return scheme_in_force().pk


# what stands in the address, by app and then by name
ARGUMENTS = {
    "dashboard:rows": "late",
    "audit:event": 1,
    "organisations:unit": "unit",
    "organisations:change_unit": "unit",
    "organisations:add_person": "unit",
    "organisations:add_post": "unit",
    "organisations:put_in_charge": "unit",
    "organisations:lend": "unit",
    "organisations:take_back": ("unit", "account"),
    "organisations:change_person": "person",
    "organisations:change_post": "post",
    "organisations:appoint": "post",
    "organisations:dismiss": "appointment",
    "organisations:relieve": "portfolio",
    "organisations:account": "account",
    "organisations:disable": "account",
    "organisations:enable": "account",
    "organisations:reset_password": "account",
    "organisations:give_role": "account",
    "organisations:end_role": "role",
    "rulebook:article": 43,
    "rulebook:change_setting": "collection.due_day",
    "notifications:read": 1,
    "documents:check_code": "ABCD",
    "documents:replace_template": "warning_notice",
    "documents:restore_template": "warning_notice",
    "documents:template_file": ("warning_notice", 0),
    "deadlines:calendar_year": 2026,
    "deadlines:change_day": 2026,
    "deadlines:enter_year": 2027,
    "powers:export": "csv",
    "riskpoints:catalogue": "catalogue",
    "riskpoints:approve_catalogue": "catalogue",
    "riskpoints:return_catalogue": "catalogue",
    "riskpoints:disclose_catalogue": "on_show",
    "riskpoints:withdraw_catalogue": "on_show",
    "riskpoints:export_catalogue": ("catalogue", "csv"),
    "riskpoints:send_catalogue": "town",
    "powers:procedure": ("power", "pdf"),
    "powers:version": ("power", 1),
    "powers:case": "case",
    "powers:case_step": ("case", "handle"),
    "powers:export_cases": "csv",
    "powers:change_discretion": ("power", "discretion"),
    "powers:remove_discretion": ("power", "discretion"),
    "riskpoints:export": "csv",
    "riskpoints:copy_in": ("assignment", 16),
    "riskpoints:confirm_point": ("assignment", "point"),
    **dict.fromkeys(("riskpoints:screening", "riskpoints:close_screening"), "screening"),
    **dict.fromkeys(
        (
            *("riskpoints:assignment", "riskpoints:write_in", "riskpoints:report_none"),
            *("riskpoints:pass_on_assignment", "riskpoints:finish_assignment"),
            "riskpoints:send_back_assignment",
        ),
        "assignment",
    ),
    **dict.fromkeys(("powers:forget_filter", "riskpoints:forget_filter"), 1),
    "powers:copy": 2,
    "riskpoints:copy": 16,
    "duties:duty": "powers_confirmed",
    "duties:dismiss": ("powers_confirmed", "drafted"),
    "duties:take_back": 1,
    "decisions:item": "agenda",
    "decisions:chain": "agenda",
    "decisions:export": "csv",
    "decisions:minutes_file": ("closed", "record", "docx"),
    "decisions:assessment_file": ("passed", "docx"),
    "decisions:sign_for": "paper_signature",
    "decisions:withdraw_notice": "notice",
    "decisions:amend": "frozen",
    "decisions:archive": "frozen",
    "decisions:schedule": ("planned", "proposed"),
    "decisions:schedule_confirmation": ("planned", "agenda"),
    "decisions:strike": "fulfilment",
    "decisions:take_back": ("before", "person"),
    "decisions:unschedule": "scheduled",
    "decisions:take_up": "scheduled",
    "decisions:resubmit": "deferred",
    **dict.fromkeys(("decisions:receive", "decisions:mark_presence"), "attendance"),
    "decisions:joint_file": ("joint", "pdf"),
    "decisions:joint_submit": "joint_drafted",
    "decisions:village_answer": "village_objection",
    "decisions:village_attach": "village_step",
    "decisions:village_correct": "village_step",
    "decisions:village_file": ("village", "village_file"),
    "decisions:village_notice": ("village", "pdf"),
    "collection:ask_direct": "unit",
    "collection:attachment": ("item", "attachment"),
    "collection:report_item": "unit",
    "collection:template": "form",
    "collection:version": ("form", 1),
    "collection:version_file": ("form", 1, "attachment"),
    "earlywarnings:bulletin_rows": ("bulletin", "warnings", "every"),
    "earlywarnings:check_finding": "finding",
    "earlywarnings:inspection_file": ("inspection", "seen"),
    "earlywarnings:report_finding": "finding",
    "earlywarnings:take_out": ("warning", "item"),
    "earlywarnings:scan": ("warning", "scan"),
    "earlywarnings:meet_milestone": "milestone",
    "earlywarnings:handling_paper": ("handling", "handling_paper"),
    **dict.fromkeys(
        (
            *("earlywarnings:handling", "earlywarnings:handling_sheet", "earlywarnings:hold_talk"),
            *("earlywarnings:explain", "earlywarnings:assess_handling", "earlywarnings:cancel_handling"),
            *("earlywarnings:inform_head", "earlywarnings:add_handling_paper"),
        ),
        "handling",
    ),
    "collection:poll": "poll",
    "collection:change_poll": "poll",
    "collection:report_rows": ("report", "forms", "due"),
    "earlywarnings:evidence": ("warning", "evidence"),
    "earlywarnings:triage": "item",
    "assessment:sheet": "sheet",
    "assessment:sheet_file": ("sheet", "pdf"),
    "assessment:evidence": ("sheet", "known_line"),
    "assessment:answer": "made_appeal",
    **dict.fromkeys(("assessment:scheme", "assessment:copy_scheme"), "scheme"),
    "assessment:export_scheme": ("scheme", "xlsx"),
    **dict.fromkeys(
        (
            *("assessment:change_scheme", "assessment:put_into_force", "assessment:retire_scheme"),
            *("assessment:drop_scheme", "assessment:try_scheme"),
        ),
        "scheme_drafted",
    ),
    "assessment:change_finding": "failing_draft",
    "assessment:confirm_finding": "failing_heard",
    "assessment:dismiss_finding": "failing_heard",
    "assessment:finding": "failing_heard",
    "assessment:hold_responsible": "failing_confirmed",
    "assessment:rectify_finding": "failing_confirmed",
    "assessment:report_up_finding": "failing_confirmed",
    "assessment:revoke_responsible": "held_responsible",
    "assessment:send_finding": "failing_draft",
    "assessment:state_finding": "failing_hearing",
    "assessment:tell_responsible": "held_responsible",
    **dict.fromkeys(
        (
            *("assessment:accept", "assessment:appeal", "assessment:approve", "assessment:check"),
            *("assessment:publish", "assessment:self_assess"),
        ),
        "sheet",
    ),
    "declarations:commitment_file": ("commitment", "pdf"),
    "declarations:end_template": "template",
    "declarations:publish_practice": "practice",
    "declarations:revise_template": "template",
    "declarations:take_back": ("matter", "account"),
    "disclosure:declared": ("commitments", "commitment"),
    "disclosure:publication": "publication",
}
OF_A_POWER = {
    "add_discretion",
    "adjust",
    "chain",
    "detail",
    "change",
    "review",
    "confirm",
    "to_regularise",
    "cancel",
}
OF_A_MEASURE = {"change_measure", "end_measure", "execute"}
OF_A_POINT = {
    "review",
    "chain",
    "detail",
    "change",
    "pass_on",
    "register",
    "send_back",
    "retire",
    "add_measure",
}
OF_A_REPORT = {
    *("report", "report_pdf", "report_docx", "write_report"),
    *("submit_report", "confirm_nil_report", "accept_report", "return_report"),
}
OF_AN_ITEM = {"item", "change_item", "remove_item", "withdraw_item"}
OF_A_MATTER_LINE = {"change_matter", "end_matter"}
OF_A_PROPOSAL = {"change_item", "withdraw_item", "fulfil", "assess", "prepare"}
OF_A_PLAN = {"meeting", "change_meeting", "cancel_meeting", "deliver", "open_meeting"}
OF_A_MEETING = {"conduct", "add_on_the_spot", "close_meeting"}
OF_A_DECISION_FINDING = {"finding", "explain", "rectify"}
BEFORE_A_MEETING = {"put_back", "express", "step_back", "enter_tally", "settle"}
OF_A_VILLAGE_DECISION = {"village", "village_change", "village_hold", "village_object", "village_disclose"}
OF_A_JOINT_PAPER = {
    *("joint_paper", "joint_change", "joint_link", "joint_sign", "joint_refuse", "joint_withdraw"),
}
AFTER_A_MEETING = {"minutes", "freeze"}
DECISIONS = {
    **dict.fromkeys(OF_A_VILLAGE_DECISION, "village"),
    **dict.fromkeys(OF_A_JOINT_PAPER, "joint"),
    **dict.fromkeys(AFTER_A_MEETING, "closed"),
    **dict.fromkeys(("sign", "object_to", "unsign"), "own_signature"),
    **dict.fromkeys(("give_task", "disclose", "withhold"), "passed"),
    **dict.fromkeys(("task", "report_task", "finish_task", "cancel_task"), "task"),
    **dict.fromkeys(OF_A_MATTER_LINE, "matter_line"),
    **dict.fromkeys(OF_A_PROPOSAL, "proposed"),
    **dict.fromkeys(OF_A_PLAN, "planned"),
    **dict.fromkeys(OF_A_MEETING, "going"),
    **dict.fromkeys(BEFORE_A_MEETING, "before"),
    **dict.fromkeys(OF_A_DECISION_FINDING, "decision_finding"),
}
OF_A_COMMITMENT = {"commitment", "change", "sign", "publish", "withdraw", "practise"}
OF_A_MATTER = {"matter", "print_matter", "read", "ask", "supplement", "remark", "file", "lend"}
WITHOUT = {
    *("villages", "village_begin", "joint_papers", "joint_draft"),
    "heat",
    *("propose", "meetings", "plan_meeting", "matters", "add_matter", "checks", "import_template"),
    "tasks",
    "save_filter",
    *("screenings", "open_screening", "assignments"),
    "catalogues",
    "import_cases",
    "case_template",
    *("index", "triage_list", "direct", "sign_list", "sign_several", "draft", "create"),
    *("inspections", "plan_inspection", "spot_checks", "bulletins", "draft_bulletin"),
    *("handling_list", "open_handling"),
    *("findings", "possible_findings", "draft_finding"),
    *(
        "import",
        "template",
        "library",
        "catalogue",
        "cases",
        "accept_case",
        "proposal",
        "reports",
        "board",
        "ledger",
        "polls",
        "record_poll",
    ),
}


def address(name: str, things: dict) -> str:
    wanted = ARGUMENTS.get(name, _usual(*name.split(":")))
    wanted = wanted if isinstance(wanted, tuple) else (wanted,)
    return reverse(name, args=[things.get(one, one) for one in wanted if one is not None])


def _usual(app: str, verb: str):
    if verb in WITHOUT:
        return None
    if app == "decisions":
        return DECISIONS.get(verb)
    if app == "powers" and verb in OF_A_POWER:
        return "power"
    if app == "riskpoints":
        return "measure" if verb in OF_A_MEASURE else "point" if verb in OF_A_POINT else None
    if app == "declarations":
        return "commitment" if verb in OF_A_COMMITMENT else "matter" if verb in OF_A_MATTER else None
    if app == "collection" and verb in OF_A_REPORT:
        return "report"
    if app == "collection":
        return "item" if verb in OF_AN_ITEM else "form"
    if app == "earlywarnings":
        return next((noun for noun in ("inspection", "bulletin") if noun in verb), "warning")
    return None


def letter(response) -> str:
    if response.status_code == 302 and reverse("organisations:login") in response["Location"]:
        return "d"
    letters = {200: "o", 302: "o", 403: "x", 404: "n"}
    return letters[response.status_code]


def test_everybody_everywhere(request, things):
    """One town for all of it: over a thousand requests, and none of them changes anything."""
    people = {who: None if who == "nobody" else request.getfixturevalue(who) for who in CAST}
    clients = [(user, logged_in(user)) for user in people.values()]
    found = {name: "".join(seen_by(*pair, address(name, things)) for pair in clients) for name in TABLE}
    assert found == TABLE


def logged_in(user) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def seen_by(user, client: Client, url: str) -> str:
    response = client.get(url)
    if response.streaming:
        b"".join(response)  # read to its end, a file is closed
    if response.status_code == 405:
        gate = resolve(url).func.gate
        return "p" if gate == "members" or user.holds(*gate) else "x"
    return letter(response)

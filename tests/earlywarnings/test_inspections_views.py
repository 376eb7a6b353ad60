"""The pages of 督查: the forms, the list, the sheet, the files, the workbook; and what another village learns of them."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from core import clock
from documents.models import Attachment
from earlywarnings.enums import InspectionStatus, InspectionSubject, Outcome, Status
from earlywarnings.models import Finding, Inspection
from notifications.models import Notification
from tests.documents.samples import JPEG
from tests.factories import InspectionFactory, MeasureFactory, PostFactory, RiskPointFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
INDEX = reverse("earlywarnings:inspections")
PLAN = reverse("earlywarnings:plan_inspection")
SECRET = "账外机密"
FORMSET = {"finding-TOTAL_FORMS": "0", "finding-INITIAL_FORMS": "0"}


@pytest.fixture
def opened(client):
    def read(user, address, wanted=200, **query):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.get(address, query)
        assert response.status_code == wanted
        return response.content.decode() if not response.streaming else response

    return read


@pytest.fixture
def sent(client):
    """Send a form as somebody, and read the page it leads to."""

    def send(user, address, wanted=200, **data):
        client.force_login(user)
        with clock.at(TODAY):
            response = client.post(address, data, follow=True)
        assert response.status_code == wanted
        return response.content.decode()

    return send


@pytest.fixture
def inspect(xishan, zhang):
    def make(status=InspectionStatus.FOLLOWED_UP, **values):
        return InspectionFactory(**{"status": status, "unit": xishan, "planned_by": zhang} | values)

    return make


def to(name, *args) -> str:
    return reverse(f"earlywarnings:{name}", args=args)


def plan(thing, inspector, **changed) -> dict:
    content = {
        "thing": f"{thing._meta.model_name}-{thing.pk}",
        "kind": "planned",
        "planned_on": "2026-12-01",
        "inspectors": [inspector.person_id],
        "focus": "执行记录",
    }
    return content | changed


# -- the forms -------------------------------------------------------------------------------------------


def test_a_plan_asks_for_the_unit_first_and_offers_what_can_be_looked_at(opened, zhang, xishan, li, warn):
    RiskPointFactory(unit=xishan, registered=True, name="补贴审核", level="high")
    warn(Status.ANSWERED, title="鱼塘发包")
    warn(Status.SIGNED, title="还没送达的")
    assert "先选单位" in opened(zhang, PLAN)
    body = opened(zhang, PLAN, unit=xishan.pk)
    for words in ("七道江镇西山村", "党支部书记", "补贴审核（高）", "鱼塘发包"):
        assert words in body
    assert "还没送达的" not in body


def test_a_plan_begins_with_the_measures_against_the_point(opened, zhang, xishan):
    point = RiskPointFactory(unit=xishan, registered=True)
    MeasureFactory(risk_point=point, content="双人入户核查")
    assert "双人入户核查</textarea>" in opened(zhang, PLAN, of=f"riskpoint-{point.pk}")


@pytest.mark.parametrize("code", ["unit-99999999", "unit-x", "person-1", "unit-", "earlywarning-1", "七-七"])
def test_an_address_that_names_nothing_asks_for_the_unit(code, opened, zhang):
    assert "先选单位" in opened(zhang, PLAN, of=code)


def test_what_is_planned_is_shown_to_its_planner(sent, zhang, qian, xishan):
    body = sent(zhang, f"{PLAN}?unit={xishan.pk}", **plan(xishan, qian))
    assert "督查已安排。登记结果以前，被督查单位看不到。" in body
    assert Inspection.objects.get().inspectors.get() == qian.person


def test_on_the_spot_it_is_recorded_at_once(sent, zhang, qian, xishan):
    data = plan(xishan, qian, kind="on_the_spot", planned_on="2026-11-24")
    assert "现场督查已记下，请登记看到的情况。" in sent(zhang, f"{PLAN}?unit={xishan.pk}", **data)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"planned_on": "2026-11-23"}, "计划日期已经过去"),
        ({"kind": "on_the_spot"}, "现场督查的日期不能晚于今天"),
        ({"inspectors": []}, "必填"),
        ({"focus": ""}, "必填"),
        ({"thing": "unit-1"}, "选择一个有效的选项"),
        ({"thing": ""}, "必填"),
        ({"planned_on": "昨天"}, "输入一个有效的日期"),
        ({"inspectors": ["x"]}, "不是一个有效的值"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_lost(changed, told, sent, zhang, qian, xishan):
    data = plan(xishan, qian, also_present="村监委会主任") | changed
    body = sent(zhang, f"{PLAN}?unit={xishan.pk}", **data)
    assert told in body
    assert "村监委会主任" in body
    assert not Inspection.objects.exists()


def test_an_inspector_whom_it_concerns_is_refused_beside_the_field(sent, zhang, qian, xishan, warn):
    warning = warn(Status.ANSWERED, person=qian.person)
    body = sent(zhang, f"{PLAN}?unit={xishan.pk}", **plan(warning, qian))
    assert "钱国栋与督查对象有关，应当回避" in body
    assert not Inspection.objects.exists()


def test_a_plan_read_before_a_colleague_changed_it_shows_both_versions(sent, zhang, qian, xishan, inspect):
    inspection = inspect(InspectionStatus.PLANNED)
    address = to("change_inspection", inspection.pk)
    assert "修改已保存" in sent(qian, address, **plan(xishan, qian, version="1", focus="台账"))
    body = sent(zhang, address, **plan(xishan, qian, version="1", focus="公示"))
    assert "别人已经改过这条记录" in body
    assert "台账" in body
    assert Inspection.objects.get().focus == "台账"


FOUND = {
    "inspected_on": "2026-11-24",
    "looked_at": "查看台账",
    "outcome": "partly",
    "conclusion": "记录不全",
} | FORMSET
ONE = {
    "finding-TOTAL_FORMS": "1",
    "finding-0-text": "没有记录",
    "finding-0-place": "档案柜",
    "finding-0-requirement": "补齐",
    "finding-0-due_on": "2026-12-01",
}


def test_what_was_found_is_told_to_the_head(sent, zhang, li, inspect, opened):
    inspection = inspect(InspectionStatus.PLANNED)
    body = sent(zhang, to("carry_out_inspection", inspection.pk), **FOUND | ONE)
    assert "督查结果已登记，发现1个问题，已告知单位负责人。" in body
    assert "没有记录" in opened(li, inspection.get_absolute_url())


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (FORMSET, "结论为部分落实的，请至少列出一个问题"),
        ({"inspected_on": "2026-11-25"}, "督查日期不能晚于今天"),
        ({"finding-0-due_on": "2026-11-23"}, "这一天已经过去"),
        ({"finding-0-requirement": ""}, "必填"),
        ({"outcome": "perfect"}, "选择一个有效的选项"),
    ],
)
def test_a_mistake_in_what_was_found_is_told_and_nothing_is_lost(changed, told, sent, zhang, inspect):
    inspection = inspect(InspectionStatus.PLANNED)
    body = sent(zhang, to("carry_out_inspection", inspection.pk), **FOUND | ONE | changed)
    assert told in body
    assert "记录不全" in body
    assert not Finding.objects.exists()


def test_a_finding_goes_from_the_head_to_the_staff_and_back(sent, li, zhang, inspect):
    inspection = inspect()
    finding = inspection.findings.get()
    assert "等待镇纪委核查" in sent(li, to("report_finding", finding.pk), measure="已补齐。")
    check = to("check_finding", finding.pk)
    body = sent(zhang, check, verdict="pass", mended_on="", result="齐全")
    assert "请填写整改完成日期" in body
    assert "整改完成日期不能早于督查日期" in sent(
        zhang, check, verdict="pass", mended_on="2026-11-09", result="齐全"
    )
    assert "核查意见已登记" in sent(zhang, check, verdict="return", mended_on="", result="还缺十月的")
    sent(li, to("report_finding", finding.pk), measure="十月的也已补齐。")
    body = sent(zhang, check, verdict="pass", mended_on="2026-11-24", result="齐全")
    assert "问题都已整改，办结" in body
    assert "督查已办结" in sent(zhang, to("close_inspection", inspection.pk))


def test_what_was_not_reported_cannot_be_sent_back(opened, sent, zhang, inspect):
    check = to("check_finding", inspect().findings.get().pk)
    assert "退回继续整改" not in opened(zhang, check)
    assert "选择一个有效的选项" in sent(zhang, check, verdict="return", mended_on="", result="不行")


def test_photos_are_never_compulsory_and_are_served_to_whoever_sees_the_inspection(
    client, sent, opened, zhang, li, wang, wu, inspect, settings, tmp_path
):
    settings.ATTACHMENT_ROOT = tmp_path
    inspection = inspect()
    address = to("attach_inspection", inspection.pk)
    fake = SimpleUploadedFile("照片.jpg", b"not a photo")
    assert "不是可以上传的文件" in sent(zhang, address, files=[fake])
    photo = SimpleUploadedFile("现场.jpg", JPEG)
    assert "照片或材料已添加" in sent(zhang, address, files=[photo])
    file = to("inspection_file", inspection.pk, Attachment.objects.get().pk)
    for user in (zhang, li, wu):
        assert b"".join(opened(user, file)) == JPEG
    opened(wang, file, wanted=404)
    opened(zhang, to("inspection_file", inspect().pk, Attachment.objects.get().pk), wanted=404)


def test_the_sheet_prints_blank_before_and_filled_in_after(opened, zhang, inspect):
    planned = opened(zhang, to("inspection_sheet", inspect(InspectionStatus.PLANNED).pk))
    assert "廉政风险预警防控督查抽查记录" in planned
    assert "□落实到位" in planned
    filled = opened(zhang, to("inspection_sheet", inspect().pk))
    assert "□" not in filled
    assert "自查没有记录" in filled


def test_a_cancelled_inspection_says_why(sent, zhang, inspect):
    body = sent(zhang, to("cancel_inspection", inspect(InspectionStatus.PLANNED).pk), reason="改在下月。")
    assert "督查已取消。" in body
    assert "改在下月。" in body


# -- the list --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_three_than_for_one(count, opened, zhang, inspect, warn, xishan):
    for _ in range(count):
        inspect(findings=count)
        inspect(warning=warn(Status.ANSWERED), post=None)
        inspect(InspectionStatus.PLANNED, post=PostFactory(unit=xishan))
        inspect(InspectionStatus.PLANNED, risk_point=RiskPointFactory(unit=xishan, registered=True))
    with CaptureQueriesContext(connection) as asked:
        body = opened(zhang, INDEX)
    assert body.count('<th scope="row">') == 4 * count
    ours = [q for q in asked.captured_queries if "earlywarnings_inspection" in q["sql"]]
    assert len(ours) == 4  # the tabs' numbers, the units to filter by, how many, the page


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_asks_no_more_for_three_than_for_one(count, opened, zhang, inspect, qian, sun, wu):
    people = [user.person for user in (qian, sun, wu)][:count]
    inspection = inspect(findings=count, inspectors=people)
    with CaptureQueriesContext(connection) as asked:
        body = opened(zhang, inspection.get_absolute_url())
    assert body.count("核查<span") == count
    ours = [q for q in asked.captured_queries if "earlywarnings_" in q["sql"]]
    assert len(ours) == 3  # the inspection, its findings, its inspectors


@pytest.mark.parametrize("count", [1, 3])
def test_the_things_to_do_ask_no_more_for_three_than_for_one(count, opened, zhang, inspect, warn, xishan):
    for _ in range(count):
        inspect(warning=warn(Status.CLOSED), findings=count).findings.update(reported_on=TODAY)
        inspect(InspectionStatus.PLANNED, post=PostFactory(unit=xishan))
        inspect(InspectionStatus.PLANNED, risk_point=RiskPointFactory(unit=xishan, registered=True))
    with CaptureQueriesContext(connection) as asked:
        body = opened(zhang, "/")
    assert body.count(">督查</span>") == 3 * count
    ours = [q for q in asked.captured_queries if "earlywarnings_inspection" in q["sql"]]
    assert len(ours) == 3  # the inspections, and the high-risk units and posts not yet checked


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["登记过的", "计划的", "逾期的"]),
        ({"status": "planned"}, ["计划的"]),
        ({"state": "late"}, ["逾期的"]),
        ({"outcome": "partly"}, ["登记过的", "逾期的"]),
        ({"subject": "unit"}, ["登记过的", "计划的", "逾期的"]),
        ({"subject": "post"}, []),
        ({"year": "2026"}, ["登记过的", "逾期的"]),
        ({"year": "2025"}, []),
        ({"q": "西山 计划的"}, ["计划的"]),
        ({"q": "没有的词"}, []),
        ({"year": "abc"}, []),
        ({"unit": "99999999999999999999"}, []),
        ({"status": "late"}, []),
    ],
)
def test_the_list_is_narrowed_by_what_the_address_says(query, found, client, zhang, inspect):
    inspect(focus="登记过的")
    inspect(InspectionStatus.PLANNED, focus="计划的")
    inspect(focus="逾期的").findings.update(due_on=date(2026, 11, 23))
    client.force_login(zhang)
    with clock.at(TODAY):
        rows = openpyxl.load_workbook(
            BytesIO(b"".join(client.get(INDEX, query | {"format": "xlsx"})))
        ).active.max_row
        page = client.get(INDEX, query).context["page"]
    assert sorted(inspection.focus for inspection in page) == sorted(found)
    assert rows == 1 + len(found)


def test_the_export_is_recorded(client, zhang, inspect):
    inspect(findings=2)
    client.force_login(zhang)
    sheet = openpyxl.load_workbook(BytesIO(b"".join(client.get(INDEX, {"format": "xlsx"})))).active
    assert [row[10] for row in sheet.iter_rows(values_only=True)] == ["问题", "自查没有记录", "自查没有记录"]
    event = AuditEvent.objects.get(verb="inspection.export")
    assert (event.actor_name, event.details) == ("张晓梅", {"rows": 1})


# -- what others learn -----------------------------------------------------------------------------------


def test_another_village_learns_nothing(client, wang, inspect, xishan):
    point = RiskPointFactory(unit=xishan, registered=True, name=SECRET)
    inspection = inspect(risk_point=point, focus=SECRET, conclusion=SECRET)
    finding = inspection.findings.get()
    client.force_login(wang)
    names = ["inspection", "inspection_sheet", "change_inspection", "carry_out_inspection", "attach_inspection", "cancel_inspection", "close_inspection"]  # fmt: skip
    addresses = [to(name, inspection.pk) for name in names]
    addresses += [to("report_finding", finding.pk), to("check_finding", finding.pk)]
    with clock.at(TODAY):
        for address in addresses:
            for ask in (client.get, client.post):
                response = ask(address)
                assert response.status_code in (403, 404, 405)
                assert SECRET not in response.content.decode()
        for address in ("/", INDEX, f"{INDEX}?q={SECRET}"):
            body = client.get(address).content.decode()
            assert SECRET not in body.replace(f'value="{SECRET}"', "")
            assert "西山村" not in body
        cells = openpyxl.load_workbook(BytesIO(b"".join(client.get(INDEX, {"format": "xlsx"})))).active.values
        assert SECRET not in str(list(cells))
    assert not Notification.objects.filter(recipient=wang).exists()


def test_the_head_sees_nothing_of_a_plan_anywhere(opened, li, inspect):
    inspection = inspect(InspectionStatus.PLANNED, focus=SECRET)
    for address in ("/", INDEX):
        body = opened(li, address)
        assert SECRET not in body
        assert "待督查</span>" not in body
        assert inspection.get_absolute_url() not in body
    opened(li, inspection.get_absolute_url(), wanted=404)
    opened(li, to("inspection_sheet", inspection.pk), wanted=404)


def test_who_did_what_is_for_the_discipline_body(opened, zhang, li, inspect, sent):
    inspection = inspect(InspectionStatus.PLANNED)
    sent(zhang, to("carry_out_inspection", inspection.pk), **FOUND | ONE)
    assert "登记了督查结果，发现1个问题" in opened(zhang, inspection.get_absolute_url())
    assert "办理记录" not in opened(li, inspection.get_absolute_url())


def test_the_warning_is_linked_for_whoever_may_open_it(opened, li, zhang, inspect, warn):
    warning = warn(Status.ANSWERED)
    inspection = inspect(warning=warning, outcome=Outcome.IN_PLACE)
    assert inspection.subject == InspectionSubject.WARNING
    for user in (zhang, li):
        assert f'href="{warning.get_absolute_url()}"' in opened(user, inspection.get_absolute_url())

"""Paper going out and coming back: 送达回执, 回告表, and the scans of what was signed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEvent
from core.verdict import Refusal
from documents.models import Attachment
from earlywarnings import workflow
from earlywarnings.enums.papers import Paper
from earlywarnings.models import ProblemAnswer
from earlywarnings.queries.papers import scans_of
from earlywarnings.workflow.papers import add_scan
from tests.documents import samples
from tests.documents.measuring import text_of
from tests.factories import ItemFactory
from tests.fixtures import member

pytestmark = pytest.mark.django_db


def at(name, warning, *more) -> str:
    return reverse(f"earlywarnings:{name}", args=[warning.pk, *more])


def upload(client, warning, *, paper="notice", name="盖章件.pdf", content=samples.PDF):
    file = SimpleUploadedFile(name, content)
    return client.post(at("add_scan", warning), {"paper": paper, "file": file})


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_stamped_notice_is_scanned_back_in_and_shown_on_the_record(client, zhang, through):
    warning = through("sign")
    client.force_login(zhang)

    assert upload(client, warning).status_code == 302

    page = body(client.get(warning.get_absolute_url()))
    assert "盖章的通知书" in page
    assert "盖章件.pdf" in page
    (paper, (scan,)), *_ = scans_of(warning)
    assert paper == Paper.NOTICE
    assert client.get(at("scan", warning, scan.pk)).getvalue() == samples.PDF
    assert AuditEvent.objects.get(verb="earlywarning.add_scan").details == {"paper": "盖章的通知书"}


def test_the_signed_receipt_waits_for_delivery(client, zhang, through):
    warning = through("sign")
    client.force_login(zhang)

    assert "签字的送达回执" not in body(client.get(at("add_scan", warning)))
    with pytest.raises(Refusal, match="请先登记送达"):
        add_scan(warning, by=zhang, paper=Paper.RECEIPT, name="a.pdf", content=samples.PDF)

    warning = workflow.deliver(warning, by=zhang, way="in_person")
    assert upload(client, warning, paper="receipt", name="回执.jpg", content=samples.JPEG).status_code == 302
    assert [(paper, len(scans)) for paper, scans in scans_of(warning)] == [
        (Paper.NOTICE, 0),
        (Paper.RECEIPT, 1),
    ]


def test_an_unsigned_warning_has_no_paper(client, zhang, through):
    warning = through("approve")
    client.force_login(zhang)

    assert "签批后才有通知书" in client.get(at("add_scan", warning)).content.decode()
    for name in ("receipt_pdf", "response_sheet"):
        assert client.get(at(name, warning)).status_code == 404
    assert "纸质文书" not in body(client.get(warning.get_absolute_url()))


@pytest.mark.parametrize(
    ("name", "sent", "said"),
    [
        ("公式.xlsx", samples.XLSX, "请传扫描件或照片"),
        ("说明.docx", samples.DOCX, "请传扫描件或照片"),
        ("木马.pdf", b"MZ\x90", "不是可以上传的文件"),
        ("照片.png", samples.JPEG, "与扩展名不符"),
        ("空.pdf", b"", "空"),
    ],
)
def test_what_is_no_picture_of_paper_is_refused_at_the_field(client, zhang, through, name, sent, said):
    warning = through("sign")
    client.force_login(zhang)

    assert said in body(upload(client, warning, name=name, content=sent))
    assert not Attachment.objects.exists()


def test_a_scan_cannot_be_taken_away(zhang, through):
    scan = add_scan(through("sign"), by=zhang, paper="notice", name="a.pdf", content=samples.PDF)

    with pytest.raises(TypeError):
        scan.delete()


def test_the_addressee_sees_it_once_served_and_another_village_never(client, zhang, li, wang, zhao, through):
    warning = through("sign")
    scan = add_scan(warning, by=zhang, paper="notice", name="盖章件.pdf", content=samples.PDF)

    def status(user) -> int:
        client.force_login(user)
        response = client.get(at("scan", warning, scan.pk))
        return response.getvalue() and response.status_code

    assert [status(user) for user in (zhang, zhao, li, wang)] == [200, 200, 404, 404]
    workflow.deliver(warning, by=zhang, way="in_person")
    assert [status(user) for user in (zhang, zhao, li, wang)] == [200, 200, 200, 404]


def test_another_warnings_scan_is_not_found_under_this_one(client, zhang, through):
    mine, other = through("sign"), through("sign", title="另一件事")
    scan = add_scan(other, by=zhang, paper="notice", name="a.pdf", content=samples.PDF)
    client.force_login(zhang)

    assert client.get(at("scan", mine, scan.pk)).status_code == 404


@pytest.mark.parametrize("name", ["li", "zhao", "wang"])
def test_only_staff_bring_scans(name, request, through):
    user = request.getfixturevalue(name)

    with pytest.raises(Refusal, match="扫描件由镇纪委上传。"):
        add_scan(through("deliver"), by=user, paper="notice", name="a.pdf", content=samples.PDF)


def test_staff_whom_the_warning_names_bring_none(zhang, qian, through):
    warning = through("sign")
    warning.person = qian.person
    warning.save()

    with pytest.raises(Refusal, match="扫描件由镇纪委上传。"):
        add_scan(warning, by=qian, paper="notice", name="a.pdf", content=samples.PDF)


# -- the forms that go out ----------------------------------------------------------------------------------


def printed(client, warning) -> str:
    response = client.get(at("receipt_pdf", warning))
    assert response["Content-Type"] == "application/pdf"
    return text_of(response.getvalue())


def test_a_receipt_is_blank_before_delivery_and_filled_in_after(client, zhang, li, through):
    warning = through("sign")
    client.force_login(zhang)
    blank = printed(client, warning)

    assert str(warning.number) in blank
    assert "□当面送达" in blank
    assert "张晓梅" not in blank

    workflow.sign_for(workflow.deliver(warning, by=zhang, way="in_person", remark="交村部"), by=li)
    filled = printed(client, warning)
    for words in ("张晓梅", "当面送达", "交村部", "李长河"):
        assert words in filled
    assert "□" not in filled


def test_a_refused_receipt_names_both_deliverers(client, zhang, through):
    warning = workflow.deliver(
        through("sign"), by=zhang, way="in_person", refused_to_sign=True, second_deliverer="钱国栋"
    )
    client.force_login(zhang)

    assert "拒绝签收，张晓梅、钱国栋两人记录。" in printed(client, warning)


def test_the_answer_sheet_is_blank_to_write_on_or_holds_the_last_answer(client, li, warn):
    client.force_login(li)
    waiting = warn("received", problems=2)
    blank = body(client.get(at("response_sheet", waiting)))
    answered = warn("answered")
    ProblemAnswer.objects.filter(response__warning=answered).update(measure="逐笔补办公示")
    filled = body(client.get(at("response_sheet", answered)))

    assert blank.count('class="blank"') > 2
    assert "2. 问题2" in blank
    for words in ("流程没有写明。", "逐笔补办公示", "李长河", str(answered.number)):
        assert words in filled


def test_a_warned_persons_sheet_leaves_room_for_the_heads_opinion(client, zhang, xishan, warn):
    lin = member(xishan, "林永强", "collector", "会计")
    warning = warn("received", person=lin.person)
    client.force_login(lin)
    page = body(client.get(at("response_sheet", warning)))

    assert "单位主要负责人意见" in page
    assert "本人签名" in page


def test_no_form_shows_where_the_warning_came_from(client, li, zhang, warn):
    warning = warn("answered")
    client.force_login(li)
    page = body(client.get(at("response_sheet", warning))) + printed(client, warning)

    for hidden in (warning.signed_by_text, warning.reviewed_by_text, warning.facts):
        assert hidden not in page


def test_the_approval_sheet_carries_source_and_signatures_for_whoever_handles_it(client, zhang, xishan, warn):
    item = ItemFactory(reported=True, unit=xishan)
    warning = warn("signed", items=[item])
    client.force_login(zhang)
    page = body(client.get(at("approval_sheet", warning)))
    for words in (str(item), warning.facts, warning.drafted_by.name, warning.reviewed_by_text):
        assert words in page
    for words in (warning.signed_by_text, "有倾向性问题且情节轻微", str(warning.number)):
        assert words in page


@pytest.mark.parametrize("status", ["draft", "signed", "received", "closed"])
def test_nobody_else_finds_the_approval_sheet(request, client, warn, status):
    warning = warn(status)
    everybody = ("zhang", "qian", "sun", "li", "zhou", "wang", "zhao", "wu", "han", "zheng", "chen")
    opens = []
    for name in everybody:
        client.force_login(request.getfixturevalue(name))
        if client.get(at("approval_sheet", warning)).status_code == 200:
            opens.append(name)
    assert opens == ["zhang", "qian", "sun"]


def test_a_warned_officer_does_not_find_his_own_approval_sheet(client, qian, town, warn):
    warning = warn("received", person=qian.person, unit=town)
    client.force_login(qian)
    assert client.get(at("approval_sheet", warning)).status_code == 404

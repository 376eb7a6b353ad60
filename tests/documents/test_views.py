import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import workflow
from tests.documents import samples
from tests.documents.test_issuing import issue
from tests.factories import EarlyWarningFactory

pytestmark = pytest.mark.django_db
URL = "/documents/check/"


@pytest.fixture
def member(client, wang):
    """王 heads another village: any member may check a code, and must learn nothing from it."""
    client.force_login(wang)
    return client


def page_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_asks_for_a_code(member):
    page = page_of(member.get(reverse("documents:check")))

    assert "核验码" in page
    assert "登记的文书" not in page


def test_an_anonymous_reader_is_sent_to_log_in(client):
    assert client.get(URL).status_code == 302


def test_a_code_tells_number_kind_date_and_hash_and_nothing_of_the_content(member):
    document = issue()

    page = page_of(member.get(reverse("documents:check_code", args=[document.printed_check_code])))

    for shown in ("七镇纪廉预〔2026〕1号", "廉政风险预警整改通知书", "2026年11月24日", document.pdf_sha256):
        assert shown in page
    for content in ("石桥村", "施工队", "诫勉谈话", "张晓梅"):
        assert content not in page


def test_the_same_file_matches_and_another_does_not(member):
    document = issue()
    same, other = bytes(document.pdf), bytes(document.pdf) + b" "

    def check(content):
        file = SimpleUploadedFile("通知书.pdf", content)
        return page_of(member.post(URL, {"code": document.check_code, "file": file}))

    assert "文件与原件一致。" in check(same)
    assert "文件与原件不一致。" in check(other)


def test_a_typed_hash_is_compared_whatever_its_case_and_spaces(member):
    document = issue()
    digest = document.pdf_sha256.upper()

    page = page_of(member.post(URL, {"code": document.check_code, "sha256": f"{digest[:32]} {digest[32:]}"}))

    assert "文件与原件一致。" in page


def test_without_a_hash_nothing_is_said_about_the_file(member):
    page = page_of(member.post(URL, {"code": issue().check_code}))

    assert "与原件" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": "7K3M"}, "核验码应为 12 位字母和数字"),
        ({"code": "<b>"}, "核验码应为 12 位字母和数字"),
        ({"code": samples.CODE, "sha256": "xyz"}, "应为 64 位十六进制数字"),
        ({"code": samples.CODE}, "没有这个核验码的文书。"),
    ],
)
def test_what_cannot_be_found_is_said(member, typed, said):
    assert said in page_of(member.post(URL, typed))


def test_a_huge_file_is_not_even_read(member, settings):
    settings.ATTACHMENT_MAX_BYTES = 10
    file = SimpleUploadedFile("通知书.pdf", samples.PDF + b"0" * 10)

    assert "文件太大" in page_of(member.post(URL, {"code": samples.CODE, "file": file}))


def test_a_voided_number_is_told(member, zhang):
    document = issue()
    workflow.void_number(document.number, reason="撤销预警", by=zhang)

    page = page_of(member.get(f"{URL}{document.check_code}/"))

    assert "该文号已作废。" in page
    assert "撤销预警" not in page


def test_the_paper_of_a_revoked_warning_says_so_and_not_why(client, wang):
    revoked = EarlyWarningFactory(status="revoked", revoked_reason="事实有误，公示期已满。")
    standing = EarlyWarningFactory(status="received")
    client.force_login(wang)

    page = page_of(client.get(f"{URL}{with_a_code(revoked)}/"))
    other = page_of(client.get(f"{URL}{with_a_code(standing)}/"))

    assert "该文书已撤销。" in page
    assert "2026年11月20日" in page
    assert "该文书已撤销。" not in other
    for content in ("公示期已满", revoked.title, revoked.unit.name, revoked.facts):
        assert content not in page


def with_a_code(warning) -> str:
    """Gives the paper a code that could have been printed on it."""
    document, code = warning.notice, f"{warning.pk:0>12}".replace("0", "Z").replace("1", "Y")
    type(document)._base_manager.filter(pk=document.pk).update(check_code=code)
    return code


def test_a_demo_document_says_so(member, settings):
    settings.DEMO = True

    assert "演示数据，不是正式文书。" in page_of(member.get(f"{URL}{issue().check_code}/"))

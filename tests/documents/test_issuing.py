import json
from datetime import date
from urllib.parse import quote

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import AuditEvent
from core.verdict import Refusal
from documents import notices, queries, rules, workflow
from documents.enums import DocumentKind
from documents.models import IssuedDocument, RegisteredNumber
from tests.documents import samples
from tests.documents.measuring import is_watermark, pages, text_of

pytestmark = pytest.mark.django_db
DAY = samples.ISSUED_ON


def take():
    return workflow.take_number("七镇纪廉预", 2026, on=DAY, purpose="黄色预警", by=None)


def issue(kind=DocumentKind.RECTIFICATION_NOTICE, number=None, by=None, **changes):
    return workflow.issue(
        kind,
        number=number or take(),
        title=DocumentKind(kind).label,
        data=samples.DATA[kind] | changes,
        by=by,
        on=DAY,
    )


def test_an_issued_notice_keeps_its_bytes_their_hash_and_the_data(zhang):
    document = issue(by=zhang)

    kept = IssuedDocument.objects.get(pk=document.pk)
    assert bytes(kept.pdf).startswith(b"%PDF-")
    assert kept.pdf_sha256 == rules.sha256(bytes(kept.pdf))
    assert bytes(kept.docx).startswith(b"PK")
    assert (str(kept), kept.issued_on, kept.issued_by_name) == (
        "廉政风险预警整改通知书（七镇纪廉预〔2026〕1号）",
        DAY,
        "张晓梅",
    )
    assert kept.snapshot == json.loads(json.dumps(samples.YELLOW, default=date.isoformat))
    assert kept.substitutions["仿宋"] == "Noto Serif SC"
    assert kept.template_version.startswith("official.typ@")
    assert kept.is_demo is False


def test_the_paper_carries_its_number_and_check_code():
    document = issue()
    printed = text_of(bytes(document.pdf))

    assert "七镇纪廉预〔2026〕1号" in printed
    assert f"核验码：{document.printed_check_code}" in printed
    assert queries.by_check_code(document.printed_check_code.lower()) == document


def test_issuing_is_recorded_with_the_hash(zhang):
    document = issue(by=zhang)

    event = AuditEvent.objects.get(verb="documents.issue")
    assert (event.actor_name, event.object_text) == ("张晓梅", str(document.number))
    assert event.details == {"kind": "rectification_notice", "sha256": document.pdf_sha256}


def test_in_a_demo_town_every_document_is_marked(settings):
    settings.DEMO = True
    document = issue()

    assert document.is_demo
    for page in pages(bytes(document.pdf)):
        assert any(is_watermark(char) for char in page.page.chars)


def test_a_receipt_needs_no_number_but_a_notice_does():
    receipt = workflow.issue(
        DocumentKind.DELIVERY_RECEIPT, number=None, title="送达回执", data=samples.RECEIPT, by=None, on=DAY
    )
    assert (receipt.number, str(receipt)) == (None, "送达回执")

    with pytest.raises(IntegrityError, match="notice_has_a_number"), transaction.atomic():
        workflow.issue(
            DocumentKind.WARNING_NOTICE, number=None, title="通知书", data=samples.BLUE, by=None, on=DAY
        )


def test_a_voided_number_carries_no_document(zhang):
    number = take()
    workflow.void_number(number, reason="误取", by=zhang)

    with pytest.raises(Refusal, match="已经作废，不能再用于印发文书，请重新取号。"):
        issue(number=number)
    assert not IssuedDocument.objects.exists()


def test_a_number_carries_one_document_only():
    number = issue().number

    with pytest.raises(Refusal, match="已用于印发《廉政风险预警整改通知书》，一号只能用一次。"):
        issue(number=number)


def test_data_that_does_not_fit_issues_nothing_and_gives_the_number_back():
    with pytest.raises(notices.Incomplete), transaction.atomic():
        issue(facts="")

    assert not IssuedDocument.objects.exists()
    assert not RegisteredNumber.objects.exists()
    assert not AuditEvent.objects.exists()


def test_an_issued_document_is_neither_changed_nor_deleted():
    document = issue()
    document.title = "改过"

    with pytest.raises(TypeError, match="written once"):
        document.save()
    with pytest.raises(TypeError, match="is kept"):
        document.delete()


def test_the_files_stay_in_the_database_until_asked_for(django_assert_num_queries):
    number = issue().number

    with django_assert_num_queries(3) as asked:
        document = IssuedDocument.objects.get()
        RegisteredNumber.objects.get(pk=number.pk).document  # noqa: B018
    assert not any('"pdf"' in query["sql"] for query in asked.captured_queries)
    with django_assert_num_queries(1):
        assert bytes(document.pdf).startswith(b"%PDF-")


def test_no_two_documents_share_a_check_code():
    code = issue().check_code

    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        number = take()
        cursor.execute(
            "INSERT INTO documents_issueddocument (kind, number_id, title, issued_on, issued_by_name, snapshot, pdf,"
            " pdf_sha256, docx, template_version, substitutions, check_code, is_demo)"
            " SELECT kind, %s, title, issued_on, issued_by_name, snapshot, pdf, pdf_sha256, docx, template_version,"
            " substitutions, check_code, is_demo FROM documents_issueddocument WHERE check_code = %s",
            [number.pk, code],
        )


@pytest.mark.parametrize(
    ("respond", "name", "starts"),
    [
        (queries.respond_pdf, "廉政风险预警整改通知书（七镇纪廉预〔2026〕1号）.pdf", b"%PDF-"),
        (queries.respond_word, "廉政风险预警整改通知书（七镇纪廉预〔2026〕1号）（工作稿）.docx", b"PK"),
    ],
)
def test_documents_are_downloaded_never_run(respond, name, starts):
    response = respond(issue())

    assert response.getvalue().startswith(starts)
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(name)}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"

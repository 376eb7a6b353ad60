"""The office's own Word templates: what is taken, what is refused by name, and what becomes of the copies."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEvent
from core.verdict import Refusal
from documents import queries, word_check, workflow, working_copy
from documents.enums import DocumentKind
from documents.models import WordTemplate
from tests.documents import samples
from tests.documents.test_issuing import issue
from tests.documents.test_working_copy import paragraphs

BLUE, RECTIFICATION, RECEIPT = (
    DocumentKind.WARNING_NOTICE,
    DocumentKind.RECTIFICATION_NOTICE,
    DocumentKind.DELIVERY_RECEIPT,
)
FULL = (
    "{{ number }}",
    "{{ title }}",
    "{{ addressee }}",
    "{%p for block in body %}",
    "{{ block.text }}",
    "{%p endfor %}",
    "{{ issuer }}",
    "{{ date }}",
)


def word(*texts: str) -> bytes:
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, part if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, part)
    return out.getvalue()


def verdict(content: bytes, kind=BLUE, name="模板.docx"):
    return word_check.may_be_template(kind, name, content)


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_built_in_template_could_be_uploaded_again(kind):
    assert verdict(working_copy.shipped(kind), kind)


def test_a_template_of_the_offices_own_is_taken():
    assert verdict(word(*FULL))


@pytest.mark.parametrize("left_out", ["number", "addressee", "issuer", "date"])
def test_a_missing_field_is_named(left_out):
    texts = [text for text in FULL if left_out not in text]

    assert verdict(word(*texts)).reason.startswith(f"模板缺少字段：{left_out}。")


def test_a_template_without_text_or_title_names_both():
    assert (
        "模板缺少字段：body、title 或 title_lines。" in verdict(word(*FULL[:1], *FULL[2:3], *FULL[6:])).reason
    )


def test_an_unknown_field_is_named():
    reason = verdict(word(*FULL, "签发人：{{ signer }}", "{{ source_number }}")).reason

    assert reason == "《廉政风险预警通知书》没有这些字段：signer、source_number。请对照字段表改正。"


def test_a_field_of_another_document_is_unknown():
    assert "没有这些字段：rows。" in verdict(word(*FULL, "{{ rows }}")).reason
    assert "没有这些字段：body。" in verdict(word("{{ rows }}", "{{ title }}", "{{ body }}"), RECEIPT).reason


def test_a_misspelt_part_of_a_field_is_named():
    texts = [text.replace("block.text", "block.words") for text in FULL]

    assert "words" in verdict(word(*texts)).reason


def test_a_field_in_the_header_counts():
    made = docx.Document()
    for text in FULL[1:]:
        made.add_paragraph(text)
    made.sections[0].header.paragraphs[0].text = "{{ number }} {{ secret }}"
    out = io.BytesIO()
    made.save(out)

    assert "没有这些字段：secret。" in verdict(out.getvalue()).reason


@pytest.mark.parametrize(
    "text", ["{{ number", "{% for x in body %}", "{{ number|nonsense }}", "{% include 'x' %}"]
)
def test_a_slip_of_the_pen_is_said_and_never_an_error(text):
    assert not verdict(word(*FULL, text))


@pytest.mark.parametrize("text", ["{{ ''.__class__.__mro__ }}", "{{ range(9) }}", "{{ body.__class__ }}"])
def test_nothing_but_the_fields_can_be_reached(text):
    assert not verdict(word(*FULL, text))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (samples.PDF, "模板.pdf", "不是 Word 文档"),
        (samples.XLSX, "模板.xlsx", "不是 Word 文档"),
        (b"", "模板.docx", "是空文件"),
        (b"MZ\x90", "模板.docx", "不是可以上传的文件"),
        (samples.DOCX, "模板.docx", "已损坏"),
        (samples.DOCX, "模板.doc", "与扩展名不符"),
        (
            samples.archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "a.docx",
            "不带宏",
        ),
        (b"PK\x03\x04" + b"0" * word_check.LIMIT, "模板.docx", "超过 2 MB"),
    ],
)
def test_other_files_are_refused(content, name, said):
    assert said in verdict(content, name=name).reason


def test_objects_controls_and_remote_parts_are_refused():
    good = word(*FULL)
    remote = '<Relationships><Relationship Id="r1" Type="x/attachedTemplate" Target="http://x/" TargetMode="External"/></Relationships>'
    link = remote.replace("attachedTemplate", "relationships/hyperlink")

    assert "嵌入的对象" in verdict(with_part(good, "word/embeddings/one.bin", "x")).reason
    assert "控件" in verdict(with_part(good, "word/activeX/activeX1.xml", "x")).reason
    assert "外部的文件" in verdict(with_part(good, "word/_rels/settings.xml.rels", remote)).reason
    assert verdict(with_part(good, "word/_rels/other.xml.rels", link))


def test_a_file_that_unpacks_to_too_much_is_refused():
    out = io.BytesIO(word(*FULL))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/one.txt", b"0" * (word_check.UNPACKED + 1))

    assert "解开后太大" in verdict(out.getvalue()).reason


def test_a_damaged_part_is_refused():
    for part in ("", "<w:document", "<x/>"):
        assert verdict(with_part(word(*FULL), "word/document.xml", part)).reason == word_check.BROKEN


# -- from the page ------------------------------------------------------------------------------------------


def post(client, content: bytes, kind=BLUE, name="本机关.docx"):
    address = reverse("documents:replace_template", args=[kind])
    return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.mark.django_db
def test_copies_use_the_new_template_from_then_on_and_the_original_stays_ours(client, zhang):
    before = issue(BLUE)
    client.force_login(zhang)

    page = post(client, word("本机关格式", *FULL)).content.decode()

    after = issue(BLUE)
    assert "模板已更换" in page
    assert "本机关.docx，第1版，七道江镇纪委委员张晓梅于" in page
    assert paragraphs(bytes(after.docx))[0] == "本机关格式"
    assert paragraphs(bytes(before.docx))[0] != "本机关格式"
    assert paragraphs(bytes(issue(RECTIFICATION).docx))[0] != "本机关格式"
    assert after.template_version == before.template_version


@pytest.mark.django_db
def test_a_refused_template_changes_nothing_and_says_why_beside_the_field(client, zhang):
    client.force_login(zhang)

    page = post(client, word(*FULL, "{{ signer }}")).content.decode()

    assert "没有这些字段：signer。" in page
    assert not WordTemplate.objects.exists()


@pytest.mark.django_db
def test_nothing_chosen_is_a_mistake_at_the_field(client, zhang):
    client.force_login(zhang)
    page = client.post(reverse("documents:replace_template", args=[BLUE])).content.decode()

    assert "field--invalid" in page


@pytest.mark.django_db
def test_every_edition_is_kept_and_the_built_in_one_can_be_put_back(client, zhang, sun):
    client.force_login(zhang)
    post(client, word("第一版格式", *FULL))
    client.force_login(sun)
    post(client, word("第二版格式", *FULL))
    client.post(reverse("documents:restore_template", args=[BLUE]))

    editions = list(queries.templates_of(BLUE))
    assert [(one.edition, one.is_built_in) for one in editions] == [(3, True), (2, False), (1, False)]
    assert paragraphs(bytes(issue(BLUE).docx))[0] == samples.ISSUER + "文件"
    old = client.get(reverse("documents:template_file", args=[BLUE, 1]))
    assert paragraphs(old.getvalue())[0] == "第一版格式"
    built_in = client.get(reverse("documents:template_file", args=[BLUE, 3]))
    assert built_in.getvalue() == working_copy.shipped(BLUE)
    assert client.get(reverse("documents:template_file", args=[BLUE, 4])).status_code == 404
    page = client.get(reverse("documents:templates")).content.decode()
    assert "七道江镇纪委书记孙正平于" in page
    verbs = AuditEvent.objects.filter(verb__contains="template").values_list("verb", flat=True)
    assert list(verbs.order_by("sequence")) == [
        "documents.replace_template",
        "documents.replace_template",
        "documents.restore_template",
    ]


@pytest.mark.django_db
def test_the_page_reports_the_substituted_faces(client, zhang):
    client.force_login(zhang)
    page = client.get(reverse("documents:templates")).content.decode()

    assert page.count("替代字体") >= 5
    assert "Noto Serif SC" in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["zheng", "feng", "li", "zhao", "wu"])
def test_only_the_discipline_body_replaces_its_stationery(name, request):
    user = request.getfixturevalue(name)

    with pytest.raises(Refusal, match="文书模板由镇纪委更换。"):
        workflow.replace_template(BLUE, name="a.docx", content=word(*FULL), by=user)


@pytest.mark.django_db
def test_the_built_in_template_is_not_restored_twice(zhang):
    with pytest.raises(Refusal, match="现在用的就是内置模板。"):
        workflow.restore_template(BLUE, by=zhang)


@pytest.mark.django_db
def test_an_edition_is_neither_changed_nor_deleted(zhang):
    template = workflow.replace_template(BLUE, name="a.docx", content=word(*FULL), by=zhang)

    for deed in (template.save, template.delete):
        with pytest.raises(TypeError):
            deed()

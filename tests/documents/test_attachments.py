import resource
from contextlib import closing, contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import AuditEvent
from core.verdict import Refusal
from documents import queries, rules, store, workflow
from documents.enums import FileKind
from documents.models import Attachment
from tests.documents import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.ATTACHMENT_ROOT = tmp_path / "attachments"
    return settings.ATTACHMENT_ROOT


def attach(owner, name="凭证.pdf", content=samples.PDF, by=None):
    return workflow.attach(owner, name=name, content=content, by=by)


def test_a_file_is_kept_under_its_hash_and_belongs_to_its_thing(xishan, donggou, zhou, root):
    attachment = attach(xishan, name="../凭证.pdf", by=zhou)

    assert list(queries.attachments_of(xishan)) == [attachment]
    assert list(queries.attachments_of(donggou)) == []
    assert (attachment.name, attachment.kind, attachment.size) == ("凭证.pdf", FileKind.PDF, len(samples.PDF))
    assert attachment.added_by_name == "周小燕"
    digest = rules.sha256(samples.PDF)
    assert [path.relative_to(root) for path in root.rglob("*") if path.is_file()] == [
        store.path_of(digest).relative_to(root)
    ]
    with queries.open_attachment(attachment) as file:
        assert file.read() == samples.PDF


def test_the_same_file_is_stored_once(xishan, donggou, root):
    attach(xishan)
    attach(donggou, name="另名.pdf")

    assert Attachment.objects.count() == 2
    assert len([path for path in root.rglob("*") if path.is_file()]) == 1


def test_attaching_is_recorded(xishan, zhou):
    attach(xishan, by=zhou)

    event = AuditEvent.objects.get()
    assert (event.verb, event.object_text, event.actor_name) == ("documents.attach", "西山村", "周小燕")
    assert event.details["sha256"] == rules.sha256(samples.PDF)
    assert "凭证" not in str(event.details), "the name of a file may tell what it is about"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.pdf", b"", "是空文件"),
        ("木马.pdf", b"MZ\x90\0", "不是可以上传的文件"),
        ("宏.xlsx", samples.archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "不带宏"),
        ("照片.png", samples.JPEG, "与扩展名不符"),
        ("网页.html", b"<script>alert(1)</script>", "不是可以上传的文件"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_and_leaves_nothing(name, content, said, xishan, root):
    with pytest.raises(Refusal, match=said):
        attach(xishan, name=name, content=content)

    assert not Attachment.objects.exists()
    assert not AuditEvent.objects.exists()
    assert not root.exists()


def test_the_limit_is_a_setting(xishan, settings):
    settings.ATTACHMENT_MAX_BYTES = 4

    with pytest.raises(Refusal, match="请压缩或拆分后再传"):
        attach(xishan)


def test_a_form_can_ask_before_it_attaches(settings):
    settings.ATTACHMENT_MAX_BYTES = 20
    good, big = SimpleUploadedFile("凭证.pdf", samples.PDF), SimpleUploadedFile("凭证.pdf", samples.PDF * 9)

    assert queries.upload_fault(good) == ""
    assert good.read() == samples.PDF
    assert queries.upload_fault(big).startswith("“凭证.pdf”超过")


def test_an_attachment_is_downloaded_never_run(xishan):
    with closing(queries.respond(attach(xishan))) as response:
        assert response.getvalue() == samples.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_an_attachment_is_neither_changed_nor_deleted(xishan):
    attachment = attach(xishan)

    with pytest.raises(TypeError):
        attachment.save()
    with pytest.raises(TypeError):
        attachment.delete()


# -- a disk that takes no more -----------------------------------------------------------------------------


@contextmanager
def room_for(size: int):
    """No file of this process may grow beyond `size` bytes: the write fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_and_leaves_nothing_behind(xishan, root):
    photo = samples.JPEG + b"\0" * 100_000

    with room_for(4096), pytest.raises(store.NotStored, match="满了或写不进去"):
        attach(xishan, name="照片.jpg", content=photo)

    assert not Attachment.objects.exists()
    assert not AuditEvent.objects.exists()
    assert [path for path in root.rglob("*") if path.is_file()] == []
    assert attach(xishan, name="照片.jpg", content=photo).size == len(photo), "once there is room again"


def test_a_place_that_cannot_be_written_to_is_told_as_well(xishan, root):
    root.write_text("a file where the folder should be")

    with pytest.raises(store.NotStored):
        attach(xishan)


def test_a_file_missing_from_its_place_is_said_and_no_failure(xishan):
    attachment = attach(xishan)
    store.path_of(attachment.sha256).unlink()

    with pytest.raises(Refusal, match="从备份中恢复"):
        queries.respond(attachment)

"""What hangs on an item: who may open it, what becomes of a refused file, and that nothing typed is lost over it."""

import re
import resource
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEvent
from collection import rules, workflow
from collection.enums import FormStatus, ItemStatus
from collection.models import InformationItem
from core.verdict import Refusal
from documents.models import Attachment
from documents.store import NotStored, path_of
from tests.collection.pages import SECRET, get, post, typed, url
from tests.collection.test_workflow import content
from tests.documents.samples import JPEG, PDF, PNG, XLSX
from tests.factories import FormFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


def photo(name="公示栏.jpg", content=JPEG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def names(item) -> list[str]:
    return [file.name for file in item.attachments.all()]


def hung(item, *files) -> list[Attachment]:
    """The item with files on it, as a change of it leaves them."""
    workflow.change_item(item, by=item.entered_by, version=item.version, files=files or [photo()])
    item.refresh_from_db()
    return list(item.attachments.all())


@pytest.fixture
def form(xishan):
    return FormFactory(unit=xishan)


@contextmanager
def room_for(size: int):
    """The write of a larger file fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# -- the way through ----------------------------------------------------------------------


def test_a_photo_and_a_scan_go_with_the_item(client, zhou, zhang, xishan, form):
    files = [photo(), photo("会议记录.pdf", PDF)]

    _, page = post(client, zhou, url("add_item", form.pk), **typed(xishan, files=files))
    item = InformationItem.objects.get()

    assert "已记下这条信息" in page
    assert names(item) == ["公示栏.jpg", "会议记录.pdf"]
    post(client, zhou, url("submit", form.pk))
    for user in (zhou, zhang):
        _, page = get(client, user, item.get_absolute_url())
        assert "公示栏.jpg" in page and "会议记录.pdf" in page
    assert "公示栏.jpg" in get(client, zhang, reverse("earlywarnings:triage", args=[item.pk]))[1]
    _, page = get(client, zhang, item.get_absolute_url())
    picture, scan = item.attachments.all()
    assert f'<img src="{url("attachment", item.pk, picture.pk)}"' in page
    assert f'<img src="{url("attachment", item.pk, scan.pk)}"' not in page
    response = client.get(url("attachment", item.pk, scan.pk))
    assert response.getvalue() == PDF
    assert response["Content-Disposition"].startswith("attachment;")


def test_the_phone_is_asked_for_its_camera_and_its_files(client, zhou, form):
    _, page = get(client, zhou, url("add_item", form.pk, accusation="no"))

    (control,) = re.findall(r"<input[^>]*name=\"files\"[^>]*>", page)
    assert 'type="file"' in control and " multiple" in control
    assert 'accept="image/*,.pdf,.docx,.xlsx"' in control
    assert 'enctype="multipart/form-data"' in page


def test_a_file_is_taken_off_while_the_item_is_a_draft(client, zhou, xishan, form):
    item = ItemFactory(unit=xishan, form=form)
    first, second = hung(item, photo(), photo("收据.png", PNG))

    data = typed(xishan, version=item.version, drop=[first.pk], files=[photo("新的.pdf", PDF)])
    post(client, zhou, url("change_item", item.pk), **data)

    assert names(item) == ["收据.png", "新的.pdf"]
    assert get(client, zhou, url("attachment", item.pk, first.pk))[0].status_code == 404
    assert path_of(first.sha256).exists(), "what hung there once can still be proved"
    events = AuditEvent.objects.filter(verb="collection.take_off")
    assert [(event.object_id, event.details["sha256"]) for event in events] == [(str(item.pk), first.sha256)]
    assert second in item.attachments.all()


def test_an_item_that_is_removed_takes_its_files_out_of_reach(client, zhou, xishan, form):
    item = ItemFactory(unit=xishan, form=form)
    (file,) = hung(item)

    workflow.remove_item(item, by=zhou)

    assert get(client, zhou, url("attachment", item.pk, file.pk))[0].status_code == 404
    assert Attachment.objects.get() == file


# -- refused files ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (photo("木马.jpg", b"MZ\x90\0"), "不是可以上传的文件"),
        (photo("网页.jpg", b"<script>alert(1)</script>"), "不是可以上传的文件"),
        (photo("照片.pdf", JPEG), "与扩展名不符"),
        (photo("空.jpg", b""), "是空文件"),
        (photo("大.jpg", JPEG + b"0" * 5000), "超过"),
        (photo("<b>.jpg", b"x"), "&lt;b&gt;.jpg"),
    ],
)
def test_a_refused_file_is_said_at_the_field_and_the_words_are_kept(
    file, words, client, zhou, xishan, form, settings
):
    settings.ATTACHMENT_MAX_BYTES = 4096

    response, page = post(client, zhou, url("add_item", form.pk), **typed(xishan, files=[photo(), file]))

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"files"}
    assert words in page and SECRET in page
    assert not InformationItem.objects.exists()
    assert not Attachment.objects.exists()


def test_files_chosen_beside_a_slip_are_to_be_chosen_again_and_the_page_says_so(client, zhou, xishan, form):
    _, page = post(client, zhou, url("add_item", form.pk), **typed(xishan, summary="", files=[photo()]))

    assert "刚才选的文件没有留住，请重新选择。" in page
    assert not Attachment.objects.exists()


def test_more_than_nine_are_too_many_together_with_those_that_hang_already(client, zhou, xishan, form):
    item = ItemFactory(unit=xishan, form=form)
    hanging = hung(item, *[photo(f"{n}.jpg") for n in range(rules.MOST_FILES)])

    def one_more(**more):
        return typed(xishan, version=item.version, files=[photo("第十张.jpg")], **more)

    _, page = post(client, zhou, url("change_item", item.pk), **one_more())
    assert "最多带9个附件" in page
    ten = typed(xishan, files=[photo(f"{n}.jpg") for n in range(10)])
    assert "最多选9个文件。" in post(client, zhou, url("add_item", form.pk), **ten)[1]
    with pytest.raises(Refusal, match="最多带9个附件"):
        workflow.change_item(item, by=zhou, version=item.version, files=[photo("第十张.jpg")])
    assert len(names(item)) == 9

    post(client, zhou, url("change_item", item.pk), **one_more(drop=[hanging[0].pk]))
    assert "第十张.jpg" in names(item) and len(names(item)) == 9


def test_a_full_disk_is_said_at_the_files_and_nothing_is_half_saved(client, zhou, xishan, form):
    big = photo("照片.jpg", JPEG + b"0" * 200_000)

    with room_for(65536):
        response, page = post(client, zhou, url("add_item", form.pk), **typed(xishan, files=[photo(), big]))

    assert response.status_code == 200
    assert "系统存放文件的地方满了" in page and SECRET in page
    assert response.context["form"].errors.keys() == {"files"}
    assert not InformationItem.objects.exists()
    assert not Attachment.objects.exists()
    assert not AuditEvent.objects.filter(verb="collection.add_item").exists()


def test_a_full_disk_leaves_a_changed_item_as_it_was(client, zhou, xishan, form):
    item = ItemFactory(unit=xishan, form=form, summary="旧的")
    (old,) = hung(item)
    big = photo("照片.jpg", JPEG + b"1" * 200_000)
    mine = typed(xishan, summary="我写的", version=item.version, drop=[old.pk], files=[big])

    with room_for(65536):
        _, page = post(client, zhou, url("change_item", item.pk), **mine)

    item.refresh_from_db()
    assert (item.summary, names(item)) == ("旧的", ["公示栏.jpg"])
    assert "我写的" in page and "系统存放文件的地方满了" in page


def test_a_move_called_with_a_full_disk_changes_nothing(zhou, xishan, form):
    with room_for(4096), pytest.raises(NotStored):
        workflow.add_item(form, by=zhou, files=[photo("大.jpg", JPEG + b"2" * 50_000)], **content(xishan))

    form.refresh_from_db()
    assert form.version == 1
    assert not InformationItem.objects.exists()


def test_somebody_elses_change_is_shown_with_the_files_by_name(client, zhou, xishan, form):
    item = ItemFactory(unit=xishan, form=form)
    (old,) = hung(item)

    mine = typed(xishan, version=1, drop=[old.pk], files=[photo("新的.pdf", PDF)])
    _, page = post(client, zhou, url("change_item", item.pk), **mine)

    assert '<td class="pre">新的.pdf</td>' in page
    assert '<td class="pre">公示栏.jpg</td>' in page


# -- who may open it -----------------------------------------------------------------------


def test_who_may_not_see_the_item_may_not_open_its_files(
    client, zhou, zhang, wu, li, wang, zhao, xishan, donggou
):
    item = ItemFactory(unit=xishan, entered_by=zhou)
    (file,) = hung(item)
    stranger = UserFactory(unit=donggou, role="collector")
    here = url("attachment", item.pk, file.pk)

    def opened_by(user) -> int:
        client.force_login(user)
        response = client.get(here)
        return response.getvalue() and response.status_code

    assert opened_by(zhang) == 404, "still a draft of the collector"
    item.status = ItemStatus.REPORTED
    item.save()
    found = {user.name: opened_by(user) for user in (zhou, zhang, wu, stranger, li, wang, zhao)}
    assert list(found.values()) == [200, 200, 404, 404, 403, 403, 403]


@pytest.mark.parametrize("whom", ["staff", "collector"])
def test_whom_the_item_names_opens_none_of_its_files(whom, client, zhou, zhang, qian, wu, xishan):
    about = {"staff": zhang, "collector": zhou}[whom]
    item = ItemFactory(reported=True, unit=xishan, about=about.person)
    file = item.attachments.create(
        owner_type="collection.informationitem",
        owner_id=str(item.pk),
        name="照片.jpg",
        kind="image/jpeg",
        size=1,
        added_by_name="周小燕",
        added_at=item.entered_at,
    )

    assert get(client, about, url("attachment", item.pk, file.pk))[0].status_code == 404
    assert "照片.jpg" not in get(client, about, item.form.get_absolute_url())[1]


def test_a_file_is_not_opened_through_an_item_it_does_not_hang_on(client, zhou, xishan, donggou):
    mine = ItemFactory(unit=xishan, entered_by=zhou)
    foreign = ItemFactory(unit=donggou)
    (file,) = hung(foreign)

    assert get(client, zhou, url("attachment", mine.pk, file.pk))[0].status_code == 404


def test_a_foreign_file_cannot_be_taken_off(client, zhou, xishan, donggou):
    mine, foreign = ItemFactory(unit=xishan, entered_by=zhou), ItemFactory(unit=donggou)
    hung(mine)
    (file,) = hung(foreign)

    response, _ = post(
        client, zhou, url("change_item", mine.pk), **typed(xishan, version=mine.version, drop=[file.pk])
    )

    assert "drop" in response.context["form"].errors
    assert names(foreign) == ["公示栏.jpg"]


def test_the_recorded_deeds_name_no_file(zhou, xishan, form):
    """The name of a file may say what it is about, and auditors read the chain."""
    workflow.add_item(form, by=zhou, files=[photo("反映李长河.jpg")], **content(xishan))

    assert "李长河" not in str(list(AuditEvent.objects.values_list("object_text", "details")))


@pytest.mark.parametrize("count", [1, 3])
def test_an_item_costs_the_same_with_one_and_three_files(
    count, client, zhou, xishan, django_assert_num_queries
):
    item = ItemFactory(unit=xishan, entered_by=zhou)
    hung(item, *[photo(f"{n}.jpg") for n in range(count)])
    client.force_login(zhou)

    with django_assert_num_queries(11):
        response = client.get(item.get_absolute_url())

    assert response.content.decode().count("看图") == count


def test_a_file_of_a_filed_form_stays(client, zhou, xishan):
    item = ItemFactory(reported=True, unit=xishan)

    with pytest.raises(Refusal):
        workflow.change_item(item, by=zhou, version=1, files=[photo("x.xlsx", XLSX)])
    assert item.form.status == FormStatus.SUBMITTED
    assert names(item) == []

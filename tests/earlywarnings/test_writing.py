"""The answer before it is sent: several people of the unit write, evidence is added, the head sends it (art. 43)."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEvent
from core import clock
from core.gates import Role
from core.verdict import Refusal
from documents import store
from documents.models import Attachment
from earlywarnings import access, queries, rules, workflow
from earlywarnings.enums import Status, Tier
from earlywarnings.models import AnswerDraft, Evidence
from tests.fixtures import member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENT_ROOT = tmp_path


@pytest.fixture
def received(warn):
    return warn(Status.RECEIVED)


@pytest.fixture
def at_desk(client):
    def open_or_send(user, name, warning, data=None, wanted=200):
        client.force_login(user)
        address = reverse(f"earlywarnings:{name}", args=[warning.pk])
        with clock.at(TODAY):
            response = client.get(address) if data is None else client.post(address, data, follow=True)
        assert response.status_code == wanted
        return response.content.decode()

    return open_or_send


def photo(name="公示照片.png"):
    return SimpleUploadedFile(name, PNG)


def prefix(warning) -> str:
    return f"p{warning.problems.get().pk}"


# -- who writes ------------------------------------------------------------------------------------------


def test_the_collector_writes_and_the_head_sends(received, zhou, li, at_desk, client):
    client.force_login(zhou)
    with clock.at(TODAY):
        assert "填写黄色预警的整改回告，由负责人提交" in client.get("/").content.decode()
    draft = reverse("earlywarnings:save_answer", args=[received.pk])
    assert re.search(f'class="btn btn-primary" href="{draft}">填写草稿', at_desk(zhou, "detail", received))
    assert draft not in at_desk(li, "detail", received)
    body = at_desk(zhou, "save_answer", received)
    assert "由单位负责人核对后提交" in body
    assert "提交回告" not in body
    p = prefix(received)
    typed = {f"{p}-measure": "已公示。", "system": "制度没有写明。", "version": 0}
    assert "草稿已保存" in at_desk(zhou, "save_answer", received, typed)
    received.refresh_from_db()
    assert (received.status, received.responses.count()) == (Status.RECEIVED, 0)

    body = at_desk(li, "answer", received)
    assert re.search("周小燕[^<]*保存过草稿", body)
    assert "已公示。</textarea>" in body
    assert 'name="version" value="1"' in body
    typed |= {f"{p}-person": "李长河", f"{p}-done_on": "2026-11-19", "version": 1}
    assert "回告已提交" in at_desk(li, "answer", received, typed)
    response = received.responses.get()
    assert (response.answered_by, response.head_name) == (li, "李长河")
    assert response.answers.get().measure == "已公示。"
    assert not AnswerDraft.objects.exists()


def test_the_collector_does_not_send(received, zhou, at_desk):
    at_desk(zhou, "answer", received, wanted=403)
    with pytest.raises(Refusal):
        workflow.answer(received, by=zhou, causes={"duty": "失察。"})


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.RECEIVED, Status.SENT_BACK)])
def test_there_is_nothing_to_write_in_any_other_state(status, warn, zhou, li):
    warning = warn(status)
    for user in (zhou, li):
        with pytest.raises(Refusal, match="只有待回告的预警可以填写回告。"):
            workflow.save_answer(warning, by=user, version=0, content={})


def test_nobody_else_writes(received, li, wang, zhao, wu, zhang, zheng):
    for user in (wang, zhao, wu, zhang, zheng):
        assert not access.may_save_answer(user, received)


def test_a_warned_person_writes_alone(warn, zhou, li, xishan, at_desk):
    lin = member(xishan, "林永强", Role.COLLECTOR, "会计")
    warning = warn(Status.RECEIVED, person=lin.person)
    assert access.may_save_answer(lin, warning)
    assert not access.may_save_answer(li, warning)
    at_desk(zhou, "save_answer", warning, wanted=404)


def test_before_the_unit_has_signed_for_it_its_collector_sees_nothing(warn, zhou):
    assert warn(Status.DELIVERED) not in queries.visible_to(zhou)
    assert warn(Status.RECEIVED) in queries.visible_to(zhou)


# -- two at the same draft -------------------------------------------------------------------------------


def test_two_who_write_at_once_see_both_versions_and_lose_nothing(received, zhou, li, at_desk):
    p = prefix(received)
    at_desk(zhou, "save_answer", received, {f"{p}-measure": "周写的。", "version": 0})
    body = at_desk(li, "save_answer", received, {f"{p}-measure": "李写的。", "duty": "失察。", "version": 0})
    assert "别人已经改过这条记录" in body
    assert '<td class="pre">周写的。</td><td class="pre">李写的。</td>' in body
    assert "李写的。</textarea>" in body
    assert "失察。</textarea>" in body
    assert 'name="version" value="1"' in body
    assert AnswerDraft.objects.get().content[f"{p}-measure"] == "周写的。"
    at_desk(li, "save_answer", received, {f"{p}-measure": "李写的。", "version": 1})
    assert AnswerDraft.objects.get().content[f"{p}-measure"] == "李写的。"


def test_the_head_does_not_send_over_what_was_saved_meanwhile(received, zhou, li, at_desk):
    p = prefix(received)
    typed = {f"{p}-measure": "李写的。", f"{p}-person": "李", f"{p}-done_on": "2026-11-19", "duty": "失察。"}
    at_desk(zhou, "save_answer", received, {f"{p}-measure": "周写的。", "version": 0})
    assert "别人已经改过这条记录" in at_desk(li, "answer", received, typed | {"version": 0})
    assert not received.responses.exists()
    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.answer(received, by=li, causes={"duty": "失察。"}, version=0)
    at_desk(li, "answer", received, typed | {"version": 1})
    assert received.responses.get().answers.get().measure == "李写的。"


def test_a_draft_asks_for_nothing_but_what_fits(received, li, at_desk):
    p = prefix(received)
    assert "草稿已保存" in at_desk(li, "save_answer", received, {"version": 0})
    typed = {f"{p}-done_on": "2026-11-21", "moral": "长" * 501, "version": 1}
    body = at_desk(li, "save_answer", received, typed)
    assert "完成日期不能晚于今天" in body
    assert "有 2 处需要修改" in body
    assert AnswerDraft.objects.get().version == 1


def test_the_draft_stands_before_the_last_round(warn, li, at_desk):
    warning = warn(Status.SENT_BACK)
    p = prefix(warning)
    assert "已整改。</textarea>" in at_desk(li, "answer", warning)
    at_desk(li, "save_answer", warning, {f"{p}-measure": "又做了一遍。", "version": 0})
    body = at_desk(li, "answer", warning)
    assert "又做了一遍。</textarea>" in body
    assert "已整改。</textarea>" not in body


def test_the_trail_and_the_audit_say_who_wrote_and_not_what(received, zhou):
    workflow.save_answer(received, by=zhou, version=0, content={"moral": "机密"})
    event = AuditEvent.objects.get(verb="earlywarning.save_answer")
    assert (event.actor_name, "机密" in str(event.details)) == ("周小燕", False)


# -- evidence --------------------------------------------------------------------------------------------


def test_files_hang_on_their_problem_and_go_with_the_answer(warn, li, zhou, zhang, at_desk):
    warning = warn(Status.RECEIVED, problems=2)
    first, second = warning.problems.all()
    at_desk(zhou, "save_answer", warning, {f"p{first.pk}-files": [photo()], "version": 0})
    row = Evidence.objects.get()
    assert (row.problem, row.response, row.added_by) == (first, None, zhou)
    body = at_desk(li, "answer", warning)
    assert re.findall(r"公示照片\.png　<a href=\"([^\"]+)\">打开", body) == [row.get_absolute_url()]
    typed = {"duty": "失察。", "version": 1}
    for problem in (first, second):
        typed |= {f"p{problem.pk}-measure": "已公示。", f"p{problem.pk}-person": "李"}
        typed |= {f"p{problem.pk}-done_on": "2026-11-19"}
    at_desk(li, "answer", warning, typed | {f"p{second.pk}-files": [photo("会议记录.png")]})
    response = warning.responses.get()
    assert [(row.problem, row.attachment.name) for row in response.evidence.all()] == [
        (first, "公示照片.png"),
        (second, "会议记录.png"),
    ]
    for user, name in ((zhang, "verify"), (li, "detail")):
        body = at_desk(user, name, warning)
        assert "公示照片.png" in body
        assert "会议记录.png" in body


def test_on_a_blue_warning_they_hang_on_the_whole(warn, li, at_desk):
    warning = warn(Status.RECEIVED, tier=Tier.BLUE)
    typed = {"explanation": "当时不知道。", "duty": "失察。", "files": [photo()], "version": 0}
    at_desk(li, "answer", warning, typed)
    assert warning.responses.get().evidence.get().problem is None
    assert "公示照片.png" in at_desk(li, "detail", warning)


def test_a_file_is_kept_though_something_else_is_wrong(received, li, at_desk):
    p = prefix(received)
    body = at_desk(li, "answer", received, {f"{p}-files": [photo()], "version": 0})
    assert "这个字段是必填项。" in body
    assert "公示照片.png" in body
    assert Evidence.objects.count() == 1


def test_what_was_added_by_mistake_is_taken_off_and_its_file_kept(received, li, at_desk):
    p = prefix(received)
    at_desk(li, "save_answer", received, {f"{p}-files": [photo()], "version": 0})
    pk = Evidence.objects.get().pk
    body = at_desk(li, "save_answer", received, {f"{p}-drop": [pk], "version": 1})
    assert "公示照片.png" not in body
    assert not Evidence.objects.exists()
    assert Attachment.objects.count() == 1


def test_what_was_sent_is_not_taken_off(warn, li, zhou):
    warning = warn(Status.SENT_BACK)
    [row] = workflow.add_evidence(warning, by=zhou, files=[photo()], problem=warning.problems.get())
    Evidence.objects.update(response=warning.responses.get())
    workflow.remove_evidence(warning, by=li, evidence=[row])
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("病毒.png", b"MZ not a picture", "不是可以上传的文件"), ("空.png", b"", "空")],
)
def test_a_file_that_cannot_be_taken_says_so_beside_its_problem(name, content, words, received, li, at_desk):
    p = prefix(received)
    typed = {f"{p}-files": [SimpleUploadedFile(name, content)], f"{p}-measure": "已公示。", "version": 0}
    body = at_desk(li, "save_answer", received, typed)
    assert words in body
    assert "已公示。</textarea>" in body
    assert not Evidence.objects.exists()


def test_no_more_than_fit_on_one_problem(received, li):
    problem = received.problems.get()
    files = [photo(f"{n}.png") for n in range(rules.MOST_FILES)]
    workflow.add_evidence(received, by=li, files=files, problem=problem)
    with pytest.raises(Refusal, match="每个问题最多传9份佐证材料"):
        workflow.add_evidence(received, by=li, files=[photo("x.png")], problem=problem)


def test_a_full_disk_is_said_beside_the_files(received, li, at_desk, monkeypatch):
    def no_room(content):
        raise store.NotStored(store.refused(store.FULL))

    monkeypatch.setattr(store, "keep", no_room)
    p = prefix(received)
    typed = {f"{p}-files": [photo()], f"{p}-measure": "已公示。", "version": 0}
    body = at_desk(li, "save_answer", received, typed)
    assert store.FULL in body
    assert "已公示。</textarea>" in body
    assert not AnswerDraft.objects.exists()


def test_who_may_open_a_file(warn, li, zhou, wang, zhang, zhao, wu, client):
    warning = warn(Status.RECEIVED)
    [row] = workflow.add_evidence(warning, by=zhou, files=[photo()], problem=warning.problems.get())
    address = reverse("earlywarnings:evidence", args=[warning.pk, row.pk])

    def opens(user) -> int:
        client.force_login(user)
        response = client.get(address)
        b"".join(response)  # a file is closed once it has been read
        return response.status_code

    people = {"li": li, "zhou": zhou, "wang": wang, "zhang": zhang, "zhao": zhao, "wu": wu}
    before = {name: opens(user) for name, user in people.items()}
    assert before == {"li": 200, "zhou": 200, "wang": 404, "zhang": 404, "zhao": 404, "wu": 404}
    with clock.at(TODAY):
        workflow.answer(warning, by=li, causes={"duty": "失察。"})
    after = {name: opens(user) for name, user in people.items()}
    assert after == dict.fromkeys(people, 200) | {"wang": 404}


def test_a_file_of_another_warning_is_not_found(warn, li, donggou, wang, client):
    mine, theirs = warn(Status.RECEIVED), warn(Status.RECEIVED, unit=donggou)
    [row] = workflow.add_evidence(theirs, by=wang, files=[photo()], problem=theirs.problems.get())
    client.force_login(li)
    assert client.get(reverse("earlywarnings:evidence", args=[mine.pk, row.pk])).status_code == 404


def test_evidence_hangs_on_a_problem_of_its_own_notice(warn, li):
    one, other = warn(Status.RECEIVED), warn(Status.RECEIVED)
    with pytest.raises(Refusal, match="这个问题不在本通知书上。"):
        workflow.add_evidence(one, by=li, files=[photo()], problem=other.problems.get())

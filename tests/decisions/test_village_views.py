"""The pages of a village decision: what is next, what stands there, what is refused in words (art. 29)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.registries import todos
from decisions.enums.village import Stage, StepOutcome, VillageStatus
from decisions.models import VillageDecision
from decisions.queries import village as queries
from decisions.todos.village import todos as village_todos
from decisions.workflow import village as workflow
from tests.documents.measuring import text_of
from tests.factories.village import MATTER, decided, said_at

pytestmark = pytest.mark.django_db
LIST = "decisions:villages"


def posted(stage, **said) -> dict:
    """The step as a browser sends it."""
    values = said_at(stage) | ({"disclosure": "open"} if stage == Stage.PUBLISH else {}) | said
    return {name: value for name, value in values.items() if value is not None}


def page_of(client, decision) -> str:
    return client.get(decision.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_for_one_and_for_three(
    client, zhang, zhou, xishan, count, django_assert_num_queries
):
    for _ in range(count):
        decided(xishan, by=zhou, upto=VillageStatus.DISCUSS)
    client.force_login(zhang)
    client.get(reverse(LIST))
    with django_assert_num_queries(10):
        page = client.get(reverse(LIST)).content.decode()
    assert f"共 {count} 件事" in page


def test_the_list_is_narrowed_by_village_and_state(client, zhang, zhou, xishan, donggou):
    decided(xishan, by=zhou, title="已经办完的事")
    decided(donggou, by=zhang, title="东沟的事", upto=VillageStatus.REVIEW)
    client.force_login(zhang)
    for query, shown in (
        ("", {"已经办完的事", "东沟的事"}),
        ("?state=under_way", {"东沟的事"}),
        ("?status=done", {"已经办完的事"}),
        (f"?unit={donggou.pk}", {"东沟的事"}),
        ("?unit=999999", set()),
        ("?status=nonsense", set()),
    ):
        page = client.get(reverse(LIST) + query).content.decode()
        assert {title for title in ("已经办完的事", "东沟的事") if title in page} == shown, query


def test_an_empty_list_says_what_to_do_and_a_collector_finds_the_button(client, zhou):
    client.force_login(zhou)
    page = client.get(reverse(LIST)).content.decode()
    assert "还没有村级决策。" in page
    assert reverse("decisions:village_begin") in page


def test_a_collector_begins_without_being_asked_for_the_village(client, zhou, xishan):
    client.force_login(zhou)
    client.post(reverse("decisions:village_begin"), MATTER)
    made = VillageDecision.objects.get()
    assert (made.unit, made.status, made.entered_by) == (xishan, VillageStatus.PROPOSE, zhou)


def test_the_office_chooses_the_village_first_and_no_other_unit(client, zhang, xishan, caizheng):
    client.force_login(zhang)
    address = reverse("decisions:village_begin")
    page = client.get(address).content.decode()
    assert "西山村" in page
    assert "财政所" not in page.split("<select")[1].split("</select>")[0]
    client.post(f"{address}?unit={caizheng.pk}", MATTER)
    assert not VillageDecision.objects.exists()
    client.post(f"{address}?unit={xishan.pk}", MATTER)
    assert VillageDecision.objects.get().unit == xishan


def test_six_forms_one_after_the_other_lead_to_the_end(client, zhou, xishan):
    client.force_login(zhou)
    client.post(reverse("decisions:village_begin"), MATTER)
    decision = VillageDecision.objects.get()
    for stage in Stage:
        page = client.get(reverse("decisions:village_hold", args=[decision.pk])).content.decode()
        version = VillageDecision.objects.get().version
        assert f'name="version" value="{version}"' in page
        said = posted(stage, version=version)
        response = client.post(reverse("decisions:village_hold", args=[decision.pk]), said)
        assert response.status_code == 302, response.context["form"].errors
    assert VillageDecision.objects.get().status == VillageStatus.DONE
    assert "六步都已办完" in page_of(client, decision)


def test_the_form_knows_who_chairs_who_supervises_and_how_many_there_were(client, li, zhou, xishan):
    decided(xishan, by=zhou)
    decision = decided(xishan, by=zhou, upto=VillageStatus.REVIEW)
    client.force_login(zhou)
    page = client.get(reverse("decisions:village_hold", args=[decision.pk])).content.decode()
    for known in ("李长河", "西山村监委会主任", "村委会会议室", "43"):
        assert f'value="{known}"' in page
    assert page.count('inputmode="numeric"') == 5
    assert "有表决权的正式党员三分之二以上到会才能开，应到人数的过半数同意才算通过。" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"agree": 30}, "合计36人，与到会31人不符"),
        ({"present": 44}, "多于应到的43人"),
        ({"supervision": ""}, "这个字段是必填项"),
        ({"day": "2026-11-03"}, "日期不能早于上一步（2026年11月4日）"),
        ({"day": "2026-11-25"}, "日期不能晚于今天"),
        ({"agree": "-1"}, "大于或等于"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_form_and_nothing_is_lost(client, zhou, xishan, said, words):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REVIEW)
    client.force_login(zhou)
    address = reverse("decisions:village_hold", args=[decision.pk])
    page = client.post(address, posted(Stage.REVIEW, remark="<b>记录</b>", **said)).content.decode()
    assert words in page
    assert "&lt;b&gt;记录" in page
    assert decision.steps.count() == 2


def test_a_form_opened_before_somebody_elses_step_is_refused(client, zhou, li, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.PROPOSE)
    client.force_login(li)
    opened_at = decision.version
    workflow.hold(decision, by=zhou, stage=Stage.PROPOSE, **said_at(Stage.PROPOSE))
    said = posted(Stage.DISCUSS, version=opened_at)
    response = client.post(reverse("decisions:village_hold", args=[decision.pk]), said)
    assert response.status_code == 403
    assert "别人已经改过" in response.content.decode()
    assert decision.steps.count() == 1


def test_the_page_shows_six_lines_with_the_next_one_and_the_arithmetic(client, zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.RESOLVE)
    client.force_login(zhou)
    page = page_of(client, decision)
    assert "下一步：村民代表会议决议" in page
    assert "应到43人，到会31人，三分之二以上为29人，符合；同意25人，过半数（应到）为22人，通过。" in page
    six = page.split('<ol class="lines">')[1].split("</ol>")[0]
    assert six.count("<li>") == 6
    assert six.count("更正<span") == 1, "only the last step can be put right"


def test_a_leader_reads_and_is_told_why_there_is_no_button(client, zhao, zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REVIEW)
    client.force_login(zhao)
    page = page_of(client, decision)
    assert "由本村的信息采集员、负责人登记，或由镇纪委代录。" in page
    assert "登记这一步" not in page
    assert "添加签字的原件" not in page


def test_a_rejected_matter_shows_that_it_ends_there(client, zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REJECTED)
    client.force_login(zhou)
    page = page_of(client, decision)
    assert "未获通过，到此为止" in page
    assert page.count("不再进行") == 2
    assert "登记这一步" not in page


def test_a_correction_shows_both_versions(client, zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.RESOLVE)
    step = queries.last_step(decision)
    client.force_login(zhou)
    address = reverse("decisions:village_correct", args=[step.pk])
    assert 'name="agree" value="25"' in client.get(address).content.decode()
    said = posted(Stage.REVIEW, agree=26, abstain=1, reason="<i>看错</i>", version=1)
    assert client.post(address, said).status_code == 302
    page = page_of(client, decision)
    assert "同意26人" in page
    assert "第1版" in page
    assert "同意25人" in page
    assert "&lt;i&gt;看错" in page


@pytest.mark.parametrize("stage", Stage)
def test_every_step_can_be_put_right_on_its_own_form(client, zhou, xishan, stage):
    upto = VillageStatus(list(VillageStatus)[list(Stage).index(stage) + 1])
    decision = decided(xishan, by=zhou, upto=upto)
    step = queries.last_step(decision)
    assert step.stage == stage
    client.force_login(zhou)
    said = said_at(stage) | {"place": "另一处", "reason": "地点写错", "version": 1}
    client.post(reverse("decisions:village_correct", args=[step.pk]), said)
    step.refresh_from_db()
    assert (step.place, step.version, step.outcome) == ("另一处", 2, step.history.last().outcome)
    assert VillageDecision.objects.get().status == upto
    if stage == Stage.PUBLISH:
        assert "公示地点：另一处" in VillageDecision.objects.get().public_text


def test_the_signed_sheet_is_kept_and_given_back_to_who_may_see_it(client, zhou, zhao, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.DISCUSS)
    step = queries.last_step(decision)
    client.force_login(zhou)
    address = reverse("decisions:village_attach", args=[step.pk])
    wrong = SimpleUploadedFile("签到.jpg", b"MZ not a picture")
    assert client.post(address, {"files": [wrong]}).status_code == 200
    client.post(address, {"files": [SimpleUploadedFile("签到.jpg", b"\xff\xd8\xff sheet")]})
    file = queries.files_on(decision).get()
    client.force_login(zhao)
    assert "签到.jpg" in page_of(client, decision)
    sent = client.get(reverse("decisions:village_file", args=[decision.pk, file.pk]))
    assert b"".join(sent) == b"\xff\xd8\xff sheet"
    assert sent["Content-Disposition"].startswith("attachment")


def test_objections_are_entered_and_answered_on_the_page(client, zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REPORT)
    client.force_login(zhou)
    said = {"said_on": "2026-11-12", "text": "<u>底价</u>太低。", "answer": ""}
    client.post(reverse("decisions:village_object", args=[decision.pk]), said)
    objection = decision.objections.get()
    assert "&lt;u&gt;底价" in page_of(client, decision)
    client.post(reverse("decisions:village_answer", args=[objection.pk]), {"answer": "参照邻村。"})
    assert "答复：参照邻村。" in page_of(client, decision)


def test_the_notice_can_be_printed_once_it_is_resolved_and_not_before(client, zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.RESOLVE)
    client.force_login(zhou)
    address = reverse("decisions:village_notice", args=[decision.pk, "pdf"])
    assert client.get(address).status_code == 403
    workflow.hold(decision, by=zhou, stage=Stage.RESOLVE, **said_at(Stage.RESOLVE))
    before = text_of(b"".join(client.get(address)))
    assert "自张贴之日起公示，不少于7日。" in before
    workflow.hold(decision, by=zhou, stage=Stage.PUBLISH, **said_at(Stage.PUBLISH))
    text = text_of(b"".join(client.get(address)))
    assert "公示时间：2026年11月11日至2026年11月17日" in text
    assert "应到36人" in text
    word = client.get(reverse("decisions:village_notice", args=[decision.pk, "docx"]))
    assert b"".join(word).startswith(b"PK")
    assert client.get(reverse("decisions:village_notice", args=[decision.pk, "exe"])).status_code == 404


def test_a_failed_meeting_is_not_on_the_notice(client, zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REVIEW)
    few = {"present": 9, "agree": 9, "against": 0, "abstain": 0}
    failed = workflow.hold(decision, by=zhou, stage=Stage.REVIEW, **said_at(Stage.REVIEW) | few)
    assert failed.outcome == StepOutcome.INVALID
    for stage in (Stage.REVIEW, Stage.RESOLVE):
        workflow.hold(decision, by=zhou, stage=stage, **said_at(stage))
    client.force_login(zhou)
    text = text_of(b"".join(client.get(reverse("decisions:village_notice", args=[decision.pk, "pdf"]))))
    assert "到会31人" in text
    assert "到会9人" not in text


def test_anybody_reads_the_resolution_without_an_account_unless_it_is_withheld(client, zhou, xishan):
    decision = decided(xishan, by=zhou, title="<b>鱼塘</b>发包")
    index = client.get(reverse("disclosure:index")).content.decode()
    assert "&lt;b&gt;鱼塘" in index
    shown = reverse("disclosure:declared", args=["decisions", queries.PUBLIC_FROM + decision.pk])
    page = client.get(shown).content.decode()
    assert "结果公开" in page
    assert decision.public_sha256 in page
    workflow.disclose(decision, by=zhou, disclosure="withheld", withheld_reason="涉及个人隐私")
    assert client.get(shown).status_code == 404
    assert "鱼塘" not in client.get(reverse("disclosure:index")).content.decode()


def test_withholding_asks_for_a_reason(client, zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REPORT)
    client.force_login(zhou)
    address = reverse("decisions:village_disclose", args=[decision.pk])
    assert "须写明理由" in client.post(address, {"disclosure": "withheld"}).content.decode()
    client.post(address, {"disclosure": "withheld", "withheld_reason": "涉及个人隐私"})
    assert "涉及个人隐私" in page_of(client, decision)


def test_what_waits_to_be_hung_out_is_on_the_first_page_of_collector_and_head(
    zhou, li, wang, zhao, zhang, xishan, django_assert_num_queries
):
    assert village_todos in todos
    decision = decided(xishan, by=zhou, upto=VillageStatus.PUBLISH)
    for user in (zhou, li):
        (todo,) = village_todos(user, date(2026, 11, 24))
        assert (todo.title, todo.due_on) == ("公开决议“村集体鱼塘发包”", date(2026, 11, 14))
        assert todo.url == reverse("decisions:village_hold", args=[decision.pk])
    for user in (wang, zhao, zhang):
        assert village_todos(user, date(2026, 11, 24)) == []
    with django_assert_num_queries(2):
        village_todos(zhou, date(2026, 11, 24))

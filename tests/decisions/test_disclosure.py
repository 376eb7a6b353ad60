"""What the public reads of a resolution, and what it never reads (art. 10, 21)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.verdict import Refusal
from decisions import queries, workflow
from decisions.access import notices as access
from decisions.models import AgendaItem, ResolutionNotice
from decisions.todos.meetings import todos
from tests.decisions import held as made
from tests.decisions.test_tasks import passed_about_people

pytestmark = pytest.mark.django_db
TEXT = "同意维修道路，由财政所落实。"
SECRET = "商业秘密项目"


@pytest.fixture
def passed(town, zhang, sun, zhao):
    return made.held(town, zhang, zhao.person, sun=sun).items.get()


@pytest.fixture
def withheld(town, zhang, sun, zhao):
    said = {"disclosure": "withheld", "withheld_reason": "涉及商业秘密", "title": SECRET, "payee": ""}
    return made.held(town, zhang, zhao.person, sun=sun, **said).items.get()


@pytest.fixture
def shown(passed, sun):
    return workflow.disclose(passed, by=sun, title=passed.title, text=TEXT)


def public(client, notice=None) -> str:
    client.logout()
    pages = [client.get(reverse("disclosure:index"))]
    if notice:
        pages.append(client.get(reverse("disclosure:declared", args=["decisions", notice.pk])))
    return "".join(page.content.decode() for page in pages)


def test_the_public_reads_title_day_outcome_and_resolution(client, shown):
    page = public(client, shown)
    for said in ("农村道路维修资金", "2026年11月24日", "结果：通过。", TEXT, shown.sha256, "决策结果"):
        assert said in page


def test_the_public_reads_no_view_no_member_no_amount_and_nothing_withheld(client, shown, withheld):
    page = public(client, shown)
    for kept in ("的理由", "同意6", "赵启明", "马德福", "860", made.PAYEE, SECRET, "应到"):
        assert kept not in page


def test_what_is_withheld_is_never_shown_and_says_why(withheld, sun):
    with pytest.raises(Refusal, match="不公开：涉及商业秘密"):
        workflow.disclose(withheld, by=sun, title="修路", text=TEXT)
    assert not ResolutionNotice.objects.exists()


def test_a_resolution_withheld_after_all_is_gone_at_once(client, shown):
    """Behind the back of the moves, as an import or a repair would."""
    AgendaItem.objects.update(disclosure="withheld", withheld_reason="涉密")
    assert TEXT not in public(client)
    url = reverse("disclosure:declared", args=["decisions", shown.pk])
    assert client.get(url).status_code == 404


def test_nothing_about_people_is_shown(town, zhang, sun, zhao):
    item = passed_about_people(town, zhang, sun, zhao)
    with pytest.raises(Refusal, match="人事和评先"):
        workflow.disclose(item, by=sun, title="年度先进", text="同意。")


@pytest.mark.parametrize("place", ["title", "text"])
@pytest.mark.parametrize("name", ["赵启明", "马德福"])
def test_words_that_name_a_member_are_refused(passed, sun, place, name):
    said = {"title": "修路", "text": TEXT} | {place: f"由{name}负责"}
    with pytest.raises(Refusal, match=f"姓名：{name}"):
        workflow.disclose(passed, by=sun, **said)


def test_words_that_name_a_candidate_are_refused(passed, sun):
    passed.candidates.create(name="何先进")
    with pytest.raises(Refusal, match="姓名：何先进"):
        workflow.disclose(passed, by=sun, title="修路", text="何先进当选。")


CASES = ["passed", "rejected", "proposed", "open", "about_people", "withheld", "shown"]


def in_case(case, request, passed, town, zhang, sun, zhao):
    if case == "about_people":
        return passed_about_people(town, zhang, sun, zhao)
    if case == "withheld":
        return request.getfixturevalue("withheld")
    if case == "shown":
        request.getfixturevalue("shown")
    if case == "open":
        passed.meeting.__class__.objects.filter(pk=passed.meeting_id).update(status="open")
    if case == "rejected":
        AgendaItem.objects.update(outcome="rejected")
    if case == "proposed":
        AgendaItem.objects.update(status="proposed", outcome="", meeting=None)
    return AgendaItem.objects.get(pk=passed.pk)


@pytest.mark.parametrize("case", CASES)
def test_only_the_secretary_shows_and_only_what_was_passed(case, request, passed, town, zhang, sun, zhao):
    item = in_case(case, request, passed, town, zhang, sun, zhao)
    people = ("zhang", "sun", "zhao", "li", "zhou", "wang", "wu")
    asked = {who: access.may_disclose(request.getfixturevalue(who), item) for who in people}
    assert {who for who, verdict in asked.items() if verdict} == ({"sun"} if case == "passed" else set())
    assert all(verdict or verdict.reason.endswith("。") for verdict in asked.values())


def test_it_is_taken_down_with_a_reason_and_may_be_shown_anew(client, shown, passed, sun, zhang):
    with pytest.raises(Refusal, match="镇纪委书记"):
        workflow.withdraw_notice(shown, by=zhang, reason="有误")
    workflow.withdraw_notice(shown, by=sun, reason="文字有误。")
    assert TEXT not in public(client)
    shown.refresh_from_db()
    assert (shown.body.endswith(TEXT), shown.withdrawn_reason) == (True, "文字有误。")
    with pytest.raises(Refusal, match="已经撤下"):
        workflow.withdraw_notice(shown, by=sun, reason="再撤")
    again = workflow.disclose(passed, by=sun, title="道路维修", text="同意。")
    assert "道路维修" in public(client, again)


def test_the_database_shows_a_resolution_once_and_takes_none_down_without_a_reason(shown):
    with pytest.raises(IntegrityError), transaction.atomic():
        ResolutionNotice.objects.create(
            item=shown.item, title="又", body="又", sha256="0", disclosed_on=made.DAY, disclosed_by="孙"
        )
    with pytest.raises(IntegrityError):
        ResolutionNotice.objects.update(withdrawn_on=made.DAY)


def test_a_resolution_kept_back_says_why_and_is_offered_no_more(passed, sun, zhang):
    with pytest.raises(Refusal, match="镇纪委书记"):
        workflow.withhold(passed, by=zhang, reason="商业秘密")
    assert list(queries.to_disclose(sun)) == [passed]
    workflow.withhold(passed, by=sun, reason="涉及商业秘密")
    assert list(queries.to_disclose(sun)) == []
    passed.refresh_from_db()
    with pytest.raises(Refusal, match="不公开：涉及商业秘密"):
        workflow.disclose(passed, by=sun, title="修路", text=TEXT)


def test_withholding_changes_nothing_in_a_frozen_record(passed, sun, zhao, zhang):
    meeting = made.frozen(passed.meeting, zhang, sun, zhao)
    workflow.withhold(passed, by=sun, reason="涉及商业秘密")
    assert queries.record_of(meeting).differences == []


def test_what_may_be_shown_waits_for_the_secretary_alone(passed, withheld, sun, zhang, zhao):
    def waiting(user):
        return [todo.title for todo in todos(user, made.DAY) if todo.kind == "公开"]

    assert waiting(sun) == ["公开决议：农村道路维修资金"]
    assert waiting(zhang) == waiting(zhao) == []


def test_the_secretary_shows_and_takes_down_in_the_browsers_own_requests(client, passed, sun, withheld):
    client.force_login(sun)
    assert "公开决议" in client.get(passed.get_absolute_url()).content.decode()
    url = reverse("decisions:disclose", args=[passed.pk])
    assert "同意，由财政所落实。" in client.get(url).content.decode()
    page = client.post(url, {"title": "修路", "text": "由赵启明负责。"}).content.decode()
    assert "姓名：赵启明" in page
    assert "由赵启明负责。" in page
    client.post(url, {"title": "修路", "text": TEXT})
    notice = ResolutionNotice.objects.get()
    assert "正在公开" in client.get(passed.get_absolute_url()).content.decode()
    client.post(reverse("decisions:withdraw_notice", args=[notice.pk]), {"reason": "有误。"})
    assert "从公示网页撤下：有误。" in client.get(passed.get_absolute_url()).content.decode()
    assert client.get(reverse("decisions:disclose", args=[withheld.pk])).status_code == 403


def test_the_list_shows_the_secretary_what_waits(client, passed, withheld, sun, zhang):
    client.force_login(sun)
    page = client.get(reverse("decisions:index") + "?show=waiting").content.decode()
    assert ("农村道路维修资金" in page, SECRET in page) == (True, False)
    client.force_login(zhang)
    assert "待公开" not in client.get(reverse("decisions:index")).content.decode()

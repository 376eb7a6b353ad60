"""The moves of a form and its items: what each writes, records and says, and that a refusal changes nothing."""

from datetime import date

import pytest

from audit.models import AuditEvent
from audit.sentences import SENTENCES, sentence
from collection import queries, workflow
from collection.access import ITEM_MOVES, MOVES
from collection.enums import SENT, FormStatus, HandedTo, ItemStatus, SubjectKind
from collection.models import CollectionForm, HandOver, InformationItem
from core import clock
from core.gates import Role
from core.verdict import Refusal
from deadlines.models import Deadline
from notifications.models import Notification
from tests.collection.conftest import TODAY
from tests.factories import FormFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db

CONTENT = {
    "found_on": date(2026, 11, 18),
    "source": "daily",
    "subject_kind": SubjectKind.UNIT,
    "summary": "集体鱼塘发包没有公示。",
}


def content(unit, **more) -> dict:
    return CONTENT | {"subject_unit": unit} | more


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))


def told(user) -> list[str]:
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("text", flat=True))


def snapshot() -> list:
    """Every row a move could have written."""
    models = (CollectionForm, InformationItem, HandOver, Deadline, Notification, AuditEvent)
    return [list(model.objects.order_by("pk").values()) for model in models]


# -- filling ---------------------------------------------------------------------------------------------


def test_an_item_is_put_into_the_form_as_a_draft(zhou, xishan):
    form = FormFactory(unit=xishan)

    item = workflow.add_item(form, by=zhou, **content(xishan))

    item.refresh_from_db()
    assert (item.status, item.entered_by, item.form, item.unit) == (ItemStatus.DRAFT, zhou, form, xishan)
    assert verbs() == ["collection.add_item"]
    assert not Notification.objects.exists()


def test_a_changed_item_has_a_new_version_and_keeps_the_old_one_in_its_history(zhou, xishan):
    item = ItemFactory(unit=xishan, summary="旧的")

    changed = workflow.change_item(item, by=zhou, version=1, summary="新的")

    assert (changed.summary, changed.version) == ("新的", 2)
    assert [row.summary for row in item.history.order_by("history_id")] == ["旧的", "新的"]
    assert verbs() == ["collection.change_item"]


def test_a_change_over_a_newer_version_is_refused(zhou, xishan):
    item = ItemFactory(unit=xishan, summary="别人改过的", version=2)

    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.change_item(item, by=zhou, version=1, summary="我的")

    item.refresh_from_db()
    assert item.summary == "别人改过的"


def test_an_item_taken_back_is_gone_but_remembered(zhou, xishan):
    item = ItemFactory(unit=xishan)

    workflow.remove_item(item, by=zhou)

    assert not InformationItem.objects.exists()
    assert InformationItem.history.get(history_type="-").summary == item.summary
    assert verbs() == ["collection.remove_item"]


def test_what_was_reported_directly_cannot_be_changed_or_taken_back(zhou, xishan):
    item = ItemFactory(unit=xishan, form=None, status=ItemStatus.REPORTED)

    for attempt in (
        lambda: workflow.change_item(item, by=zhou, version=1, summary="改"),
        lambda: workflow.remove_item(item, by=zhou),
    ):
        with pytest.raises(Refusal, match="已经报出"):
            attempt()


# -- sending ---------------------------------------------------------------------------------------------


def test_a_form_with_items_is_sent(zhou, zhang, sun, wu, xishan):
    item = ItemFactory(unit=xishan, entered_by=zhou)

    form = workflow.submit(item.form, by=zhou)

    item.refresh_from_db()
    assert (form.status, form.is_nil, form.filled_by) == (FormStatus.SUBMITTED, False, zhou)
    assert (form.first_submitted_on, form.submitted_at) == (TODAY, clock.now())
    assert item.status == ItemStatus.REPORTED
    assert verbs() == ["collection.submit"]
    assert told(zhang) == ["西山村2026年第四季度采集表已报送，请接收。"]
    assert told(sun) == told(wu) == told(zhou) == []


def test_article_38_a_nil_report_is_a_report(zhou, zhang, xishan):
    form = workflow.submit_nil(FormFactory(unit=xishan), by=zhou)

    assert (form.status, form.is_nil) == (FormStatus.SUBMITTED, True)
    assert verbs() == ["collection.submit_nil"]
    assert told(zhang) == ["西山村2026年第四季度采集表已报送，请接收。"], (
        "the words are those of any other form"
    )


def test_article_36_a_direct_points_form_goes_to_the_centre(wu, zhang, enterprise):
    firm = UserFactory(unit=enterprise, role=Role.COLLECTOR)

    workflow.submit_nil(FormFactory(unit=enterprise), by=firm)

    assert told(wu) == ["建材公司2026年第四季度采集表已报送，请接收。"]
    assert told(zhang) == []


def test_late_is_derived_from_the_first_report(zhou, xishan):
    form = FormFactory(unit=xishan)
    with clock.at(date(2027, 1, 5)):
        assert workflow.submit_nil(form, by=zhou).days_late == 0
    again = FormFactory(unit=xishan, period__code="2026Q3", period__due_on=date(2026, 10, 8))
    assert workflow.submit_nil(again, by=zhou).days_late == 47


def test_an_officer_types_for_a_village_and_it_is_recorded(zhang, qian, zhou, xishan):
    form = FormFactory(unit=xishan)
    workflow.add_item(form, by=zhang, **content(xishan))

    form = workflow.submit(form, by=zhang, on_behalf_of="周小燕")

    assert (form.filled_by, form.on_behalf_of) == (zhang, "周小燕")
    assert AuditEvent.objects.latest("sequence").details == {"on_behalf_of": "周小燕"}
    assert told(zhou) == ["西山村2026年第四季度采集表已由张晓梅代录报送，请核对。"]
    assert told(qian) and not told(zhang), "nobody is told of his own deed"


def test_typing_for_a_village_without_saying_whose_words_is_refused(zhang, xishan):
    form = FormFactory(unit=xishan)
    before = snapshot()

    with pytest.raises(Refusal, match="原填写人"):
        workflow.submit_nil(form, by=zhang)

    assert snapshot() == before


def test_a_collector_types_for_nobody(zhou, xishan):
    assert workflow.submit_nil(FormFactory(unit=xishan), by=zhou, on_behalf_of="别人").on_behalf_of == ""


def test_what_the_collector_had_drafted_goes_along_when_an_officer_reports_nothing(zhou, zhang, xishan):
    """The officer does not see the drafts, so they neither stop him nor are they lost."""
    item = ItemFactory(unit=xishan, entered_by=zhou)

    form = workflow.submit_nil(item.form, by=zhang, on_behalf_of="周小燕")

    item.refresh_from_db()
    assert (form.is_nil, item.status) == (False, ItemStatus.REPORTED)


def test_an_item_about_the_collector_does_not_show_itself_when_he_reports_nothing(zhou, zhang, xishan):
    item = ItemFactory(unit=xishan, entered_by=zhang, about=zhou.person)

    form = workflow.submit_nil(item.form, by=zhou)

    item.refresh_from_db()
    assert (form.is_nil, item.status) == (False, ItemStatus.REPORTED)
    assert queries.forms_visible_to(zhou).get(pk=form.pk).shown_nil


def test_a_form_that_changed_after_it_was_read_is_not_sent(zhou, xishan):
    form = FormFactory(unit=xishan)
    read_at = form.version
    workflow.add_item(form, by=zhou, **content(xishan))

    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.submit(form, by=zhou, version=read_at)

    form.refresh_from_db()
    assert form.status == FormStatus.OPEN


# -- receiving -------------------------------------------------------------------------------------------


def test_a_form_is_accepted(zhang, zhou, xishan):
    form = workflow.accept(FormFactory(unit=xishan, status=FormStatus.SUBMITTED), by=zhang)

    assert (form.status, form.accepted_on) == (FormStatus.ACCEPTED, TODAY)
    assert verbs() == ["collection.accept"]
    assert told(zhou) == ["西山村2026年第四季度采集表已接收。"]


def test_a_form_sent_back_can_be_changed_and_sent_again(zhang, zhou, xishan):
    item = ItemFactory(unit=xishan, entered_by=zhou)
    form = workflow.submit(item.form, by=zhou)

    with clock.at(date(2026, 11, 25)):
        form = workflow.return_form(form, by=zhang, reason="请写清发包的日期。")
    item.refresh_from_db()
    assert (form.status, form.returned_reason) == (FormStatus.RETURNED, "请写清发包的日期。")
    assert item.status == ItemStatus.DRAFT

    with clock.at(date(2026, 11, 26)):
        workflow.change_item(item, by=zhou, version=item.version, summary="11月1日发包。")
        form = workflow.submit(form, by=zhou)
    item.refresh_from_db()
    assert (form.status, item.status) == (FormStatus.SUBMITTED, ItemStatus.REPORTED)
    assert form.first_submitted_on == TODAY, "lateness is judged on the first report"
    assert verbs() == [f"collection.{verb}" for verb in ("submit", "return_form", "change_item", "submit")]


def test_the_reason_of_a_return_is_read_on_the_page_alone(zhang, zhou, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED)

    workflow.return_form(form, by=zhang, reason="鱼塘那条请写清日期。")

    assert told(zhou) == ["西山村2026年第四季度采集表被退回，请打开查看理由，改好后重新报送。"]
    assert "鱼塘" not in str(list(AuditEvent.objects.values()))


def test_a_form_typed_on_behalf_is_sent_back_to_who_typed_it_too(zhang, qian, zhou, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, filled_by=zhang, on_behalf_of="周小燕")

    workflow.return_form(form, by=qian, reason="缺日期")

    assert len(told(zhang)) == len(told(zhou)) == 1


def test_without_a_collector_the_head_is_told_that_the_form_came_back(zhang, li, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, filled_by=UserFactory(unit=xishan))

    workflow.return_form(form, by=zhang, reason="缺日期")

    assert len(told(li)) == 1


def test_what_the_centre_judges_stays_with_it_when_the_town_sends_the_form_back(
    zhang, qian, wu, zhou, xishan
):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, is_nil=False)
    ordinary = ItemFactory(unit=xishan, form=form, status=ItemStatus.REPORTED)
    on_staff = ItemFactory(unit=xishan, form=form, status=ItemStatus.REPORTED, about=qian.person)

    workflow.return_form(form, by=zhang, reason="缺日期")

    for item in (ordinary, on_staff):
        item.refresh_from_db()
    assert (ordinary.status, on_staff.status) == (ItemStatus.DRAFT, ItemStatus.REPORTED)
    assert list(queries.to_triage(wu)) == [on_staff]
    with pytest.raises(Refusal, match="已经报出"):
        workflow.remove_item(on_staff, by=zhou)


def test_a_form_the_centre_has_begun_to_judge_can_still_be_sent_back_by_the_town(zhang, qian, xishan):
    """A refusal would tell 镇纪委 that there is such an item."""
    item = ItemFactory(reported=True, unit=xishan, about=qian.person)
    workflow.mark_triaged(item, handed_over=False, by=qian)

    form = workflow.return_form(item.form, by=zhang, reason="缺日期")

    item.refresh_from_db()
    assert (form.status, item.status) == (FormStatus.RETURNED, ItemStatus.TRIAGED)


@pytest.mark.parametrize("move", ["accept", "return_form"])
def test_a_form_sent_anew_is_not_received_from_an_old_page(move, zhang, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, version=3)
    words = {"reason": "缺日期"} if move == "return_form" else {}

    with pytest.raises(Refusal, match="别人已经改过"):
        getattr(workflow, move)(form, by=zhang, version=2, **words)


def test_an_accusation_leaves_nothing_but_the_day_and_to_whom(zhou, xishan):
    form = FormFactory(unit=xishan)

    workflow.hand_over(form, by=zhou, handed_to=HandedTo.ABOVE, handed_on=date(2026, 11, 23))

    kept = HandOver.objects.values().get()
    assert set(kept) == {"id", "form_id", "handed_on", "handed_to", "by_id"}
    event = AuditEvent.objects.get()
    assert event.unit_id == xishan.pk
    assert sentence(event) == "登记了转办：2026年11月23日转给上级纪检监察机关"


# -- every move ------------------------------------------------------------------------------------------

WORDS = {
    "add_item": lambda unit: content(unit),
    "submit": lambda unit: {"on_behalf_of": "某人"},
    "submit_nil": lambda unit: {"on_behalf_of": "某人"},
    "hand_over": lambda unit: {"handed_to": HandedTo.TOWN, "handed_on": TODAY},
    "accept": lambda unit: {},
    "return_form": lambda unit: {"reason": "缺日期"},
    "withdraw": lambda unit: {},
    "correct": lambda unit: {"reason": "日期写错"},
}


@pytest.mark.parametrize("status", FormStatus)
@pytest.mark.parametrize("move", MOVES)
def test_a_stranger_is_refused_and_nothing_changes(move, status, wang, xishan):
    form = FormFactory(unit=xishan, status=status)
    before = snapshot()

    with pytest.raises(Refusal, match="。$"):
        getattr(workflow, move)(form, by=wang, **WORDS[move](xishan))

    assert snapshot() == before


@pytest.mark.parametrize("status", [*SENT, FormStatus.STOPPED])
@pytest.mark.parametrize("move", ["add_item", "submit", "submit_nil"])
def test_a_filed_form_is_read_only_and_nothing_changes(move, status, zhou, xishan):
    form = FormFactory(unit=xishan, status=status)
    before = snapshot()

    with pytest.raises(Refusal, match="。$"):
        getattr(workflow, move)(form, by=zhou, **WORDS[move](xishan))

    assert snapshot() == before


@pytest.mark.parametrize("move", [*MOVES, *ITEM_MOVES, "open_quarter", "stop"])
def test_every_move_is_recorded_under_its_own_name_in_words(move):
    assert callable(getattr(workflow, move))
    assert f"collection.{move}" in SENTENCES


def test_the_head_reads_the_same_words_for_items_and_for_nothing():
    assert SENTENCES["collection.submit"] == SENTENCES["collection.submit_nil"]

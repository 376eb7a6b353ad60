"""From items to a signed notice."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pdfplumber
import pytest
from django.db import transaction

from audit.models import AuditEvent
from collection.enums import ItemStatus
from core import clock
from core.verdict import Refusal
from documents.models import RegisteredNumber
from earlywarnings import workflow
from earlywarnings.enums import Status, Tier, TriageDecision
from earlywarnings.models import EarlyWarning, Triage
from notifications.models import Notification
from tests.documents.measuring import text_of
from tests.factories import ItemFactory, PersonFactory

pytestmark = pytest.mark.django_db

BLUE = {
    "tier": Tier.BLUE,
    "measures": ["reminder"],
    "reminders": "请注意公示。",
    "explanations": "为何未公示。",
    "correct_by": date(2026, 12, 1),
    "problems": (),
}


@pytest.fixture
def items(xishan):
    first = ItemFactory(reported=True, unit=xishan)
    return [first, ItemFactory(reported=True, unit=xishan, form=first.form)]


def test_several_items_are_merged_into_one_warning_and_count_as_judged(items, zhang, xishan, content):
    warning = workflow.draft(items, by=zhang, unit=xishan, **content)
    assert set(warning.items.all()) == set(items)
    for item in items:
        item.refresh_from_db()
        assert item.status == ItemStatus.TRIAGED
        assert (item.triages.get().decision, item.triages.get().decided_by) == (TriageDecision.WARN, zhang)
    event = AuditEvent.objects.get(verb="earlywarning.draft")
    assert (event.object_text, event.details["items"]) == ("西山村黄色预警", [item.pk for item in items])


def test_an_item_judged_meanwhile_makes_no_warning_at_all(items, zhang, qian, xishan, content):
    workflow.triage(items[1], by=qian, decision=TriageDecision.TALK)
    with pytest.raises(Refusal, match="这条信息已经研判。"):
        workflow.draft(items, by=zhang, unit=xishan, **content)
    assert not EarlyWarning.objects.exists()
    assert Triage.objects.count() == 1


def test_a_warning_needs_a_source(zhang, xishan, content):
    with pytest.raises(Refusal, match="请先在研判页勾选。"):
        workflow.draft([], by=zhang, unit=xishan, **content)


def test_an_item_handed_over_leaves_triage(items, zhang):
    workflow.triage(items[0], by=zhang, decision=TriageDecision.HAND_OVER, reason="转县纪委。")
    items[0].refresh_from_db()
    assert items[0].status == ItemStatus.HANDED_OVER


def test_what_only_the_other_tier_has_is_emptied_when_the_tier_changes(through, zhang, content):
    warning = through("draft", party_decision="七党发〔2026〕9号")
    warning = workflow.change(warning, by=zhang, version=warning.version, **content | BLUE)
    assert (warning.tier, warning.document_kind) == (Tier.BLUE, "warning_notice")
    assert [row.measure for row in warning.measures.all()] == ["reminder"]
    assert not warning.problems.exists()
    assert warning.party_decision == ""

    back = content | {"reminders": "", "explanations": "", "correct_by": None}
    warning = workflow.change(warning, by=zhang, version=warning.version, **back)
    assert (warning.tier, warning.reminders, warning.correct_by) == (Tier.YELLOW, "", None)
    assert [problem.number for problem in warning.problems.all()] == [1]


def test_a_lost_update_is_refused(through, zhang, qian, content):
    warning = through("draft")
    workflow.change(warning, by=qian, version=warning.version, **content | {"title": "先改的"})
    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.change(warning, by=zhang, version=warning.version, **content | {"title": "后改的"})
    assert EarlyWarning.objects.get().title == "先改的"


def test_a_measure_ticked_twice_is_one_measure(through):
    assert through("draft", measures=["letter", "letter"]).measures.count() == 1


def test_an_incomplete_draft_is_kept_but_not_submitted(through, zhang):
    warning = through("draft", evaluation="")
    with pytest.raises(Refusal, match="请填写评估方式。"):
        workflow.submit(warning, by=zhang)


def test_each_step_tells_whoever_is_next(through, told):
    through("sign")
    assert told("review") == "钱孙"
    assert told("to_sign") == "孙"
    assert told("signed") == "张"
    assert Notification.objects.first().text == "七镇纪廉预〔2026〕1号已签批，请登记送达。"


def test_a_returned_draft_forgets_its_reviewer_and_keeps_the_reason_until_it_is_sent_again(
    through, zhang, sun, told
):
    warning = workflow.return_to_draft(through("approve"), by=sun, reason="级别请再议。")
    assert (warning.status, warning.returned_reason) == (Status.DRAFT, "级别请再议。")
    assert (warning.reviewed_by, warning.reviewed_by_text, warning.reviewed_on) == (None, "", None)
    assert told("returned") == "张"
    assert workflow.submit(warning, by=zhang).returned_reason == ""


def test_signing_takes_a_number_and_keeps_who_signed_what(through, sun):
    with clock.at(date(2026, 11, 3)):
        warning = through("sign")
    assert str(warning.number) == "七镇纪廉预〔2026〕1号"
    assert (warning.signed_by, warning.signed_by_text) == (sun, "七道江镇纪委书记孙正平")
    assert warning.signed_on == warning.notice.issued_on == date(2026, 11, 3)
    assert warning.signed_hash == warning.notice.pdf_sha256
    assert bytes(warning.notice.pdf).startswith(b"%PDF")


def test_neither_the_signer_nor_the_source_stands_on_the_notice(through):
    warning = through("sign")
    snapshot = str(warning.notice.snapshot)
    assert "发包前未按规定公示" in snapshot
    for word in ("孙正平", warning.items.get().summary, "预警信息第"):
        assert word not in snapshot


@pytest.mark.slow
def test_no_copy_of_the_notice_names_who_reported_drafted_reviewed_or_signed_it(through, town, zhou):
    supervisor = PersonFactory(name="何干事", unit=town, is_discipline_staff=True)
    warning = through("sign", supervisor=supervisor)
    item = warning.items.get()
    item.entered_by = zhou
    item.save()
    with pdfplumber.open(BytesIO(warning.notice.pdf)) as pdf:
        printed = text_of(warning.notice.pdf) + str(pdf.metadata)
    with ZipFile(
        BytesIO(warning.notice.docx)
    ) as word:  # the text, the headers, and who is said to have written it
        written = b"".join(word.read(name) for name in word.namelist()).decode(errors="ignore")
    for copy in (printed, written, str(warning.notice.snapshot)):
        assert "何干事" in copy
        for hidden in ("张晓梅", "钱国栋", "孙正平", "周小燕", item.summary, item.get_source_display()):
            assert hidden not in copy


def test_a_notice_on_a_person_is_addressed_to_the_person(through, xishan):
    person = PersonFactory(name="林永强", unit=xishan, title="会计")
    data = through("sign", person=person).notice.snapshot
    assert (data["addressee"], data["addressed_as"]) == ("七道江镇西山村会计林永强同志", "你")


def test_a_blue_warning_is_served_with_the_other_notice(through):
    notice = through("sign", **BLUE).notice
    assert notice.kind == "warning_notice"
    assert notice.title == "关于集体鱼塘发包未公示的廉政风险预警通知书"


def test_the_longest_title_fits_on_the_document(through):
    title = "长" * EarlyWarning._meta.get_field("title").max_length
    assert through("sign", title=title).notice.title == f"关于{title}的廉政风险预警整改通知书"


def test_a_signing_that_comes_to_nothing_leaves_no_gap_in_the_numbers(through, sun):
    warning = through("approve")
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        workflow.sign(warning, by=sun)
        raise KeyboardInterrupt
    assert not RegisteredNumber.objects.exists()
    assert str(workflow.sign(warning, by=sun).number).endswith("1号")


def test_reported_up_a_warning_has_no_number_and_says_why(through, zhang, xishan):
    person = PersonFactory(name="林永强", unit=xishan, managed_by="upper")
    warning = workflow.report_up(through("approve", person=person), by=zhang)
    assert (warning.status, warning.number) == (Status.REPORTED_UP, None)
    assert warning.reported_up_reason.startswith("林永强同志由上级管理")


def test_every_deed_is_recorded_under_its_own_name(through):
    through("deliver")
    verbs = AuditEvent.objects.filter(object_type="earlywarnings.earlywarning").order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == [
        "earlywarning.draft",
        "earlywarning.submit",
        "earlywarning.approve",
        "earlywarning.sign",
        "earlywarning.deliver",
    ]

"""Taken back before anybody accepted it; corrected afterwards, the old version kept: what is written and who reads it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from collection import queries, workflow
from collection.enums import FormStatus, ItemStatus
from collection.models import CollectionForm, FormVersion, InformationItem
from collection.queries import versions
from collection.workflow.opening import promise_form
from core import clock
from core.verdict import Refusal
from deadlines.models import Deadline
from earlywarnings import workflow as earlywarnings
from tests.collection.pages import SECRET, get, post, typed, url
from tests.collection.test_attachments import photo
from tests.collection.test_workflow import content, snapshot, told, verbs
from tests.factories import FormFactory, PeriodFactory, UserFactory

pytestmark = pytest.mark.django_db

OLD, NEW = "11月3日鱼塘发包没有公示。", "11月5日鱼塘发包没有公示。"


def fresh(thing):
    thing.refresh_from_db()
    return thing


def sent(form, by, *summaries, **more) -> list[InformationItem]:
    """The form with these items, sent."""
    items = [
        workflow.add_item(form, by=by, **content(form.unit, summary=summary, **more)) for summary in summaries
    ]
    workflow.submit(form, by=by)
    fresh(form)
    return [fresh(item) for item in items]


@pytest.fixture
def form(xishan):
    return FormFactory(unit=xishan)


@pytest.fixture
def accepted(form, zhou, zhang):
    """An accepted form with one item that was judged and one that was not."""
    items = sent(form, zhou, "先判的一件。", OLD)
    workflow.accept(form, by=zhang)
    earlywarnings.triage(items[0], by=zhang, decision="watch", reason="先关注")
    return fresh(form)


def item_of(form, summary=OLD) -> InformationItem:
    return form.items.get(summary=summary)


# -- taken back ----------------------------------------------------------------------------------------


def test_what_was_sent_by_mistake_is_taken_back_and_written_again(form, zhou, zhang):
    (item,) = sent(form, zhou, OLD)

    workflow.withdraw(form, by=zhou)

    fresh(form)
    assert (form.status, form.filled_by, form.submitted_at) == (FormStatus.OPEN, None, None)
    assert fresh(item).status == ItemStatus.DRAFT
    assert not queries.items_visible_to(zhang).exists(), "a draft again"
    assert told(zhang) == [f"{form}已报送，请接收。", f"{form}已被撤回，改好后会重新报送。"]
    assert verbs()[-1] == "collection.withdraw"
    workflow.change_item(item, by=zhou, version=1, summary=NEW)
    workflow.submit(form, by=zhou)
    assert fresh(item).status == ItemStatus.REPORTED


def test_a_nil_report_sent_by_mistake_is_taken_back(form, zhou):
    workflow.submit_nil(form, by=zhou)

    workflow.withdraw(form, by=zhou)

    assert (fresh(form).status, form.is_nil) == (FormStatus.OPEN, False)
    sent(form, zhou, OLD)
    assert fresh(form).status == FormStatus.SUBMITTED


def test_article_38_a_report_taken_back_was_not_made_in_time(zhou, xishan):
    """Otherwise an empty report on the last day would buy as many days as one likes."""
    period = PeriodFactory(code="2026Q3", due_on=date(2026, 10, 8))
    form = FormFactory(unit=xishan, period=period)
    with clock.at(date(2026, 10, 8)):
        workflow.submit_nil(form, by=zhou)
        workflow.withdraw(form, by=zhou)
    with clock.at(date(2026, 10, 12)):
        workflow.submit_nil(fresh(form), by=zhou)

    assert fresh(form).days_late == 4


def test_taking_back_opens_the_promise_again_and_sending_meets_it(form, zhou, xishan):
    promise_form(form, clock.today())
    workflow.submit_nil(form, by=zhou)
    assert Deadline.objects.get().state == "met"

    workflow.withdraw(form, by=zhou)
    assert Deadline.objects.get().state == "open"
    workflow.submit_nil(form, by=zhou)
    assert Deadline.objects.get().state == "met"


def test_a_returned_form_taken_back_is_returned_again(form, zhou, zhang):
    sent(form, zhou, OLD)
    workflow.return_form(form, by=zhang, reason="请写清日期。")
    workflow.submit(fresh(form), by=zhou)

    workflow.withdraw(form, by=zhou)

    fresh(form)
    assert (form.status, form.returned_reason) == (FormStatus.RETURNED, "请写清日期。")
    assert form.first_submitted_on == clock.today(), "the first report was made"


def test_an_accepted_or_judged_form_is_not_taken_back(form, zhou, zhang):
    (item,) = sent(form, zhou, OLD)
    earlywarnings.triage(item, by=zhang, decision="watch", reason="先关注")
    before = snapshot()

    with pytest.raises(Refusal, match="已经研判，不能撤回"):
        workflow.withdraw(form, by=zhou)

    assert snapshot() == before
    workflow.accept(form, by=zhang)
    with pytest.raises(Refusal, match="还没有接收"):
        workflow.withdraw(form, by=zhou)


def test_the_button_asks_and_says_when_it_would_be_late(client, zhou, form):
    post(client, zhou, url("submit_nil", form.pk))

    _, page = get(client, zhou, form.get_absolute_url())
    assert "撤回以后请改好，重新报送。确定撤回吗？" in page
    with clock.at(date(2027, 1, 9)):
        assert "截止日期已过，重新报送就算迟报。" in get(client, zhou, form.get_absolute_url())[1]
    _, page = post(client, zhou, url("withdraw", form.pk), version=fresh(form).version)

    assert "已撤回。请改好以后重新报送。" in page
    assert "本季度无情况</" in page or "本季度无情况<small>" in page


def test_an_officer_who_typed_takes_it_back_and_the_collectors_own_words_are_drafts_again(
    form, zhou, zhang, xishan
):
    own = workflow.add_item(form, by=zhou, **content(xishan, summary=OLD))
    typed_one = workflow.add_item(form, by=zhang, **content(xishan, summary=NEW))
    workflow.submit(form, by=zhang, on_behalf_of="李大山")

    workflow.withdraw(form, by=zhang)

    assert {fresh(item).status for item in (own, typed_one)} == {ItemStatus.DRAFT}


# -- corrected -----------------------------------------------------------------------------------------


def test_article_38_a_correction_is_a_new_version_and_the_old_one_is_kept(accepted, zhou, zhang, qian):
    item, first_day = item_of(accepted), accepted.first_submitted_on

    with clock.at(date(2027, 3, 1)):
        workflow.correct(accepted, by=zhou, reason="日期写错")
        assert fresh(accepted).status == FormStatus.CORRECTING
        workflow.change_item(fresh(item), by=zhou, version=item.version, summary=NEW)
        workflow.add_item(accepted, by=zhou, **content(accepted.unit, summary="补报的一件。"))
        workflow.submit(accepted, by=zhou)
        workflow.accept(fresh(accepted), by=zhang)

    fresh(accepted)
    assert (accepted.status, accepted.first_submitted_on) == (FormStatus.ACCEPTED, first_day)
    assert accepted.days_late == 0, "the first report decides"
    version = FormVersion.objects.get()
    assert (version.number, version.reason, version.corrected_by) == (1, "日期写错", zhou)
    for reader in (zhou, zhang, qian):
        assert [item.summary for item in versions.items_of(version, reader)] == ["先判的一件。", OLD]
    assert [item.summary for item in queries.items_in(accepted, zhang)] == [
        "先判的一件。",
        NEW,
        "补报的一件。",
    ]
    assert [verb for verb in verbs() if verb == "collection.correct"] == ["collection.correct"]


def test_what_was_judged_cannot_be_corrected_and_stays_judged(accepted, zhou):
    judged = item_of(accepted, "先判的一件。")

    workflow.correct(accepted, by=zhou, reason="日期写错")

    assert fresh(judged).status == ItemStatus.TRIAGED
    assert fresh(item_of(accepted)).status == ItemStatus.DRAFT
    with pytest.raises(Refusal, match="已经报出，不能再改"):
        workflow.change_item(judged, by=zhou, version=judged.version, summary=NEW)
    workflow.submit(fresh(accepted), by=zhou)
    assert fresh(judged).status == ItemStatus.TRIAGED


def test_a_correction_is_sent_back_or_taken_back_and_stays_one(accepted, zhou, zhang):
    """What was judged in the first version stands in the way of neither."""
    workflow.correct(accepted, by=zhou, reason="日期写错")
    workflow.submit(fresh(accepted), by=zhou)

    workflow.withdraw(fresh(accepted), by=zhou)
    assert fresh(accepted).status == FormStatus.CORRECTING
    workflow.submit(accepted, by=zhou)
    workflow.return_form(fresh(accepted), by=zhang, reason="还是不对")

    fresh(accepted)
    assert (accepted.status, accepted.returned_reason) == (FormStatus.CORRECTING, "还是不对")
    assert item_of(accepted, "先判的一件。").status == ItemStatus.TRIAGED
    assert item_of(accepted).status == ItemStatus.DRAFT
    assert not Deadline.objects.filter(state="open").exists(), "nobody is chased for a correction"


def test_an_item_judged_in_the_correction_keeps_it_from_being_taken_back(accepted, zhou, zhang):
    workflow.correct(accepted, by=zhou, reason="日期写错")
    workflow.submit(fresh(accepted), by=zhou)
    earlywarnings.triage(fresh(item_of(accepted)), by=zhang, decision="watch", reason="先关注")

    with pytest.raises(Refusal, match="已经研判，不能撤回"):
        workflow.withdraw(fresh(accepted), by=zhou)


def test_a_second_correction_is_the_third_version(accepted, zhou, zhang):
    for reason in ("日期写错", "金额写错"):
        workflow.correct(fresh(accepted), by=zhou, reason=reason)
        workflow.submit(fresh(accepted), by=zhou)
        workflow.accept(fresh(accepted), by=zhang)

    assert [(version.number, version.reason) for version in accepted.versions.all()] == [
        (2, "金额写错"),
        (1, "日期写错"),
    ]


def test_a_nil_report_is_corrected_by_what_was_found_after_all(client, form, zhou, zhang):
    workflow.submit_nil(form, by=zhou)
    workflow.accept(fresh(form), by=zhang)
    workflow.correct(fresh(form), by=zhou, reason="后来发现一件")
    sent(form, zhou, OLD)

    _, page = get(client, zhang, url("version", form.pk, 1))
    assert "本季度无情况。" in page
    assert not CollectionForm.objects.get().is_nil


def test_the_old_version_keeps_its_files_also_of_an_item_that_is_gone(client, form, zhou, zhang, xishan):
    item = workflow.add_item(form, by=zhou, files=[photo("旧图.jpg")], **content(xishan, summary=OLD))
    other = workflow.add_item(form, by=zhou, files=[photo("留图.jpg")], **content(xishan, summary="留下的。"))
    workflow.submit(form, by=zhou)
    workflow.accept(fresh(form), by=zhang)
    file, kept = item.attachments.get(), other.attachments.get()

    workflow.correct(fresh(form), by=zhou, reason="不是我村的")
    workflow.remove_item(fresh(item), by=zhou)
    workflow.change_item(fresh(other), by=zhou, version=other.version, drop=[kept])
    workflow.submit(fresh(form), by=zhou)

    for user in (zhou, zhang):
        _, page = get(client, user, url("version", form.pk, 1))
        assert OLD in page and "旧图.jpg" in page
        for attachment in (file, kept):
            response = client.get(url("version_file", form.pk, 1, attachment.pk))
            assert response.getvalue() == b"\xff\xd8\xff\xe0" + b"\0" * 20
        assert client.get(url("attachment", other.pk, kept.pk)).status_code == 404


# -- on the pages ---------------------------------------------------------------------------------------


def test_the_whole_way_through_the_pages(client, accepted, zhou, zhang):
    item = item_of(accepted)

    _, page = get(client, zhou, accepted.get_absolute_url())
    assert f'href="{url("correct", accepted.pk)}"' in page
    _, page = post(client, zhou, url("correct", accepted.pk), reason="日期写错", version=accepted.version)
    assert "原来的一版已保留" in page and "第 2 版" in page and "报送更正" in page
    assert "正在更正，改好后要重新报送。" in get(client, zhou, "/")[1]
    post(client, zhou, url("change_item", item.pk), **typed(accepted.unit, summary=NEW, version=item.version))
    _, page = post(client, zhou, url("submit", accepted.pk))
    assert "采集表已报送，谢谢。" in page

    _, page = get(client, zhang, accepted.get_absolute_url())
    assert "与上一版相比" in page
    assert f'<td class="pre">{OLD}</td><td class="pre">{NEW}</td>' in page
    assert "更正理由：日期写错" in page
    assert OLD in get(client, zhang, url("version", accepted.pk, 1))[1]


def test_a_correction_without_a_reason_is_refused_at_the_field(client, accepted, zhou):
    response, _ = post(client, zhou, url("correct", accepted.pk), reason=" ")

    assert response.context["form"].errors.keys() == {"reason"}
    assert fresh(accepted).status == FormStatus.ACCEPTED


def test_what_was_added_changed_and_removed_is_named(accepted, zhou, zhang):
    workflow.correct(accepted, by=zhou, reason="都不对")
    workflow.remove_item(fresh(item_of(accepted)), by=zhou)
    workflow.add_item(accepted, by=zhou, **content(accepted.unit, summary="补报的一件。"))
    workflow.submit(fresh(accepted), by=zhou)

    changes = versions.changes_in(fresh(accepted), list(accepted.versions.all()), zhang)

    assert [(change.what, change.item.summary) for change in changes] == [
        ("新增", "补报的一件。"),
        ("去掉", OLD),
    ]


def test_while_a_correction_is_being_written_nobody_else_reads_it(client, accepted, zhou, zhang):
    workflow.correct(accepted, by=zhou, reason="日期写错")
    item = fresh(item_of(accepted))
    workflow.change_item(item, by=zhou, version=item.version, summary=SECRET)

    for address in (accepted.get_absolute_url(), url("version", accepted.pk, 1)):
        assert SECRET not in get(client, zhang, address)[1]
    page = get(client, zhang, accepted.get_absolute_url())[1]
    assert "与上一版相比" not in page and "无情况" not in page.split("<main")[1]
    assert OLD in get(client, zhang, url("version", accepted.pk, 1))[1]


def test_a_stranger_a_head_and_a_leader_read_no_version(
    client, accepted, zhou, li, wang, zhao, wu, donggou, xishan
):
    workflow.correct(accepted, by=zhou, reason="日期写错")
    stranger = UserFactory(unit=donggou, role="collector")

    for user in (li, wang, zhao, wu, stranger):
        response, page = get(client, user, url("version", accepted.pk, 1))
        assert response.status_code in (403, 404)
        _, page = get(client, user, accepted.get_absolute_url())
        assert "日期写错" not in page and "以前的版本" not in page


def test_who_is_named_reads_it_in_no_version(client, form, zhou, zhang, qian, wu):
    """Named from the start: not in the old version, nor among what was changed."""
    sent(form, zhou, SECRET, subject_kind="person", subject_person=qian.person, subject_unit=qian.person.unit)
    workflow.accept(fresh(form), by=zhang)
    workflow.correct(fresh(form), by=zhou, reason="更正")
    item = fresh(form.items.get())
    workflow.change_item(item, by=zhou, version=item.version, summary=SECRET + "金额三万元。")
    workflow.submit(fresh(form), by=zhou)

    for user in (zhang, qian):
        for address in (form.get_absolute_url(), url("version", form.pk, 1)):
            assert SECRET not in get(client, user, address)[1], address
    assert SECRET in get(client, zhou, url("version", form.pk, 1))[1]
    assert "三万元" in get(client, wu, item.get_absolute_url())[1]


def test_once_a_correction_names_somebody_the_old_words_are_hidden_as_well(
    client, accepted, zhou, zhang, qian
):
    item = item_of(accepted)
    workflow.correct(accepted, by=zhou, reason="对象写错")
    about = {"subject_kind": "person", "subject_person": qian.person, "subject_unit": qian.person.unit}
    workflow.change_item(fresh(item), by=zhou, version=item.version, **about)
    workflow.submit(fresh(accepted), by=zhou)

    for user in (zhang, qian):
        for address in (accepted.get_absolute_url(), url("version", accepted.pk, 1)):
            assert OLD not in get(client, user, address)[1], address
    assert OLD in get(client, zhou, url("version", accepted.pk, 1))[1]


@pytest.mark.parametrize("count", [1, 3])
def test_a_corrected_form_costs_the_same_with_one_and_three_items(
    count, client, form, zhou, zhang, django_assert_num_queries
):
    items = sent(form, zhou, *[f"第{n}件。" for n in range(count)])
    workflow.accept(form, by=zhang)
    workflow.correct(fresh(form), by=zhou, reason="都改")
    for item in items:
        workflow.change_item(fresh(item), by=zhou, version=item.version, summary=f"{item.summary}改了。")
    workflow.submit(fresh(form), by=zhou)
    client.force_login(zhang)

    with django_assert_num_queries(16):
        page = client.get(form.get_absolute_url()).content.decode()
    with django_assert_num_queries(9):
        client.get(url("version", form.pk, 1))

    assert page.count("<b>修改</b>") == count


def test_two_versions_of_one_number_cannot_be(accepted, zhou):
    workflow.correct(accepted, by=zhou, reason="日期写错")
    version = accepted.versions.get()
    version.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()

"""From the last form into this one: nothing typed twice, the question asked again, nothing of others."""

from datetime import date

import pytest

from audit.models import AuditEvent
from collection import queries, workflow
from collection.enums import FormStatus, ItemStatus
from collection.models import InformationItem
from core.gates import Role
from core.verdict import Refusal
from tests.collection.conftest import TODAY
from tests.collection.pages import SECRET, get, post, url
from tests.factories import (
    FormFactory,
    ItemFactory,
    PeriodFactory,
    PostFactory,
    PowerFactory,
    RiskPointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(xishan):
    return FormFactory(unit=xishan)


@pytest.fixture
def last(xishan):
    """西山村 filed the quarter before."""
    period = PeriodFactory(code="2026Q3", due_on=date(2026, 10, 8))
    return FormFactory(unit=xishan, period=period, status=FormStatus.ACCEPTED, is_nil=False)


@pytest.fixture
def former(last, xishan, zhou):
    return ItemFactory(
        form=last,
        unit=xishan,
        status=ItemStatus.REPORTED,
        summary=SECRET,
        entered_by=zhou,
        found_on=date(2026, 8, 1),
        measures_taken="已提醒。",
        about=PostFactory(unit=xishan, name="报账员"),
        risk_point=RiskPointFactory(unit=xishan, registered=True),
        power=PowerFactory(unit=xishan, confirmed=True),
    )


def test_what_is_still_so_is_ticked_and_stands_in_this_form_as_a_draft_of_today(client, zhou, form, former):
    _, page = get(client, zhou, form.get_absolute_url())
    assert f'href="{url("copy_items", form.pk)}"' in page
    _, page = get(client, zhou, url("copy_items", form.pk))
    assert SECRET in page
    _, page = post(client, zhou, url("copy_items", form.pk), items=[former.pk], accusation="no")

    assert "已复制1条，请逐条核对情况和日期，再报送。" in page
    copy = form.items.get()
    assert (copy.status, copy.found_on, copy.entered_by) == (ItemStatus.DRAFT, TODAY, zhou)
    for name in (
        "summary",
        "source",
        "subject_post",
        "subject_kind",
        "risk_point",
        "power",
        "measures_taken",
    ):
        assert getattr(copy, name) == getattr(former, name), name
    former.refresh_from_db()
    assert (former.form.period.code, former.found_on) == ("2026Q3", date(2026, 8, 1))
    assert AuditEvent.objects.get().verb == "collection.copy_items"


def test_the_question_stands_on_the_page_and_without_its_answer_nothing_is_copied(client, zhou, form, former):
    _, page = get(client, zhou, url("copy_items", form.pk))
    assert "有没有检举、控告，或者某个人涉嫌违纪违法的线索？" in page
    assert f'href="{url("hand_over", form.pk)}"' in page

    for answer in ({}, {"accusation": "yes"}, {"accusation": ""}):
        _, page = post(client, zhou, url("copy_items", form.pk), items=[former.pk], **answer)
        assert "请先回答上面的问题。" in page
    assert not form.items.exists()


def test_nothing_ticked_is_said_at_the_field(client, zhou, form, former):
    _, page = post(client, zhou, url("copy_items", form.pk), accusation="no")

    assert "请至少勾选一条。" in page


def test_what_stands_in_the_form_already_is_not_offered_and_twice_copies_once(client, zhou, form, former):
    for _ in range(2):
        post(client, zhou, url("copy_items", form.pk), items=[former.pk], accusation="no")

    assert form.items.count() == 1
    assert not workflow.copy_items(form, by=zhou, items=[former])
    assert "没有可以复制的信息。" in get(client, zhou, url("copy_items", form.pk))[1]
    assert url("copy_items", form.pk) not in get(client, zhou, form.get_absolute_url())[1]


def test_the_last_form_that_had_any_counts_and_an_accusation_never_comes_back(
    zhou, form, former, last, xishan
):
    older = FormFactory(unit=xishan, period__code="2026Q1", status=FormStatus.ACCEPTED, is_nil=False)
    ItemFactory(form=older, unit=xishan, status=ItemStatus.REPORTED)
    ItemFactory(form=last, unit=xishan, status=ItemStatus.HANDED_OVER)
    judged = ItemFactory(form=last, unit=xishan, status=ItemStatus.TRIAGED)

    assert list(queries.copyable(form, zhou)) == [former, judged]


def test_what_left_the_register_since_is_not_hung_on_again(zhou, form, former):
    former.risk_point.status = "draft"
    former.risk_point.save()
    former.power.status = "cancelled"
    former.power.save()

    (copy,) = workflow.copy_items(form, by=zhou, items=[former])

    assert (copy.risk_point, copy.power) == (None, None)


def test_nobody_copies_what_he_may_not_see(client, zhou, zhang, li, donggou, form, former, last, xishan):
    """Neither of another village, nor what names himself, nor what names the town's own staff."""
    about_zhou = ItemFactory(form=last, unit=xishan, status=ItemStatus.REPORTED, about=zhou.person)
    about_staff = ItemFactory(form=last, unit=xishan, status=ItemStatus.REPORTED, about=zhang.person)
    foreign = ItemFactory(reported=True, unit=donggou)
    stranger = UserFactory(unit=donggou, role=Role.COLLECTOR)

    for user, hidden in ((zhou, about_zhou), (zhang, about_staff), (zhou, foreign)):
        assert hidden not in queries.copyable(form, user)
        _, page = post(client, user, url("copy_items", form.pk), items=[hidden.pk], accusation="no")
        assert hidden.summary not in page
        workflow.copy_items(form, by=user, items=[hidden])
    for user in (li, stranger):
        response, page = get(client, user, url("copy_items", form.pk))
        assert response.status_code in (403, 404)
        assert SECRET not in page
    assert not form.items.exists()


def test_a_filed_form_takes_nothing_over(zhou, former, xishan):
    filed = FormFactory(unit=xishan, status=FormStatus.SUBMITTED)

    with pytest.raises(Refusal, match="已经报送"):
        workflow.copy_items(filed, by=zhou, items=[former])


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    count, client, zhou, form, last, xishan, django_assert_num_queries
):
    for number in range(count):
        about = PostFactory(unit=xishan, name=f"岗位{number}")
        ItemFactory(
            form=last, unit=xishan, status=ItemStatus.REPORTED, summary=f"第{number}件。", about=about
        )
    client.force_login(zhou)

    with django_assert_num_queries(7):  # session, user, roles, form, inbox, items (2)
        page = client.get(url("copy_items", form.pk)).content.decode()

    assert page.count('type="checkbox"') == count
    assert not InformationItem.objects.filter(form=form).exists()

"""The form on paper: blank for the pen, filled for the file, and for no other eyes than the form itself."""

import pytest

from collection.enums import FormStatus, ItemStatus
from core.gates import Role
from tests.collection.pages import SECRET, get, url
from tests.factories import FormFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_blank_sheet_has_the_head_filled_in_the_six_sources_and_room(client, zhou, xishan):
    form = FormFactory(unit=xishan)
    ItemFactory(form=form, unit=xishan, entered_by=zhou, summary=SECRET)

    _, page = get(client, zhou, url("paper", form.pk, blank=1))

    assert "廉政风险预警信息采集表" in page
    assert "七道江镇西山村" in page and "2026年第四季度" in page
    assert page.count("□ 村务监督委员会反映") == 2
    assert "审计部门" not in page
    assert "不填这张表" in page, "the question about accusations"
    assert SECRET not in page and "举报人" not in page


def test_a_filled_sheet_says_what_was_sent_and_by_whom(client, zhou, zhang, xishan):
    item = ItemFactory(reported=True, unit=xishan, summary=SECRET, form__filled_by=zhang)
    item.form.on_behalf_of = "李大山"
    item.form.save()

    for user in (zhou, zhang):
        _, page = get(client, user, url("paper", item.form_id))
        assert SECRET in page
        assert "李大山（张晓梅代录）" in page


def test_a_nil_report_is_ticked(client, zhou, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, filled_by=zhou)

    assert "☑" in get(client, zhou, url("paper", form.pk))[1]


def test_nobody_prints_what_he_may_not_read(client, zhou, zhang, qian, li, wang, zhao, wu, xishan, donggou):
    item = ItemFactory(reported=True, unit=xishan, summary=SECRET, about=qian.person)
    ItemFactory(form=item.form, unit=xishan, status=ItemStatus.REPORTED, summary="另一件。")
    stranger = UserFactory(unit=donggou, role=Role.COLLECTOR)

    assert SECRET in get(client, zhou, url("paper", item.form_id))[1]
    for user in (zhang, qian):
        page = get(client, user, url("paper", item.form_id))[1]
        assert "另一件。" in page and SECRET not in page
    for user in (li, wang, zhao, wu, stranger):
        assert get(client, user, url("paper", item.form_id))[0].status_code in (403, 404)


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_costs_the_same_with_one_and_three_items(
    count, client, zhou, xishan, django_assert_num_queries
):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, filled_by=zhou, is_nil=False)
    for _ in range(count):
        ItemFactory(form=form, unit=xishan, status=ItemStatus.REPORTED)
    client.force_login(zhou)

    with django_assert_num_queries(5):  # session, user, roles, form, items
        page = client.get(url("paper", form.pk)).content.decode()

    assert page.count("情况摘要") == count

"""Two at the same moment, on two real connections: one succeeds, the other is told what happened."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from collection import sweep, workflow
from collection.enums import FormStatus, ItemStatus
from collection.imports import ItemFile
from collection.models import CollectionForm, Period
from core import clock
from core.gates import Role
from core.verdict import Refusal
from deadlines.models import Deadline
from earlywarnings import workflow as earlywarnings
from notifications.models import Notification
from tests.collection.conftest import TODAY
from tests.factories import FormFactory, ItemFactory, UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


def together(*deeds) -> list:
    """Start every deed at the same moment, each on a connection of its own; what each returned, or its refusal."""
    start = threading.Barrier(len(deeds))

    def run(deed):
        try:
            with clock.at(TODAY):
                start.wait(20)
                return deed()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [future.result(30) for future in [threads.submit(run, deed) for deed in deeds]]


def refusals(results) -> list[str]:
    return [str(result) for result in results if isinstance(result, Refusal)]


def test_two_sweeps_at_once_open_one_form_per_unit(town, zhou):
    day = date(2026, 11, 24)
    sweep.open_quarters(date(2026, 4, 1))

    opened = together(*[lambda: sweep.open_quarters(day)["forms_opened"]] * 3)

    assert sum(opened) == 10
    assert CollectionForm.objects.filter(period__code="2026Q3").count() == 5
    assert CollectionForm.objects.filter(period__code="2026Q4").count() == 5
    assert Deadline.objects.count() == 15
    assert Notification.objects.filter(recipient=zhou).count() == 3


def test_the_very_first_quarter_is_opened_once(town):
    opened = together(*[lambda: sweep.open_quarters(TODAY)["forms_opened"]] * 3)

    assert sorted(opened) == [0, 0, 5]
    assert Period.objects.count() == 1


def test_two_collectors_send_one_form(zhou, zhang, xishan):
    form = FormFactory(unit=xishan)
    second = UserFactory(unit=xishan, role=Role.COLLECTOR)

    results = together(
        lambda: workflow.submit_nil(form, by=zhou), lambda: workflow.submit_nil(form, by=second)
    )

    assert refusals(results) == ["这张采集表已经报送，不能再改。如有错误，请撤回，或联系镇纪委退回。"]
    form.refresh_from_db()
    assert form.status == FormStatus.SUBMITTED
    assert Notification.objects.filter(recipient=zhang).count() == 1


def test_through_the_browser_one_is_thanked_and_the_other_told(zhou, xishan):
    form = FormFactory(unit=xishan)
    url = reverse("collection:submit_nil", args=[form.pk])
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(zhou)

    first, second = together(*[lambda client=client: client.post(url) for client in clients])

    pages = sorted([first, second], key=lambda response: response.status_code)
    assert pages[0].status_code == 302 or pages[1].status_code == 302
    told = next(page for page in pages if page.status_code != 302)
    assert told.status_code in (200, 403)
    assert "这张采集表已经报送，不能再改。" in told.content.decode()


def test_an_item_written_while_the_form_is_sent_is_in_it_or_refused(zhou, xishan):
    item = ItemFactory(unit=xishan)
    second = UserFactory(unit=xishan, role=Role.COLLECTOR)
    words = {"found_on": TODAY, "subject_kind": "unit", "subject_unit": xishan, "summary": "又一件"}

    results = together(
        lambda: workflow.submit(item.form, by=zhou),
        lambda: workflow.add_item(item.form, by=second, **words),
    )

    statuses = set(item.form.items.values_list("status", flat=True))
    assert statuses == {ItemStatus.REPORTED}
    assert item.form.items.count() + len(refusals(results)) == 2


def test_a_form_is_not_sent_back_while_its_item_is_being_judged(zhang, qian, xishan):
    item = ItemFactory(reported=True, unit=xishan)

    results = together(
        lambda: workflow.return_form(item.form, by=zhang, reason="缺日期"),
        lambda: earlywarnings.triage(item, by=qian, decision="watch"),
    )

    item.refresh_from_db()
    form = CollectionForm.objects.get()
    assert len(refusals(results)) == 1
    assert (form.status, item.status) in [
        (FormStatus.RETURNED, ItemStatus.DRAFT),
        (FormStatus.SUBMITTED, ItemStatus.TRIAGED),
    ]


def test_a_form_is_accepted_or_taken_back(zhou, zhang, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.SUBMITTED, filled_by=zhou)

    results = together(lambda: workflow.accept(form, by=zhang), lambda: workflow.withdraw(form, by=zhou))

    form.refresh_from_db()
    assert len(refusals(results)) == 1
    assert form.status in (FormStatus.ACCEPTED, FormStatus.OPEN)


def test_a_form_is_not_taken_back_while_its_item_is_being_judged(zhou, zhang, xishan):
    item = ItemFactory(reported=True, unit=xishan, form__filled_by=zhou)

    results = together(
        lambda: workflow.withdraw(item.form, by=zhou),
        lambda: earlywarnings.triage(item, by=zhang, decision="watch"),
    )

    item.refresh_from_db()
    form = CollectionForm.objects.get()
    assert len(refusals(results)) == 1
    assert (form.status, item.status) in [
        (FormStatus.OPEN, ItemStatus.DRAFT),
        (FormStatus.SUBMITTED, ItemStatus.TRIAGED),
    ]


def test_two_who_begin_to_correct_make_one_version(zhou, zhang, xishan):
    form = FormFactory(unit=xishan, status=FormStatus.ACCEPTED, filled_by=zhou)

    results = together(
        lambda: workflow.correct(form, by=zhou, reason="日期写错"),
        lambda: workflow.correct(form, by=zhang, reason="对象写错"),
    )

    assert len(refusals(results)) == 1
    assert form.versions.count() == 1


def test_one_file_brought_twice_at_once_comes_in_once(zhou, xishan):
    form = FormFactory(unit=xishan)
    sheet = "情况摘要\n第一件。\n第二件。\n".encode()

    together(
        *[lambda: ItemFile(form, by=zhou).take_in(SimpleUploadedFile("表.csv", sheet)) for _ in range(2)]
    )

    assert form.items.count() == 2


def test_one_item_sent_twice_at_once_is_one_item(zhou, xishan):
    form = FormFactory(unit=xishan)
    words = {"found_on": TODAY, "subject_kind": "unit", "subject_unit": xishan, "summary": "鱼塘没有公示"}

    results = together(*[lambda: workflow.add_item(form, by=zhou, **words)] * 2)

    assert "已经记下了" in refusals(results)[0]
    assert form.items.count() == 1

"""Files and forms no honest office would send, and honest ones that must come through the page (art. 15)."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.spreadsheets import SpreadsheetError
from powers.models import HeadingMemory
from powers.queries import units_with_powers
from riskpoints import imports
from riskpoints.models import RiskPoint

pytestmark = pytest.mark.django_db

FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
SELECT = re.compile(r'<select[^>]* name="([^"]+)">(.*?)</select>', re.S)
CHOSEN = re.compile(r'<option value="([^"]*)" selected>')


def sent(client, text, **fields):
    upload = SimpleUploadedFile("清单.csv", text.encode())
    return client.post(reverse("riskpoints:import"), {"file": upload, **fields})


def fields_of(response) -> dict:
    """Every field of the outcome as a browser would send it back, untouched."""
    page = response.content.decode()
    outcome = page[page.index('id="outcome"') :]
    chosen = {name: CHOSEN.search(options) for name, options in SELECT.findall(outcome)}
    return dict(FIELD.findall(outcome)) | {name: found[1] for name, found in chosen.items() if found}


def test_what_was_decided_about_levels_is_still_known_when_import_is_pressed(client, li, xishan):
    text = "风险点,风险类别,表现形式,风险等级\n用印,业务流程风险,1、不登记 2、不审批 3、不归还,1高2低\n"
    client.force_login(li)

    asked = sent(client, text, unit=xishan.pk)
    assert len(asked.context["outcome"].questions) == 3
    keys = asked.context["outcome"].questions[0].about.keys
    levels = {f"decision-{key}": level for key, level in zip(keys, ("low", "high", "low"), strict=True)}
    looked_at = sent(client, text, unit=xishan.pk, **fields_of(asked) | levels)
    assert looked_at.context["outcome"].token
    done = sent(client, text, unit=xishan.pk, **fields_of(looked_at))

    assert done.status_code == 302
    assert list(RiskPoint.objects.order_by("pk").values_list("level", flat=True)) == ["low", "high", "low"]


def test_more_questions_than_a_page_holds_are_answered_page_by_page(client, li, xishan):
    rows = "".join(f"用印{n},业务流程风险,1、不登记 2、不审批,1高1低\n" for n in range(60))
    text = "风险点,风险类别,表现形式,风险等级\n" + rows
    client.force_login(li)

    response = sent(client, text, unit=xishan.pk)
    for left in (120, 20, 0):
        assert len(response.context["outcome"].report.questions) == left
        response = sent(client, text, unit=xishan.pk, **fields_of(response))

    assert response.status_code == 302
    assert RiskPoint.objects.count() == 120


def test_rows_checked_for_one_unit_are_not_taken_into_another(client, zhang, xishan, donggou):
    """The drop-down of the unit is changed after the check."""
    text = "风险点,风险类别,表现形式\n用印,业务流程风险,不登记\n"
    client.force_login(zhang)
    looked_at = sent(client, text, unit=xishan.pk)
    assert looked_at.context["outcome"].token

    response = sent(client, text, unit=donggou.pk, **fields_of(looked_at))

    assert response.status_code == 200
    assert response.context["outcome"].token
    assert not RiskPoint.objects.exists()


def test_a_small_file_cannot_swell_into_millions_of_points(li, xishan):
    listed = " ".join(f"{number}、甲" for number in range(1, 100))
    text = "表现形式,风险类别\n" + f"{listed},业务流程风险\n" * 300
    upload = SimpleUploadedFile("清单.csv", text.encode())

    with pytest.raises(SpreadsheetError, match="20,000"):
        imports.read_register(upload, by=li, units=units_with_powers(), unit=xishan)


def test_a_file_of_a_thousand_strange_columns_is_refused_instead_of_asked_about(client, li, xishan):
    text = "风险点,风险类别," + ",".join(f"栏{n}" for n in range(1000)) + "\n用印,业务流程风险,1\n"
    client.force_login(li)

    page = sent(client, text, unit=xishan.pk).content.decode()

    assert "这个文件不能导入" in page
    assert page.count("<select") < 10


def test_a_heading_that_grows_when_compared_is_remembered_without_an_error(client, li, xishan):
    """One ligature of Arabic is eighteen letters once it is taken apart."""
    strange = "\ufdfa" * 40
    text = f"风险点,风险类别,{strange}\n用印,业务流程风险,1\n"
    client.force_login(li)
    asked = sent(client, text, unit=xishan.pk)

    response = sent(client, text, unit=xishan.pk, **fields_of(asked) | {"column-2": "-"})

    assert response.context["outcome"].token
    assert all(len(said.heading) <= 160 for said in HeadingMemory.objects.all())

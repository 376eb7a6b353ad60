import json

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.spreadsheets import CellError, Column, ImportReport, Saved, read_table, run_import

pytestmark = pytest.mark.django_db

COLUMNS = [Column("name", "名称", required=True), Column("level", "级别")]


def table(text: str):
    return read_table(SimpleUploadedFile("组.csv", text.encode()), columns=COLUMNS)


def save_group(row) -> Saved:
    if row.values["name"] == "禁用":
        raise ValidationError({"name": "不能叫这个名称。"})
    if row.values["name"] == "重复":
        raise ValidationError("与第1行重复。")
    _, created = Group.objects.get_or_create(name=row.values["name"])
    return Saved.CREATED if created else Saved.UNCHANGED


def names() -> list[str]:
    return sorted(Group.objects.values_list("name", flat=True))


def test_good_rows_are_all_saved_and_counted():
    Group.objects.create(name="乙")

    report = run_import(table("名称\n甲\n乙\n丙\n"), save_row=save_group)

    assert report == ImportReport(rows=3, accepted=3, created=2, unchanged=1)
    assert names() == sorted(["甲", "乙", "丙"])


def test_one_rejected_row_saves_none_and_every_row_is_looked_at():
    report = run_import(table("名称,级别\n甲,\n禁用,\n,高\n重复,\n丁,\n"), save_row=save_group)

    assert report == ImportReport(
        rows=5,
        accepted=2,
        rejected=[
            CellError(3, "名称", "不能叫这个名称。", "A"),
            CellError(4, "名称", "不能为空。", "A"),
            CellError(5, "", "与第1行重复。"),
        ],
    )
    assert not report
    assert names() == []


def test_a_check_says_what_would_happen_and_saves_nothing():
    report = run_import(table("名称\n甲\n"), save_row=save_group, check_only=True)

    assert report == ImportReport(rows=1, accepted=1, created=1)
    assert names() == []


@pytest.mark.parametrize(("text", "saved"), [("名称\n甲\n乙\n", ["乙", "甲"]), ("名称\n甲\n禁用\n", [])])
def test_a_bulk_import_writes_once_when_all_rows_are_good(text, saved):
    collected = []

    def collect(row):
        save = Saved.CREATED
        if row.values["name"] == "禁用":
            raise ValidationError("不行。")
        collected.append(Group(name=row.values["name"]))
        return save

    run_import(table(text), save_row=collect, finish=lambda: Group.objects.bulk_create(collected))

    assert names() == saved


def test_an_error_nobody_expected_is_not_swallowed_and_saves_nothing():
    def save_then_fail(row):
        save_group(row)
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        run_import(table("名称\n甲\n"), save_row=save_then_fail)

    assert names() == []


def test_the_report_as_json():
    report = ImportReport(rows=2, accepted=1, rejected=[CellError(3, "名称", "不能为空。", "A")])

    assert json.loads(report.as_json()) == {
        "rows": 2,
        "accepted": 1,
        "rejected": [{"row": 3, "column": "名称", "message": "不能为空。"}],
        "created": 0,
        "updated": 0,
        "unchanged": 0,
    }
    assert "不能为空" in report.as_json()

"""Schemes on their pages: edited as one form, in from a file and out, tried on a year without touching it (art. 48)."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from assessment import queries, workflow
from assessment.enums import AppliesTo, RuleKind
from assessment.models import Scheme, Sheet
from audit.models import AuditEvent
from core import clock
from tests.assessment.signed import signed_warning
from tests.assessment.test_schemes import contents, item

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
SECRET = "只在起草里的一项"


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(TODAY):
        yield


@pytest.fixture
def sample(db) -> Scheme:
    return queries.scheme_in_force()


@pytest.fixture
def draft(zhang) -> Scheme:
    items = [item(60, SECRET), item(40, "A2 教育", rule_kind=RuleKind.PER_CASE, per_hit=Decimal(2))]
    return workflow.draft_scheme(by=zhang, name="村级细则", items=items, year_from=2026)


def at(name, *args) -> str:
    return reverse(f"assessment:{name}", args=args)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def as_posted(scheme, *rows, **head) -> dict:
    """The whole page; each row as ORDER, text and points, and whatever else it says."""
    said = {
        "name": scheme.name,
        "applies_to": "every",
        "year_from": "2026",
        "edition": scheme.edition,
        "deduct_from": "score",
        "count": "each",
        "bonus_looked_at": "after",
        "items-TOTAL_FORMS": len(rows),
        "items-INITIAL_FORMS": scheme.items.count(),
    }
    for n, (order, text, points, more) in enumerate(rows):
        row = {"group": "A", "text": text, "points": points, "rule_kind": "manual", "ORDER": order} | more
        said |= {f"items-{n}-{name}": value for name, value in row.items()}
    return said | head


ROWS = ((2, SECRET, "60", {}), (1, "A2 教育", "40", {}))


# -- editing --------------------------------------------------------------------------------------------


def test_rows_are_moved_added_and_taken_out_on_one_page(client, zhang, draft):
    client.force_login(zhang)
    rows = (
        (3, SECRET, "60", {}),
        (2, "A2 教育", "40", {"DELETE": "on"}),
        (1, "A3 公开", "39.5", {"group": "B", "rule_kind": "graded", "grades": "良好 20、一般 10"}),
        (4, "A4 评议", "0.5", {"rule_kind": "have", "article": "49"}),
        (5, "", "", {}),  # a further row that says nothing
    )
    response = client.post(at("change_scheme", draft.pk), as_posted(draft, *rows))
    assert response.status_code == 302, response.context["form"].errors
    found = [(one.group, one.text, one.how) for one in draft.items.all()]
    assert found == [
        ("B", "A3 公开", "满分39.5分，良好20分，一般10分，最低0分"),
        ("A", SECRET, "人工评定"),
        ("A", "A4 评议", "有得0.5分，没有得0分"),
    ]


def test_a_refused_total_keeps_what_was_typed_and_says_how_much_is_missing(client, zhang, draft):
    client.force_login(zhang)
    before = contents(draft)
    rows = ((1, "改过的一项", "59.5", {}), (2, "A2 教育", "40", {}))
    page = body(client.post(at("change_scheme", draft.pk), as_posted(draft, *rows)))
    assert "合计应为100分，现为99.5分，还差0.5分。" in page
    assert 'value="改过的一项"' in page
    assert "<b data-total>99.5</b>" in page
    assert contents(draft) == before


def test_a_mistake_stands_at_its_field(client, zhang, draft):
    client.force_login(zhang)
    wrong = {"rule_kind": "per_case", "per_hit": "", "article": "77"}
    rows = ((1, SECRET, "60", {"rule_kind": "graded", "grades": "良好"}), (2, "A2 教育", "40", wrong))
    response = client.post(at("change_scheme", draft.pk), as_posted(draft, *rows))
    forms = response.context["editor"].items.forms
    assert list(forms[0].errors) == ["grades"]
    assert set(forms[1].errors) == {"per_hit", "article"}


def test_somebody_elses_newer_draft_is_not_overwritten_and_nothing_typed_is_lost(client, zhang, qian, draft):
    stale = as_posted(draft, (1, "我写的", "60", {}), ROWS[1])
    newer = [item(100, "别人写的")]
    workflow.change_scheme(draft, by=qian, edition=draft.edition, items=newer)
    client.force_login(zhang)
    page = body(client.post(at("change_scheme", draft.pk), stale))
    assert "别人已经改过" in page
    assert 'value="我写的"' in page
    assert [one.text for one in draft.items.all()] == ["别人写的"]


def test_a_copy_leads_to_its_page_and_the_round_to_force_goes_by_buttons(client, zhang, sun, sample):
    client.force_login(zhang)
    told = {"name": "新细则", "applies_to": "village", "year_from": "2026"}
    response = client.post(at("copy_scheme", sample.pk), told)
    made = Scheme.objects.get(name="新细则")
    assert response["Location"] == at("change_scheme", made.pk)
    assert "评分细则由镇纪委书记施行" in body(client.get(made.get_absolute_url()))
    client.force_login(sun)
    assert at("put_into_force", made.pk) in body(client.get(made.get_absolute_url()))
    client.post(at("put_into_force", made.pk))
    page = body(client.get(made.get_absolute_url()))
    assert "正在施行" in page
    assert at("change_scheme", made.pk) not in page
    client.post(at("retire_scheme", made.pk))
    assert Scheme.objects.get(pk=made.pk).status == "retired"


def test_no_address_changes_a_scheme_that_a_sheet_uses(client, zhang, sun, xishan, draft):
    xishan.sheets.create(scheme=draft, year=2026, opened_on=TODAY)
    before = stored()
    client.force_login(zhang)
    for name in ("change_scheme", "drop_scheme"):
        answer = client.post(at(name, draft.pk), as_posted(draft, *ROWS, name="anders"))
        assert answer.status_code == 403
        assert "请复制一份" in answer.content.decode()
    assert stored() == before


@pytest.mark.parametrize("who", ["li", "zhao", "wu"])
def test_a_draft_is_seen_by_the_discipline_office_only(request, client, draft, who):
    client.force_login(request.getfixturevalue(who))
    assert "村级细则" not in body(client.get(at("schemes")))
    for url in (draft.get_absolute_url(), at("export_scheme", draft.pk, "csv")):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_scheme_as_for_three(
    client, zhang, draft, count, django_assert_num_queries
):
    for n in range(count - 1):
        workflow.copy_scheme(draft, by=zhang, name=f"另{n}", applies_to="every", year_from=2026)
    client.force_login(zhang)
    client.get(at("schemes"))
    with django_assert_num_queries(LIST_QUERIES):
        body(client.get(at("schemes")))


LIST_QUERIES = 5


# -- in and out -----------------------------------------------------------------------------------------

HEADINGS = "大项,小项,分值,计分方法,每次（件）分值,档次,扣分标准,佐证,系统佐证,条文"
HEAD = {
    "name": "导入的细则",
    "applies_to": "village",
    "year_from": "2027",
    "deduct_from": "apart",
    "count": "highest",
    "bonus_looked_at": "before",
}


def csv(*rows) -> SimpleUploadedFile:
    return SimpleUploadedFile("细则.csv", "\n".join([HEADINGS, *rows]).encode("utf-8-sig"))


def sent(client, content: bytes, name="细则.xlsx", **more):
    return client.post(at("import_scheme"), HEAD | {"file": SimpleUploadedFile(name, content)} | more)


def test_an_export_comes_in_again_unchanged_as_a_draft(client, zhang, sample):
    client.force_login(zhang)
    file = b"".join(client.get(at("export_scheme", sample.pk, "xlsx")))
    looked = sent(client, file)
    assert "检查通过" in body(looked)
    assert "每件扣1.5分，扣完为止" in body(looked)
    assert not Scheme.objects.filter(name=HEAD["name"]).exists()
    sent(client, file, checked=looked.context["digest"])
    made = Scheme.objects.get(name=HEAD["name"])
    assert contents(made) == contents(sample)
    assert (made.status, made.applies_to, made.deduct_from) == ("draft", "village", "apart")
    assert made.drafted_by == zhang
    assert {"assessment.scheme_export", "assessment.scheme_drafted"} <= set(
        AuditEvent.objects.values_list("verb", flat=True)
    )


def test_what_is_wrong_is_said_by_row_and_cell_and_nothing_is_saved(client, zhang):
    client.force_login(zhang)
    rows = (
        "A,会议,60,按件扣减到零,2,,,,,48",
        "A,教育,0.001,人工评定,,,,,,",
        "A,公开,10,按次计分,,,,,,",
        "A,评议,10,分档,,良好 10,,,,",
        "A,评议,10,人工评定,,,,,,第五十二条",
        "A,会 议,10,人工评定,1,,,,,",
    )
    answer = client.post(at("import_scheme"), HEAD | {"file": csv(*rows)})
    wrong = {(error.row, error.column) for error in answer.context["outcome"].report.rejected}
    assert wrong == {(3, "分值"), (4, "计分方法"), (5, "档次"), (6, "条文"), (7, "每次（件）分值")}
    assert not Scheme.objects.filter(name=HEAD["name"]).exists()


def test_a_file_that_totals_99_is_refused_at_its_last_row(client, zhang):
    client.force_login(zhang)
    page = body(client.post(at("import_scheme"), HEAD | {"file": csv("A,会议,60", "A,教育,39")}))
    assert "第 3 行" in page
    assert "还差1分" in page


def test_the_template_has_the_kinds_and_the_sources_to_choose_from(client, zhang):
    client.force_login(zhang)
    book = load_workbook(BytesIO(client.get(at("scheme_template")).getvalue()))
    options = {cell.value for row in book["选项"].iter_rows() for cell in row}
    assert {"有无", "按次计分到上限", "按件扣减到零", "分档", "人工评定", "办件按期办结"} <= options
    ruled = {
        str(rule.sqref)[0] for rule in book["填写"].data_validations.dataValidation if rule.type == "list"
    }
    assert ruled == {"D", "I"}


# -- what if --------------------------------------------------------------------------------------------


def stored() -> dict:
    """Every row of every table of the app, and the audit."""
    models = [*apps.get_app_config("assessment").get_models(), AuditEvent]
    return {model: list(model._base_manager.order_by("pk").values()) for model in models}


@pytest.fixture
def scored(town, sun, xishan, sample):
    """西山村 was given half of A1 and has a yellow warning; nobody has checked the rest."""
    workflow.open_year(2026, by=sun)
    line = Sheet.objects.get(unit=xishan).lines.get(item__text__startswith="A1")
    line.checked_score = Decimal("1.5")
    line.save()
    signed_warning(xishan, "yellow", status="received")
    return line


def with_a1_at_20(sample, zhang, **head) -> Scheme:
    """A1 is worth 20 instead of 3, A2 is gone, and a new item is worth what is left."""
    kept = [{name: row[name] for name in row if name != "position"} for row in contents(sample)]
    kept = [row for row in kept if not row["text"].startswith("A2")]
    kept[0] |= {"points": Decimal(20)}
    rest = Decimal(100) - sum(row["points"] for row in kept[:-20])
    cut = kept[: len(kept) - 20] + [item(rest, "Z1 新的一项")]
    return workflow.draft_scheme(by=zhang, name="试", items=cut, year_from=2026, **head)


def test_a_draft_is_tried_on_a_year_and_nothing_is_written(client, zhang, scored, sample):
    scheme = with_a1_at_20(sample, zhang)
    before = stored()
    client.force_login(zhang)
    page = body(client.get(at("try_scheme", scheme.pk), {"year": "2026"}))
    assert "Z1 新的一项" in page
    assert "A2 有机构" in page
    rows = {row.sheet.unit.short_name: row for row in queries.trial(scheme, 2026, zhang).rows}
    xishan, donggou = rows["西山村"], rows["东沟村"]
    assert (xishan.then, xishan.under) == (Decimal("97.5"), Decimal(89))  # 100 − 1.5 − 1, 100 − 10 − 1
    assert (donggou.then, donggou.under, donggou.unchecked) == (100, 100, True)
    assert stored() == before


def test_only_the_units_it_is_for_are_tried(zhang, scored, sample):
    scheme = with_a1_at_20(sample, zhang, applies_to=AppliesTo.VILLAGE)
    found = {row.sheet.unit.short_name for row in queries.trial(scheme, 2026, zhang).rows}
    assert found == {"西山村", "东沟村"}


def test_an_approved_score_is_the_one_that_was_approved(zhang, scored, sample):
    sheet = scored.sheet
    sheet.status, sheet.frozen, sheet.sha256 = "approved", {"result": {"得分": "88.5"}}, "0" * 64
    sheet.approved_on, sheet.approved_by = TODAY, "孙"
    sheet.save()
    rows = queries.trial(with_a1_at_20(sample, zhang), 2026, zhang).rows
    assert [row.then for row in rows if row.sheet == sheet] == [Decimal("88.5")]


def test_a_scheme_in_force_is_not_tried_and_a_year_without_sheets_says_so(client, zhang, sample, draft):
    client.force_login(zhang)
    assert client.get(at("try_scheme", sample.pk)).status_code == 403
    assert "还没有可以试算的考核表" in body(client.get(at("try_scheme", draft.pk), {"year": "x"}))


@pytest.mark.parametrize("count", [1, 3])
def test_the_trial_asks_as_much_for_one_unit_as_for_three(
    zhang, scored, sample, count, django_assert_num_queries
):
    scheme = with_a1_at_20(sample, zhang)
    kept = Sheet.objects.exclude(pk=scored.sheet_id).values_list("pk", flat=True)[: count - 1]
    Sheet.objects.exclude(pk__in=[scored.sheet_id, *kept]).delete()
    with django_assert_num_queries(TRIAL_QUERIES):
        assert len(queries.trial(scheme, 2026, zhang).rows) == count


TRIAL_QUERIES = 8

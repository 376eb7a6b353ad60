"""A unit's sheet: the art. 48 line, revocation, and who may read it."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F
from django.urls import reverse

from assessment import workflow
from assessment.enums import Count
from assessment.exports import sheets as exports
from assessment.models import Scheme, Sheet
from assessment.queries import bands, costs_of, explained, overview
from core import clock
from earlywarnings.models import EarlyWarning
from rulebook.models import SettingValue
from tests.assessment.signed import signed_warning
from tests.factories import RiskPointFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets(sun, town):
    workflow.open_year(2026, by=sun)
    return {sheet.unit.short_name: sheet for sheet in Sheet.objects.select_related("unit", "scheme")}


def test_opening_a_year_gives_departments_and_villages_a_sheet_and_enterprises_none(sheets):
    assert set(sheets) == {"西山村", "东沟村", "财政所", "民政办"}
    assert all(sheet.lines.count() == 27 for sheet in sheets.values())


def test_opening_twice_adds_nothing(sheets, sun):
    assert workflow.open_year(2026, by=sun) == []
    assert Sheet.objects.count() == 4


def test_villages_have_no_sheet_where_the_office_switched_that_off(sun, town):
    SettingValue.objects.create(
        key="assessment.villages_scored",
        value=False,
        valid_from=date(2026, 1, 1),
        set_by="孙正平",
        set_at=clock.now(),
        reason="村另行考核",
    )
    workflow.open_year(2026, by=sun)
    assert {sheet.unit.short_name for sheet in Sheet.objects.all()} == {"财政所", "民政办"}


def test_a_served_warning_is_a_line_with_its_points_and_its_link(sheets, li, xishan, client):
    warning = signed_warning(xishan, "yellow", status="received")
    client.force_login(li)
    page = client.get(sheets["西山村"].get_absolute_url()).content.decode()
    assert warning.get_absolute_url() in page
    assert "1件预警，共扣1分" in page
    assert "100−1＝99分" in page


def test_a_warning_costs_what_its_own_sheet_says_and_not_what_the_scheme_in_force_would(
    sheets, zhang, xishan
):
    """Of one matter the first alone costs where the sheet's scheme reads it so; without a sheet each has its price."""
    point = RiskPointFactory(unit=xishan)
    first, second = (signed_warning(xishan, "yellow", status="received") for _ in range(2))
    EarlyWarning.objects.update(risk_point=point)
    warnings = list(EarlyWarning.objects.order_by("pk"))
    assert [costs_of(warnings, zhang)[one.pk][0] for one in (first, second)] == [1, 1]
    Scheme.objects.update(count=Count.HIGHEST)
    assert [costs_of(warnings, zhang)[one.pk][0] for one in (first, second)] == [1, 0]
    sheets["西山村"].delete()
    assert [costs_of(warnings, zhang)[one.pk] for one in (first, second)] == [(1, None), (1, None)]


def test_a_signed_warning_does_not_give_itself_away_before_it_is_served(sheets, li, zhang, xishan, client):
    signed_warning(xishan, "red", status="signed")
    assert explained(sheets["西山村"], zhang)["result"].score == Decimal(100)
    assert explained(sheets["西山村"], li)["result"].score == Decimal(100)
    client.force_login(li)
    for url in (sheets["西山村"].get_absolute_url(), reverse("assessment:index"), "/"):
        assert not re.search(r"[>−]98\b|tier--red|−2", text_of(client.get(url)))


def text_of(response) -> str:
    return response.content.decode().split("<main", 1)[1]


def test_a_revoked_warning_gives_its_points_back(sheets, li, xishan):
    signed_warning(xishan, "red", status="revoked")
    assert explained(sheets["西山村"], li)["result"].score == Decimal(100)


def test_a_warning_counts_in_the_year_it_was_signed(sheets, zhang, xishan):
    signed_warning(xishan, "red", status="closed", signed_on=date(2025, 12, 31))
    assert explained(sheets["西山村"], zhang)["result"].deducted == 0


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("zhang", {"西山村", "东沟村", "财政所", "民政办"}),
        ("sun", {"西山村", "东沟村", "财政所", "民政办"}),
        ("zhao", {"西山村", "东沟村", "财政所", "民政办"}),
        ("wu", {"西山村", "东沟村", "财政所", "民政办"}),
        ("li", {"西山村"}),
        ("wang", {"东沟村"}),
        ("zhou", set()),
        ("chen", set()),
    ],
)
def test_who_sees_which_sheets(request, sheets, who, seen):
    user = request.getfixturevalue(who)
    assert {row.sheet.unit.short_name for row in overview(user, 2026)} == seen


def test_another_units_sheet_is_not_found(sheets, wang, client):
    client.force_login(wang)
    assert client.get(sheets["西山村"].get_absolute_url()).status_code == 404


@pytest.mark.parametrize("year", ["abc", "99999", "-1", ""])
def test_a_nonsense_year_shows_this_one(sheets, sun, client, year):
    client.force_login(sun)
    assert "2026年度百分考核" in client.get(reverse("assessment:index"), {"year": year}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions_for_one_warning_and_for_three(
    sheets, zhang, xishan, client, count, django_assert_max_num_queries
):
    for _ in range(count):
        signed_warning(xishan, "blue", status="received")
    client.force_login(zhang)
    with django_assert_max_num_queries(16):
        response = client.get(reverse("assessment:index"))
    assert f"{count} 件" in response.content.decode()


# -- bands, and no league table ---------------------------------------------------------------------------------


@pytest.fixture
def scored(sheets, zhang):
    """西山村 96, 东沟村 90, the departments not checked yet."""
    for name, lost in (("西山村", 4), ("东沟村", 10)):
        sheet = sheets[name]
        worst = sheet.lines.filter(points__gte=5).order_by("item__position")[:2]
        sheet.lines.update(checked_score=F("points"))
        for line in worst:
            line.checked_score = line.points - Decimal(lost) / 2
            line.save()
        Sheet.objects.filter(pk=sheet.pk).update(status="checked", checked_by=zhang)
    return sheets


def test_who_reads_many_units_sees_how_many_are_in_each_band(scored, zhang, zhao, li, client):
    expected = [("优秀", 1), ("良好", 1), ("合格", 0), ("不合格", 0), ("未核查", 2)]
    assert bands(zhang, 2026) == bands(zhao, 2026) == expected
    assert dict(bands(li, 2026)) == {"优秀": 1, "良好": 0, "合格": 0, "不合格": 0, "未核查": 0}
    client.force_login(zhang)
    assert "各档次单位数" in text_of(client.get(reverse("assessment:index")))
    client.force_login(li)
    page = text_of(client.get(reverse("assessment:index")))
    assert "各档次单位数" not in page
    assert "东沟村" not in page


def test_the_lines_of_the_bands_are_the_offices(scored, zhang):
    SettingValue.objects.create(
        key="assessment.band_good", value=91, valid_from=date(2026, 1, 1), set_by="孙", set_at=clock.now(), reason="从严"
    )  # fmt: skip
    assert dict(bands(zhang, 2026))["合格"] == 1


def order_of(response) -> list[str]:
    return re.findall(r"<td[^>]*><a[^>]*>(?:七道江镇)?([^<]+)</a>", text_of(response))


@pytest.mark.parametrize(
    ("who", "ordered"), [("zhang", True), ("sun", True), ("zhao", True), ("wu", False), ("li", False)]
)
def test_the_order_of_scores_is_for_the_discipline_staff_and_the_leaders_on_request(
    request, scored, client, who, ordered
):
    """The villages stand first in the town; 东沟村 has fewest points."""
    client.force_login(request.getfixturevalue(who))
    plain = order_of(client.get(reverse("assessment:index")))
    asked = order_of(client.get(reverse("assessment:index"), {"order": "score"}))
    assert (asked[-1] == "东沟村" and plain[-1] != "东沟村") is ordered
    assert (asked == plain) is not ordered
    assert ("按得分排列" in text_of(client.get(reverse("assessment:index")))) is ordered


# -- the sheet explains itself -------------------------------------------------------------------------------------


def test_a_head_reads_on_one_screen_how_the_score_came_about(scored, li, xishan, client):
    signed_warning(xishan, "yellow", status="received")
    sheet = scored["西山村"]
    client.force_login(li)
    page = text_of(client.get(sheet.get_absolute_url()))
    rungs = re.findall(r"<li><b>(.+?)</b><span>.*?</span><strong>(.+?)</strong></li>", page)
    assert rungs == [
        ("满分", "100"),
        ("自评", "—"),
        ("核查", "96"),
        ("扣分", "−1"),
        ("得分", "95"),
        ("折算", "14.5"),
    ]
    assert "96−1＝95分，档次为“优秀”。" in page
    assert "95×10%＝9.5分计入责任制考核；达到95分，单位和班子成员在责任制考核中加5分。" in page
    assert page.index("这个分是怎么来的") < page.index("哪几项丢了分") < page.index("评分项")
    assert page.count("−2</span>") == 2


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_the_sheet_is_a_file_too(scored, li, client, extension):
    client.force_login(li)
    response = client.get(reverse("assessment:sheet_file", args=[scored["西山村"].pk, extension]))
    assert response["content-disposition"].startswith("attachment")
    assert b"".join(response.streaming_content)[:2] in (b"%P", b"PK")


def test_the_paper_says_what_the_screen_says(scored, li):
    document = exports.document(Sheet.objects.get(unit__short_name="西山村"), li)
    words = "".join("".join(section.paragraphs) for section in document.sections)
    for said in ("核查：96。", "得分：96。96分，档次为“优秀”。", "红色、黄色、蓝色预警每件分别扣2、1、0.5分"):
        assert said in words
    assert len(document.sections[-1].paragraphs) == 27

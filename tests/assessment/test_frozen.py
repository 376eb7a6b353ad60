"""An approved year (art. 48): nobody changes it through any request, and what changed beside it afterwards is named."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import get_resolver

from assessment import queries, rules, workflow
from assessment.models import Appeal, Sheet, SheetLine
from core import clock
from earlywarnings.models import EarlyWarning
from organisations import workflow as organisations
from organisations.models import Appointment
from rulebook.models import SettingValue
from tests.assessment.signed import signed_warning
from tests.assessment.year import at, body, checked, line_of, typed
from tests.factories import RiskPointFactory

pytestmark = pytest.mark.django_db
EVERYBODY = ("zhang", "qian", "sun", "li", "zhou", "wang", "zhao", "wu", "zheng", "feng", "chen")


# -- frozen -------------------------------------------------------------------------------------------------


@pytest.fixture
def appealed(sheet, li, zhang, qian, sun) -> Sheet:
    """Approved and published, with an appeal that was answered."""
    sheet = checked(sheet, li, zhang, A1=(True, Decimal(1), "少一次"))
    made = workflow.appeal(sheet, by=li, line=line_of(sheet, "A1"), reason="有")
    workflow.answer(made, by=qian, score=Decimal(3), words="查实")
    workflow.approve(sheet, by=sun)
    return workflow.publish(sheet, by=sun)


def everything(sheet) -> list:
    """Every column of the sheet, its lines and its appeals."""
    of = {Sheet: {"pk": sheet.pk}, SheetLine: {"sheet": sheet}, Appeal: {"line__sheet": sheet}}
    return [list(model.objects.filter(**mine).order_by("pk").values()) for model, mine in of.items()]


def addresses(sheet) -> list[str]:
    """Every address of the app, about the sheet, its line or its appeal."""
    made, line = Appeal.objects.get(line__sheet=sheet), line_of(sheet, "D3")
    things = {"answer": [made.pk], "evidence": [sheet.pk, line.pk], "sheet_file": [sheet.pk, "pdf"]}
    app = next(each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "assessment")
    without = ("index", "scheme", "open_year")
    named = [each.name for each in app.url_patterns if "sheets" in each.callback.__module__]
    return [at(name, *([] if name in without else things.get(name, [sheet.pk]))) for name in named]


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_frozen_year_is_changed_by_nobody_through_any_request(client, request, appealed, who):
    client.force_login(request.getfixturevalue(who))
    said = typed(appealed, version=appealed.version, note="改", A1=("on", "0", "改"))
    said |= {"line": line_of(appealed, "A2").pk, "reason": "改", "score": "0", "words": "改"}
    before, urls = everything(appealed), addresses(appealed)
    assert len(urls) >= 12
    for url in urls:
        client.post(url, said)
    assert everything(appealed) == before


def test_the_database_refuses_an_approved_sheet_without_its_seal(sheet):
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(status="approved")


# -- asked again -----------------------------------------------------------------------------------------------


def recomputed(*options) -> str:
    said = StringIO()
    call_command("recompute_assessment", "2026", *options, stdout=said)
    return said.getvalue()


def test_recomputing_an_untouched_year_gives_the_same_also_a_year_later(frozen):
    assert "已审定1张考核表，0张与审定时不一致" in recomputed("--check")
    with clock.at(date(2027, 11, 24)):
        assert "0张与审定时不一致" in recomputed("--check")


def a_warning_that_came(frozen, sun):
    warning = signed_warning(frozen.unit, "red", status="received")
    return [f"{warning.number}，审定时为“没有”，现为“红色，扣2分”", "得分，审定时为“100”，现为“98”"]


def a_name(frozen, sun):
    from organisations.models import Unit

    Unit.objects.filter(pk=frozen.unit_id).update(name="七道江镇西山新村")
    return ["单位名称，审定时为“七道江镇西山村”，现为“七道江镇西山新村”"]


def a_line(frozen, sun):
    frozen.lines.filter(item__text__startswith="A1 ").update(checked_score=Decimal(1))
    return [
        "A1 班子专题研究防控工作每年不少于2次，审定时为“满分3分，自评3分，核查3分”，现为“满分3分，自评3分，核查1分”。没有查到经办记录",
        "得分，审定时为“100”，现为“98”",
    ]


def a_row_of_evidence(frozen, sun):
    RiskPointFactory(unit=frozen.unit, registered=True)
    return [
        "D3 措施逐点对应、责任人明确，审定时为“在册风险点0个，没有措施的0个”，现为“在册风险点1个，没有措施的1个”"
    ]


def an_amount(frozen, sun):
    SettingValue.objects.create(
        key="assessment.bonus",
        value=3,
        valid_from=date(2026, 1, 1),
        set_by="孙正平",
        set_at=clock.now(),
        reason="改少",
    )
    return [
        "第四十八条口径，审定时为",
        "孙正平，修改设置",
        "李长河，审定时为“责任制考核加5分”，现为“责任制考核加3分”",
    ]


def an_appointment(frozen, sun):
    Appointment.objects.filter(person__name="李长河").update(ends_on=date(2026, 12, 30))
    return ["李长河，审定时为“责任制考核加5分”，现为“没有”"]


@pytest.mark.parametrize(
    "change", [a_warning_that_came, a_name, a_line, a_row_of_evidence, an_amount, an_appointment]
)
def test_a_fact_that_changed_after_the_freeze_is_named(frozen, sun, change):
    wanted = change(frozen, sun)
    with pytest.raises(CommandError, match="与审定时不一致"):
        recomputed("--check")
    told = recomputed()
    assert [words for words in wanted if words not in told] == []


def test_who_changed_it_is_named(frozen, sun, zhang, xishan):
    """Through the moves of the other floors, so that the audit knows the hand."""
    with clock.at(date(2026, 12, 1)):
        held = Appointment.objects.get(person__name="李长河")
        organisations.dismiss(held, by=zhang, on=date(2026, 12, 1))
        organisations.change_unit(xishan, by=zhang, name="七道江镇西山新村")
    told = recomputed()
    assert "李长河，审定时为“责任制考核加5分”，现为“没有”。最近：2026年12月1日，张晓梅" in told
    assert "现为“七道江镇西山新村”。最近：2026年12月1日，张晓梅" in told


def test_a_warning_that_was_revoked_after_the_freeze_is_named(sheet, li, zhang, sun, xishan):
    warning = signed_warning(xishan, "yellow", status="received")
    frozen = workflow.approve(workflow.accept(checked(sheet, li, zhang), by=li), by=sun)
    EarlyWarning.objects.filter(pk=warning.pk).update(status="revoked", revoked_reason="有误")
    told = recomputed()
    assert f"{warning.number}，审定时为“黄色，扣1分”，现为“没有”" in told
    assert queries.explained(frozen, sun)["result"].score == Decimal(99), "as it was approved"


def test_a_record_that_was_tampered_with_does_not_fit_its_seal(frozen):
    Sheet.objects.filter(pk=frozen.pk).update(frozen=frozen.frozen | {"unit": "别村"})
    assert "与校验值不符" in recomputed()


def test_the_discipline_staff_read_on_the_sheet_what_changed_and_the_unit_does_not(
    client, frozen, sun, li, xishan
):
    warning = signed_warning(xishan, "red", status="received")
    client.force_login(sun)
    page = body(client.get(frozen.get_absolute_url()))
    assert "审定以后有变动" in page
    assert str(warning.number) in page
    client.force_login(li)
    page = body(client.get(frozen.get_absolute_url()))
    assert "审定以后有变动" not in page
    assert "<strong>100</strong>" in page


def test_a_sheet_frozen_before_evidence_was_kept_is_compared_by_what_it_has(frozen):
    kept = {name: frozen.frozen[name] for name in ("unit", "year", "scheme", "lines", "warnings", "result")}
    Sheet.objects.filter(pk=frozen.pk).update(frozen=kept, sha256=rules.fingerprint(kept))
    RiskPointFactory(unit=frozen.unit, registered=True)
    assert "0张与审定时不一致" in recomputed("--check")


# -- +5 for each ------------------------------------------------------------------------------------------------


def test_article_48_gives_the_bonus_to_the_unit_and_to_each_who_led_it_by_name(client, frozen, li, xishan):
    assert frozen.frozen["group"] == {"李长河": "责任制考核加5分"}
    client.force_login(li)
    assert "班子成员：李长河责任制考核加5分。" in body(client.get(frozen.get_absolute_url()))


def test_below_95_nobody_gets_it(sheet, li, zhang, sun, xishan):
    for _ in range(3):
        signed_warning(xishan, "red", status="received")
    frozen = workflow.approve(workflow.accept(checked(sheet, li, zhang), by=li), by=sun)
    assert (frozen.frozen["result"]["得分"], frozen.frozen["group"]) == ("94", {})


def test_who_came_after_the_last_day_of_the_year_does_not_get_it(sheet, li, zhang, sun, xishan):
    from tests.factories import AppointmentFactory, PersonFactory, PostFactory

    post = PostFactory(unit=xishan, is_head=True)
    AppointmentFactory(post=post, person=PersonFactory(unit=xishan, name="新来"), starts_on=date(2027, 1, 1))
    frozen = workflow.approve(workflow.accept(checked(sheet, li, zhang), by=li), by=sun)
    assert set(frozen.frozen["group"]) == {"李长河"}

"""What each move of a power does, and that a refused one does nothing."""

from datetime import date

import pytest

from audit.models import AuditEvent
from core import clock
from core.verdict import Refusal
from powers import workflow
from powers.enums import Status
from powers.models import LibraryPower, PowerKind
from tests.factories import BasisFactory, PowerFactory, StepFactory

pytestmark = pytest.mark.django_db

LAW = {"kind": "law", "title": "《土地管理法》", "article": "第六十二条"}


@pytest.fixture
def content():
    return {"name": "农村居民宅基地审批", "kind": PowerKind.objects.get(name="行政许可")}


@pytest.fixture
def on_a_day():
    with clock.at(date(2026, 3, 2)):
        yield


def verbs():
    return list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))


def test_article_8_from_draft_through_review_into_the_catalogue(content, zhou, xishan, zhang, sun, on_a_day):
    power = workflow.create(xishan, by=zhou, bases=[LAW], **content)
    power = workflow.review(power, by=zhang, reason="依据充分。")
    power = workflow.confirm(power, by=sun)

    assert (power.status, power.confirmed_on) == (Status.CONFIRMED, date(2026, 3, 2))
    assert (power.reviewed_by, power.confirmed_by) == (
        "七道江镇纪委委员 张晓梅",
        "七道江镇纪委书记 孙正平",
    )
    assert verbs() == ["powers.created", "powers.reviewed", "powers.confirmed"]


def test_article_8_a_power_without_a_basis_stays_outside_the_catalogue(content, zhou, xishan, zhang, sun):
    power = workflow.review(workflow.create(xishan, by=zhou, **content), by=zhang)

    with pytest.raises(Refusal, match="没有法规依据的职权不能确认"):
        workflow.confirm(power, by=sun)

    power.refresh_from_db()
    assert (power.status, power.confirmed_on) == (Status.REVIEWED, None)


def test_nobody_checks_what_they_wrote(content, zhang, xishan):
    power = workflow.create(xishan, by=zhang, bases=[LAW], **content)

    with pytest.raises(Refusal, match="另一位工作人员"):
        workflow.review(power, by=zhang)


def test_a_changed_power_is_a_draft_again_and_the_confirmed_version_stays_readable(li, xishan, on_a_day):
    power = PowerFactory(unit=xishan, confirmed=True)

    power = workflow.change(power, by=li, content="新的内容")

    assert (power.status, power.version, power.changed_on) == (Status.DRAFT, 2, date(2026, 3, 2))
    assert [row.status for row in power.history.all()] == [Status.DRAFT, Status.CONFIRMED]


def test_a_name_stands_once_in_the_catalogue_of_a_unit(content, li, xishan, donggou):
    PowerFactory(unit=donggou, name=content["name"])
    PowerFactory(unit=xishan, name=content["name"], status=Status.CANCELLED)
    workflow.create(xishan, by=li, **content)

    with pytest.raises(Refusal, match="已有“农村居民宅基地审批”"):
        workflow.create(xishan, by=li, **content)


def test_change_of_an_older_version_is_refused(li, zhou, xishan):
    power = PowerFactory(unit=xishan)
    workflow.change(power, by=li, name="先改的")

    with pytest.raises(Refusal, match="别人已经改过"):
        workflow.change(power, by=zhou, version=1, name="后改的")


def test_steps_can_change_places_and_keep_what_hangs_on_them(li, xishan):
    power = PowerFactory(unit=xishan)
    first, second, third = (
        StepFactory(power=power, number=n, name=name) for n, name in enumerate("受审批", 1)
    )

    workflow.change(power, by=li, steps=[{"id": third.pk}, {"id": first.pk}, {"name": "新"}])

    assert [(step.number, step.name) for step in power.steps.all()] == [(1, "批"), (2, "受"), (3, "新")]
    assert not power.steps.filter(pk=second.pk).exists()


def test_a_basis_that_is_left_out_goes(li, xishan):
    power = PowerFactory(unit=xishan)
    kept, gone = BasisFactory(power=power), BasisFactory(power=power)

    workflow.change(power, by=li, bases=[{"id": kept.pk}, LAW | {"title": "《城乡规划法》"}])

    assert [basis.title for basis in power.bases.all()] == ["《土地管理法》", "《城乡规划法》"]
    assert not power.bases.filter(pk=gone.pk).exists()


def test_article_8_a_power_that_exceeds_its_authority_goes_back_to_be_regularised(sun, li, xishan):
    power = workflow.to_regularise(PowerFactory(unit=xishan, confirmed=True), by=sun, reason="超越权限。")
    assert (power.status, power.review_reason) == (Status.TO_REGULARISE, "超越权限。")

    assert workflow.change(power, by=li, content="改好了").status == Status.DRAFT


def test_article_8_a_cancelled_power_is_out_of_force_from_today_and_stays(sun, xishan, on_a_day):
    power = workflow.cancel(PowerFactory(unit=xishan), by=sun, reason="没有法规依据。")

    assert (power.status, power.valid_until) == (Status.CANCELLED, date(2026, 3, 2))


def test_a_copy_of_an_example_is_a_draft_whose_basis_waits_to_be_verified(li, xishan):
    power = workflow.copy(LibraryPower.objects.get(number=19), unit=xishan, by=li)

    assert (power.status, power.kind.name, power.source) == (Status.DRAFT, "行政裁决", "示例库第19项")
    assert [(basis.kind, basis.title, basis.article, basis.is_unverified) for basis in power.bases.all()] == [
        ("law", "《土地管理法》", "第十四条", True),
        ("rule", "《土地权属争议调查处理办法》", "第五条", True),
    ]


@pytest.mark.parametrize(
    ("number", "kind", "sub_kind"),
    [(2, "行政许可", "初审"), (14, "行政许可", "审批"), (40, "其他行政权力", "备案"), (48, "公共服务", "")],
)
def test_the_kind_of_an_example_becomes_one_of_ours(number, kind, sub_kind, li, xishan):
    power = workflow.copy(LibraryPower.objects.get(number=number), unit=xishan, by=li)

    assert (power.kind.name, power.sub_kind) == (kind, sub_kind)

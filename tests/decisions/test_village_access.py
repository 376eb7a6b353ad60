"""Who may do what with a village decision in which state, and who may not even know of it (art. 29)."""

from datetime import date

import pytest
from django.urls import reverse

from core.gates import Role
from core.verdict import Refusal
from decisions.access import village as access
from decisions.enums.village import Stage, VillageStatus
from decisions.queries import village as queries
from decisions.workflow import village as workflow
from organisations.models import User
from tests.factories import RoleAssignmentFactory, UserFactory
from tests.factories.village import MATTER, decided, said_at

pytestmark = pytest.mark.django_db

WRITERS = ("zhou", "li", "zhang", "sun")
OTHERS = ("wang", "zhao", "wu", "zheng", "feng", "chen")
UNDER_WAY = [status for status in VillageStatus if status not in (VillageStatus.DONE, VillageStatus.REJECTED)]
ALLOWED = (
    {(status, who, "hold") for status in UNDER_WAY for who in WRITERS}
    | {(VillageStatus.PROPOSE, who, "change") for who in WRITERS}
    | {(VillageStatus.REPORT, who, "object") for who in WRITERS}
    | {(status, who, "disclose") for status in (VillageStatus.REPORT, VillageStatus.DONE) for who in WRITERS}
)


@pytest.mark.parametrize("status", VillageStatus)
def test_moves(request, xishan, zhou, status):
    decision = decided(xishan, by=zhou, upto=status)
    assert decision.status == status
    found = set()
    for who in (*WRITERS, *OTHERS):
        user = request.getfixturevalue(who)
        for move, ask in access.MOVES.items():
            verdict = ask(user, decision)
            assert verdict or verdict.reason.endswith("。")
            if verdict:
                found.add((status, who, move))
    assert found == {allowed for allowed in ALLOWED if allowed[0] == status}


@pytest.mark.parametrize("who", OTHERS)
def test_workflow_refuses_whom_access_refuses(request, xishan, zhou, who):
    user, decision = request.getfixturevalue(who), decided(xishan, by=zhou, upto=VillageStatus.REPORT)
    objection = workflow.record_objection(decision, by=zhou, said_on=date(2026, 11, 12), text="底价太低。")
    step = queries.last_step(decision)
    for deed in (
        lambda: workflow.begin(xishan, by=user, **MATTER),
        lambda: workflow.change(decision, by=user, title="别的"),
        lambda: workflow.hold(decision, by=user, stage=Stage.REPORT, **said_at(Stage.REPORT)),
        lambda: workflow.correct(step, by=user, reason="打错", place="别处"),
        lambda: workflow.record_objection(decision, by=user, said_on=date(2026, 11, 12), text="意见"),
        lambda: workflow.answer_objection(objection, by=user, answer="答复"),
        lambda: workflow.disclose(decision, by=user, disclosure="withheld", withheld_reason="理由"),
        lambda: workflow.attach(step, by=user, files=[("a.pdf", b"%PDF-1.7 x")]),
    ):
        with pytest.raises(Refusal):
            deed()
    assert not queries.files_on(decision).exists()


@pytest.mark.parametrize("unit", ["town", "caizheng", "enterprise", "centre"])
def test_only_a_village_decides_in_six_steps(request, zhang, unit):
    verdict = access.may_begin(zhang, request.getfixturevalue(unit))
    assert verdict.reason == "四议两公开由村办理，站办所和镇的事项请走三重一大议题。"


def test_a_role_that_has_ended_writes_nothing(xishan):
    user = UserFactory(unit=xishan)
    RoleAssignmentFactory(user=user, role=Role.COLLECTOR, unit=xishan, ends_on=date(2026, 11, 23))
    assert not access.may_begin(User.objects.get(pk=user.pk), xishan)


def test_a_collector_of_the_town_does_not_reach_into_its_villages(town, xishan, zhou):
    decided(xishan, by=zhou)
    collector = UserFactory(role=Role.COLLECTOR, unit=town)
    assert not access.may_begin(collector, xishan)
    assert not queries.visible_to(collector).exists()


@pytest.mark.parametrize(("who", "sees"), [(w, w in (*WRITERS, "zhao")) for w in (*WRITERS, *OTHERS)])
def test_who_sees_it(request, xishan, donggou, zhang, zhou, who, sees):
    own, foreign = decided(xishan, by=zhou), decided(donggou, by=zhang, title="别村的事")
    user = request.getfixturevalue(who)
    seen = set(queries.visible_to(user))
    assert (own in seen) is sees
    assert (foreign in seen) is (who in ("zhang", "sun", "zhao", "wang"))


ONE = (
    "village",
    "village_change",
    "village_hold",
    "village_object",
    "village_disclose",
)


def test_a_foreign_village_finds_nothing_by_any_address(client, wang, zhou, xishan):
    decision = decided(xishan, by=zhou, upto=VillageStatus.REPORT)
    step = workflow.attach(queries.last_step(decision), by=zhou, files=[("签到.pdf", b"%PDF-1.7 signed")])
    objection = workflow.record_objection(decision, by=zhou, said_on=date(2026, 11, 12), text="底价太低。")
    file = queries.files_on(decision).get()
    addresses = [reverse(f"decisions:{name}", args=[decision.pk]) for name in ONE]
    addresses += [
        reverse("decisions:village_notice", args=[decision.pk, "pdf"]),
        reverse("decisions:village_file", args=[decision.pk, file.pk]),
        reverse("decisions:village_correct", args=[step.pk]),
        reverse("decisions:village_attach", args=[step.pk]),
        reverse("decisions:village_answer", args=[objection.pk]),
    ]
    client.force_login(wang)
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 404
    )
    posted = {address: client.post(address).status_code for address in addresses}
    assert posted == dict.fromkeys(addresses, 404)
    assert "鱼塘" not in client.get(reverse("decisions:villages")).content.decode()


def test_a_file_of_another_decision_is_not_found_under_ones_own(client, wang, zhou, zhang, xishan, donggou):
    foreign = decided(xishan, by=zhou, upto=VillageStatus.DISCUSS)
    workflow.attach(queries.last_step(foreign), by=zhou, files=[("签到.pdf", b"%PDF-1.7 signed")])
    own = decided(donggou, by=zhang, upto=VillageStatus.DISCUSS)
    file = queries.files_on(foreign).get()
    client.force_login(wang)
    assert client.get(reverse("decisions:village_file", args=[own.pk, file.pk])).status_code == 404

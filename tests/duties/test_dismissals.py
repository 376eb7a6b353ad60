"""不作为问题: who may leave a hit out, why, until when, and that it comes back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from core import clock, registries
from core.verdict import Refusal
from duties import access, queries, workflow
from duties.models import Dismissal
from tests.duties.scenes import SCENES, TODAY, YESTERDAY
from tests.factories import (
    EarlyWarningFactory,
    FormFactory,
    PeriodFactory,
    RiskPointFactory,
)

pytestmark = pytest.mark.django_db
UNTIL = TODAY + timedelta(days=90)
WHY = "该岗位空缺，编制已冻结。"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def duty(name):
    return next(one for one in registries.duties if one.name == name)


@pytest.fixture
def measured():
    return duty("points_measured")


@pytest.fixture
def point(xishan):
    return RiskPointFactory(unit=xishan, registered=True)


def dismiss(duty, thing, by, **said):
    return workflow.dismiss(duty, thing, by=by, **{"reason": WHY, "until": UNTIL} | said)


def test_a_hit_left_out_is_counted_apart_until_its_day(measured, point, zhang, li):
    dismiss(measured, point, zhang)
    for user in (zhang, li):
        line = queries.line_of(measured, user, TODAY)
        assert (line.open, line.dismissed, line.looked_at, line.share) == (0, 1, 1, "100%")
    assert queries.line_of(measured, li, UNTIL).dismissed == 1
    after = queries.line_of(measured, li, UNTIL + timedelta(days=1))
    assert (after.open, after.dismissed) == (1, 0)


def test_it_is_kept_with_who_and_why_and_is_a_deed(measured, point, zhang):
    kept = dismiss(measured, point, zhang)
    assert (kept.unit, kept.reason, kept.until) == (point.unit, WHY, UNTIL)
    assert kept.dismissed_by == "七道江镇纪委委员张晓梅"
    event = AuditEvent.objects.get(verb="duties.dismissed")
    assert event.details["reason"] == WHY


def test_only_the_hit_is_left_out_and_only_of_its_duty(measured, point, zhang, xishan):
    other = RiskPointFactory(unit=xishan, status="unchecked", level_source="A")
    dismiss(measured, point, zhang)
    assert list(queries.open_hits(measured, zhang, TODAY)) == [other]
    dismiss(measured, other, zhang)
    assert queries.line_of(duty("points_examined"), zhang, TODAY).open == 1


def test_taken_back_it_is_there_again(measured, point, zhang, sun):
    workflow.take_back(dismiss(measured, point, zhang), by=sun)
    assert queries.line_of(measured, zhang, TODAY).open == 1
    assert AuditEvent.objects.filter(verb="duties.taken_back").count() == 1
    with pytest.raises(Refusal, match="已经重新作为问题"):
        workflow.take_back(Dismissal.objects.get(), by=sun)
    dismiss(measured, point, sun)
    assert Dismissal.objects.count() == 2


def test_two_people_leave_it_out_once(measured, point, zhang, sun):
    dismiss(measured, point, zhang)
    with pytest.raises(Refusal, match="已经列为不作为问题"):
        dismiss(measured, point, sun)
    assert Dismissal.objects.count() == 1


def test_when_its_day_is_past_it_may_be_left_out_again(measured, point, zhang):
    first = dismiss(measured, point, zhang)
    with clock.at(UNTIL + timedelta(days=1)):
        dismiss(measured, point, zhang, until=UNTIL + timedelta(days=100))
    first.refresh_from_db()
    assert first.ended_on == UNTIL + timedelta(days=1)
    assert Dismissal.objects.filter(ended_on=None).count() == 1


@pytest.mark.parametrize(("days", "refusal"), [(-1, "已经过去"), (0, ""), (180, ""), (181, "最长180天")])
def test_at_most_half_a_year(measured, point, zhang, days, refusal):
    until = TODAY + timedelta(days=days)
    if not refusal:
        assert dismiss(measured, point, zhang, until=until).until == until
        return
    with pytest.raises(Refusal, match=refusal):
        dismiss(measured, point, zhang, until=until)


def test_a_reason_is_needed_and_the_database_asks_too(measured, point, zhang):
    with pytest.raises(Refusal, match="请写明理由"):
        dismiss(measured, point, zhang, reason="　 ")
    kept = dismiss(measured, point, zhang)
    for broken in ({"reason": ""}, {"until": YESTERDAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dismissal.objects.filter(pk=kept.pk).update(**broken)


# whose unit × who: the body above judges, nobody judges their own
JUDGES = {
    "xishan": "oo-----",
    "town": "------o",
    "enterprise": "------o",  # a direct point reports past the town
}


@pytest.mark.parametrize("whose", JUDGES)
def test_who_may_say_that_it_is_no_problem(request, whose, zhang, sun, li, zhou, wang, zhao, wu):
    unit = request.getfixturevalue(whose)
    people = (zhang, sun, li, zhou, wang, zhao, wu)
    assert "".join("o" if access.may_dismiss(user, unit) else "-" for user in people) == JUDGES[whose]


def test_not_by_who_heads_the_unit(xishan, li, zhang):
    from core.gates import Role
    from tests.factories import RoleAssignmentFactory

    RoleAssignmentFactory(user=li, role=Role.INFORMATION_OFFICER, unit=xishan.parent)
    assert "由其他人" in access.may_dismiss(li, xishan).reason


def test_what_is_not_seen_is_not_left_out(client, xishan, zhang, point):
    """A signed warning named him: its hit, and the dismissal of its hit, are not his to handle."""
    warning = EarlyWarningFactory(unit=xishan, person=zhang.person, status="signed")
    client.force_login(zhang)
    address = reverse("duties:dismiss", args=["notices_signed_for", warning.pk])
    assert client.get(address).status_code == 404
    with pytest.raises(Refusal):
        dismiss(duty("notices_signed_for"), warning, zhang)
    hidden = Dismissal.objects.create(
        duty="notices_signed_for", thing_id=warning.pk, unit=xishan, what="…", reason="…",
        dismissed_on=TODAY, dismissed_by="孙", until=UNTIL,
    )  # fmt: skip
    assert client.post(reverse("duties:take_back", args=[hidden.pk])).status_code == 404


def test_from_the_page_and_back(client, measured, point, zhang, li):
    client.force_login(zhang)
    address = reverse("duties:dismiss", args=[measured.name, point.pk])
    page = reverse("duties:duty", args=[measured.name])
    assert address in client.get(page).content.decode()
    late = client.post(address, {"reason": WHY, "until": TODAY + timedelta(days=200)})
    assert "最长180天" in late.content.decode() and not Dismissal.objects.exists()
    assert client.post(address, {"reason": WHY, "until": UNTIL}).status_code == 302
    assert client.get(address).status_code == 404  # no hit any more
    client.force_login(li)
    shown = client.get(page, {"shown": "dismissed"}).content.decode()
    assert WHY in shown and "重新作为问题" not in shown
    client.force_login(zhang)
    assert "重新作为问题" in client.get(page, {"shown": "dismissed"}).content.decode()
    client.post(reverse("duties:take_back", args=[Dismissal.objects.get().pk]))
    assert address in client.get(page).content.decode()


def test_what_the_town_owes_is_refused_with_the_reason(client, zhang, town):
    SCENES["bulletin_sent"](None, town)
    client.force_login(zhang)
    refused = client.get(reverse("duties:dismiss", args=["bulletin_sent", town.pk]))
    assert refused.status_code == 403 and "预警中心认定" in refused.content.decode()


def test_the_centre_judges_a_direct_point(enterprise, wu):
    period = PeriodFactory(code="2026Q3", due_on=YESTERDAY)
    form = FormFactory(unit=enterprise, period=period)
    dismiss(duty("forms_filed"), form, wu)
    assert queries.line_of(duty("forms_filed"), wu, TODAY).dismissed == 1

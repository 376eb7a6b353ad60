"""Curious, moved, promoted or disgruntled: what a commitment and a report keep from whom (art. 23, 24)."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from core.gates import Role
from declarations.access import commitments as access
from declarations.access import matters as matter_access
from declarations.enums import CommitmentStatus
from declarations.queries import commitments, matters
from declarations.workflow import commitments as workflow
from declarations.workflow import matters as matter_workflow
from organisations.models import User
from tests.factories import RoleAssignmentFactory
from tests.factories.declarations import CommitmentFactory, MatterReportFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def again(user) -> User:
    return User.objects.get(pk=user.pk)


def test_a_unit_that_changes_its_name_changes_no_word_of_what_was_signed(zhang, li, template):
    made = workflow.draft(by=li, person=li.person, promises=["每月5日前逐笔公布收支。"])
    signed = workflow.sign(made, by=li)
    before = signed.sealed_text
    li.person.unit.name = "七道江镇西山社区"
    li.person.unit.save()
    li.person.name = "李改名"
    li.person.save()

    signed = type(signed).objects.get(pk=signed.pk)

    assert signed.sealed_text == before
    assert access.may_publish(zhang, signed)


def test_whoever_moves_before_signing_signs_for_the_new_post(li, donggou, template):
    made = workflow.draft(by=li, person=li.person, promises=["每月5日前逐笔公布收支。"])
    person = li.person
    person.unit, person.title = donggou, "东沟村党支部书记"
    person.save()

    refusal = access.may_sign(again(li), type(made).objects.get(pk=made.pk))
    assert not refusal
    assert "职务" in refusal.reason
    changed = workflow.change(made, by=again(li), promises=["每月5日前逐笔公布收支。"])

    assert changed.unit == donggou
    assert "东沟村党支部书记" in changed.signer
    assert access.may_sign(again(li), changed)


def test_the_collector_of_the_new_unit_goes_on_where_the_old_one_stopped(zhou, wang, lin, donggou, template):
    """Without an account, moved: whose paper is typed where it lies now."""
    signed = CommitmentFactory(person=lin, status=CommitmentStatus.SIGNED)
    collector = RoleAssignmentFactory(user=wang, role=Role.COLLECTOR, unit=donggou).user
    lin.unit = donggou
    lin.save()

    assert signed in commitments.visible_to(again(collector))


def test_a_village_accountant_does_not_read_the_draft_of_a_head_with_an_account(client, zhou, li, template):
    draft = CommitmentFactory(person=li.person)
    client.force_login(zhou)

    assert client.get(reverse("declarations:commitment", args=[draft.pk])).status_code == 404
    assert client.get(reverse("declarations:commitment_file", args=[draft.pk, "pdf"])).status_code == 404


def test_nobody_takes_down_their_own_promise(zhang, qian):
    own = CommitmentFactory(person=zhang.person, status=CommitmentStatus.PUBLISHED)

    assert not access.may_withdraw(zhang, own)
    assert access.may_withdraw(qian, own)


@pytest.mark.parametrize("role", [Role.COLLECTOR, Role.UNIT_HEAD])
def test_a_handler_who_comes_near_the_reporter_reads_no_more(role, client, li, sun, zhao, xishan):
    report = MatterReportFactory(person=li.person)
    matter_workflow.lend(report, zhao, by=sun, until=date(2026, 12, 31))
    assert report in matters.visible_to(again(zhao))

    RoleAssignmentFactory(user=zhao, role=role, unit=xishan)
    handler = again(zhao)

    assert report not in matters.visible_to(handler)
    assert not matter_access.may_remark(handler, report)
    client.force_login(handler)
    assert client.get(report.get_absolute_url()).status_code == 404
    assert str(report) not in client.get(reverse("declarations:index")).content.decode()


def test_an_ended_loan_leaves_nothing_but_a_dead_address(client, li, sun, zhao):
    report = MatterReportFactory(person=li.person, content="女儿办婚宴十桌。")
    matter_workflow.lend(report, zhao, by=sun, until=TODAY)
    client.force_login(zhao)
    assert client.get(report.get_absolute_url()).status_code == 200

    with clock.at(date(2026, 11, 25)):
        for name in ("matter", "print_matter", "remark", "supplement"):
            assert client.get(reverse(f"declarations:{name}", args=[report.pk])).status_code == 404
        assert str(report) not in client.get(reverse("declarations:index")).content.decode()


def test_a_clerk_finds_no_trace_of_the_secretarys_own_report(client, sun, zhang, wu):
    report = MatterReportFactory(person=sun.person, addressee="centre")
    client.force_login(zhang)
    for name in ("matter", "print_matter", "read", "ask", "remark", "supplement"):
        assert client.get(reverse(f"declarations:{name}", args=[report.pk])).status_code == 404
    assert client.post(reverse("declarations:file", args=[report.pk])).status_code == 404
    for listed in (reverse("declarations:matters"), reverse("declarations:index"), "/"):
        assert str(report) not in client.get(listed, follow=True).content.decode()


def test_a_promise_of_several_lines_prints_without_empty_headings(li, template):
    from declarations.exports import document

    template.integrity = "不收礼金。\n不办酒席。"
    template.save()
    made = workflow.draft(by=li, person=li.person, promises=["每月5日前逐笔公布收支。"])

    parts = document(made).sections

    assert "不办酒席。" not in [part.heading for part in parts]
    assert any("不办酒席。" in "".join(part.paragraphs) for part in parts)

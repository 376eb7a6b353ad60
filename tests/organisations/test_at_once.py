"""Two people at the same moment: one succeeds, the other is told why not. Real connections."""

import threading
from datetime import date

import pytest
from django.db import connection

from core.gates import Role
from core.verdict import Refusal
from organisations import workflow
from organisations.models import Person, Portfolio, Post, RoleAssignment, Unit, User
from tests.factories import PersonFactory, PostFactory, UserFactory

TODAY = date(2026, 11, 24)
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def at_once(*deeds) -> list[str]:
    """Do all at the same moment; what each was told, "" for the one that succeeded."""
    ready, answers = threading.Barrier(len(deeds)), []

    def run(deed):
        ready.wait()
        try:
            deed()
            answers.append("")
        except Refusal as refusal:
            answers.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_a_main_post_is_filled_once(xishan, zhang, qian):
    post = PostFactory(unit=xishan, name="党支部书记", is_head=True)
    people = PersonFactory.create_batch(2, unit=xishan)

    answers = at_once(
        *(
            lambda by=by, person=person: workflow.appoint(
                Person.objects.get(pk=person.pk),
                Post.objects.get(pk=post.pk),
                by=User.objects.get(pk=by.pk),
                on=TODAY,
            )
            for by, person in zip((zhang, qian), people, strict=True)
        )
    )

    assert answers[0] == ""
    assert "任期与此重叠" in answers[1]
    assert post.appointments.count() == 1


def test_article_27_holds_when_the_post_and_the_money_are_given_at_the_same_moment(town, zhang, qian):
    person = PersonFactory(unit=town, name="韩志远")
    post = PostFactory(unit=town, name="镇长", is_head=True)

    answers = at_once(
        lambda: workflow.appoint(person, post, by=User.objects.get(pk=zhang.pk), on=TODAY),
        lambda: workflow.put_in_charge(
            person, Unit.objects.get(pk=town.pk), by=User.objects.get(pk=qian.pk), field="finance", on=TODAY
        ),
    )

    assert answers[0] == ""
    assert "（第二十七条）" in answers[1]
    assert post.appointments.exists() is not Portfolio.objects.filter(person=person).exists()


def test_two_offices_given_at_the_same_moment_stay_apart(centre, feng):
    UserFactory(role=Role.SECURITY_OFFICER, unit=centre)
    account = UserFactory(unit=centre)

    answers = at_once(
        *(
            lambda role=role: workflow.give_role(
                User.objects.get(pk=account.pk), role, centre, by=User.objects.get(pk=feng.pk)
            )
            for role in (Role.AUDIT_OFFICER, Role.CENTRE_OFFICER)
        )
    )

    assert answers[0] == ""
    assert ("三员账号" in answers[1]) or ("不能兼任" in answers[1])
    assert RoleAssignment.objects.filter(user=account).count() == 1

"""Telling people once, in the caller's own transaction."""

import pytest
from django.db import IntegrityError, transaction

from notifications.models import Notification, OutgoingMail
from notifications.outbox import Message, tell_all, tell_once
from organisations.models import User

pytestmark = pytest.mark.django_db

WORDS = {"key": "earlywarning:1:signed", "text": "预警已签发，请签收。", "url": "/warnings/1/"}


def with_mail(user):
    user.email = f"{user.username}@example.org"
    user.save()
    return user


def test_each_recipient_is_told_once_per_key(li, zhou, zhao):
    assert tell_once([li, zhou], **WORDS) == 2
    assert tell_once([li, zhou, zhao, zhao], **WORDS) == 1

    lines = Notification.objects.order_by("recipient")
    assert {line.recipient for line in lines} == {li, zhou, zhao}
    assert {(line.key, line.text, line.url) for line in lines} == {tuple(WORDS.values())}


def test_another_key_is_another_message(li):
    tell_once([li], **WORDS)

    assert tell_once([li], **WORDS | {"key": "earlywarning:1:received"}) == 1
    assert Notification.objects.count() == 2


def test_a_letter_follows_for_whoever_has_an_address(li, zhou):
    with_mail(li)

    tell_once([li, zhou], **WORDS)
    tell_once([li, zhou], **WORDS)

    letter = OutgoingMail.objects.get()
    assert (letter.recipient, letter.address, letter.text, letter.sent_at) == (
        li,
        li.email,
        "预警已签发，请签收。",
        None,
    )


def test_what_the_caller_takes_back_was_never_said(li):
    with_mail(li)
    with pytest.raises(IntegrityError), transaction.atomic():
        tell_once([li], **WORDS)
        Notification.objects.create(recipient=li, key=WORDS["key"], text="第二次")

    assert not Notification.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert tell_once([li], **WORDS) == 1


@pytest.mark.parametrize("number", [1, 3, 50])
def test_many_messages_cost_three_questions(li, zhou, number, django_assert_num_queries):
    with_mail(li)
    messages = [Message([li, zhou], f"tests:{n}", "正文。") for n in range(number)]

    with django_assert_num_queries(3):  # known already, the inbox, the mail
        assert tell_all(messages) == 2 * number
    with django_assert_num_queries(1):
        assert tell_all(messages) == 0


def test_a_queryset_of_recipients_is_asked_once(li, zhou, django_assert_num_queries):
    with django_assert_num_queries(3):  # recipients, known already, the inbox
        tell_once(User.objects.filter(pk__in=[li.pk, zhou.pk]), **WORDS)


def test_nobody_to_tell_is_no_work(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert tell_once([], **WORDS) == 0

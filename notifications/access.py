"""Whose inbox it is."""

from core.verdict import GRANTED, Verdict, refused


def may_read(user, notification) -> Verdict:
    return GRANTED if notification.recipient_id == user.pk else refused("这条消息不是发给您的。")


MOVES = {"read": may_read}

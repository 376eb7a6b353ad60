"""Whose inbox it is, and who can have letters."""

from core.verdict import GRANTED, Verdict, refused


def may_read(user, notification) -> Verdict:
    return GRANTED if notification.recipient_id == user.pk else refused("这条消息不是发给您的。")


def may_subscribe(user) -> Verdict:
    return GRANTED if user.email else refused("您的账号没有登记邮箱，请先联系系统管理员登记。")


MOVES = {"read": may_read, "subscribe": may_subscribe}

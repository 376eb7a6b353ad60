"""Locking a row before asking whether it may change."""

from core.verdict import Refusal, refused


def lock(thing, version: int | None = None):
    """The same row, fresh and locked until the transaction ends.

    `version` is the one the user's form was read at; a newer row is a lost update and is refused.
    """
    model = thing._meta.model  # request.user is a lazy wrapper: its type is not the model
    fresh = model._base_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    if version is not None and fresh.version != version:
        raise Refusal(refused("您打开表单以后，别人已经改过这条记录。请核对最新内容后再保存。"))
    return fresh

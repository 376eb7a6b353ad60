"""The pages of 三重一大."""

from decisions.views.items import index, item

__all__ = ["index", "item"]

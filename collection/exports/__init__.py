"""What leaves 采集 as a file."""

from collection.exports.forms import register

__all__ = ["register"]

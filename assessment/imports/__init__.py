"""The default scheme, and schemes from a file."""

from assessment.imports.default import default_items, load_default

__all__ = ["default_items", "load_default"]

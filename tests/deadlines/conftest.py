"""A kind of promise for the tests, with the ladder of DOMAIN.md and plain words; the other apps' moves of time rest."""

import pytest

from core import registries
from deadlines.rules import Kind


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    kind = Kind("tests.answer", "测试回告")
    monkeypatch.setitem(registries.deadline_kinds, kind.name, kind)
    return kind


@pytest.fixture(autouse=True)
def no_other_sweepers(monkeypatch):
    monkeypatch.setattr(registries, "sweepers", registries.Registry())

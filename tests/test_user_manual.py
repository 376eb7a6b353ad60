"""The user manual says what stands on the screen: every word it puts into 「」 is drawn somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "docs" / "用户手册.md").read_text()
ELSEWHERE = {"tests", "docs", "node_modules", ".venv", "var"}


@pytest.fixture(scope="module")
def screen() -> str:
    """Everything the application can say."""
    files = [
        file
        for kind in ("*.py", "*.html", "*.js")
        for file in ROOT.rglob(kind)
        if not ELSEWHERE & set(file.relative_to(ROOT).parts)
    ]
    return "\n".join(file.read_text() for file in files)


@pytest.mark.parametrize("words", sorted(set(re.findall(r"「(.+?)」", MANUAL))))
def test_the_manual_quotes_what_the_screen_says(words, screen):
    assert words in screen


def test_the_manual_quotes_enough_to_be_checked():
    assert len(re.findall(r"「(.+?)」", MANUAL)) > 30

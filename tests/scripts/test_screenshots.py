"""The pictures that `make screenshots` took, as they are kept."""

import re

import pytest

from scripts.screenshots import LARGEST, PHONE, PICTURES, SHOTS
from scripts.setup import ROOT


def test_there_is_a_picture_of_each_kind_of_first_page_and_no_other():
    assert {picture.stem for picture in PICTURES.iterdir()} == set(SHOTS)


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_is_light_and_of_its_size(name):
    content = (PICTURES / f"{name}.png").read_bytes()
    _, size, *_ = SHOTS[name]
    assert len(content) <= LARGEST
    assert content.startswith(b"\x89PNG")
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (size["width"], size["height"])


def test_the_collectors_page_is_shown_on_a_phone():
    assert SHOTS["phone"][1] == PHONE


def test_the_readme_shows_pictures_that_are_there():
    shown = re.findall(r"!\[.+?\]\((.+?)\)", (ROOT / "README.md").read_text("utf-8"))
    assert shown
    assert [path for path in shown if not (ROOT / path).exists()] == []

"""What the eye depends on: contrast, the two scales, and a stylesheet that Chromium 109 understands."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

CSS = Path(settings.BASE_DIR) / "static" / "css"
OURS = sorted(path.name for path in CSS.glob("*.css"))
TABLER = "@tabler/core/dist/css/tabler.min.css"

NEWER = ["color-mix(", "light-dark(", "oklch(", "@scope", "@starting-style", "anchor("]

# Text on ground. AA asks 4.5 to 1; a border of something to type into needs 3 to 1.
TEXTS = [
    *(
        (text, ground)
        for text in ("ink", "ink-2", "ink-3")
        for ground in ("paper", "surface", "sunk", "bamboo-tint")
    ),
    *((text, ground) for text in ("bamboo", "bamboo-dark") for ground in ("paper", "surface", "bamboo-tint")),
    ("on-bamboo", "bamboo"),
    ("on-bamboo", "bamboo-dark"),
    ("bamboo-tint", "bamboo"),
    ("on-ink", "ink"),
    *((f"tier-{tier}-ink", f"tier-{tier}-tint") for tier in ("red", "yellow", "blue")),
    *((f"on-level-{level}", f"level-{level}") for level in ("high", "medium", "low")),
    ("ink", "heat-1"),
    ("ink", "heat-2"),
    ("on-ink", "heat-3"),
    ("on-ink", "heat-4"),
]
SHAPES = [
    ("edge", "surface"),
    ("edge", "paper"),
    ("bamboo", "surface"),
    ("ink", "paper"),
    ("bamboo", "bamboo-tint"),
]

# The hues of Tabler, each of which must speak bamboo or ink here.
HUES = [
    "primary",
    "success",
    "info",
    "warning",
    "danger",
    "blue",
    "azure",
    "indigo",
    "purple",
    "pink",
    "red",
    "orange",
    "yellow",
    "green",
    "teal",
    "cyan",
]


def source(name: str) -> str:
    """A stylesheet without its comments and without what stands in quotes."""
    path = CSS / name if name in OURS else finders.find(name)
    assert path, f"{name} is not there: run npm install."
    return re.sub(r'/\*.*?\*/|"[^"\n]*"', "", Path(path).read_text("utf-8"), flags=re.DOTALL)


def variables(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;}]+)", css))


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TOKENS = variables((CSS / "theme.css").read_text("utf-8"))


def test_contrast_is_the_one_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_on_its_ground(text, ground):
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_a_shape_that_means_something_can_be_seen(shape, ground):
    assert contrast(TOKENS[shape], TOKENS[ground]) >= 3


def test_levels_are_three_clearly_different_inks():
    levels = [TOKENS[f"level-{level}"] for level in ("high", "medium", "low")]
    assert all(contrast(one, other) >= 2 for one, other in pairwise(levels))


@pytest.mark.parametrize("level", ["high", "medium", "low"])
def test_a_level_has_no_colour_of_its_own(level):
    channels = [int(TOKENS[f"level-{level}"][n : n + 2], 16) for n in (1, 3, 5)]
    assert max(channels) - min(channels) <= 16


@pytest.mark.parametrize("hue", HUES)
def test_each_hue_of_tabler_is_bamboo_or_ink(hue):
    names = [f"tblr-{hue}{part}" for part in ("", "-rgb", "-fg", "-darken", "-lt", "-lt-rgb")]
    assert set(names) <= variables(source(TABLER)).keys()  # that is how Tabler calls them
    assert [TOKENS.get(name) for name in names].count(None) == 0
    assert TOKENS[f"tblr-{hue}"] in ("var(--bamboo)", "var(--ink)", "var(--ink-2)")


def test_colours_are_named_in_the_theme_and_nowhere_else():
    others = {name: re.findall(r"#[0-9a-fA-F]{3,8}\b", source(name)) for name in OURS if name != "theme.css"}
    assert others.pop("print.css") == ["#000", "#999"]
    assert not any(others.values())


@pytest.mark.parametrize("name", [TABLER, *OURS])
@pytest.mark.parametrize(
    "newer", ["color-mix(", "light-dark(", "oklch(", "@scope", "@starting-style", "anchor("]
)
def test_nothing_newer_than_chromium_109(name, newer):
    assert newer not in source(name)


@pytest.mark.parametrize("name", [TABLER, *OURS])
def test_no_rule_stands_inside_a_rule(name):
    assert nested(source(name)) == []


def test_nesting_is_recognised():
    assert nested("a { b { color: red } }") == ["b"]
    assert nested("@media print { a { color: red } } @keyframes x { from { top: 0 } }") == []


def nested(css: str) -> list[str]:
    found, around, start = [], [], 0
    for mark in re.finditer(r"[{};]", css):
        head = css[start : mark.start()].strip()
        if mark.group() == "{":
            if around and not around[-1].startswith("@"):
                found.append(head)
            around.append(head)
        elif mark.group() == "}":
            around.pop()
        start = mark.end()
    return found

"""Every template and script of the house: it compiles, keeps to the strict CSP and asks nothing of the internet."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html"))
STATIC = sorted(
    str(path.relative_to(ROOT))
    for path in (ROOT / "static").rglob("*")
    if path.suffix in (".css", ".js", ".svg")
)
FORBIDDEN = {
    "style attribute": r"\sstyle\s*=",
    "style element": r"<style\b",
    "script without a file": r"<script\b(?![^>]*(\bsrc=|application/json))",
    "handler": r"\son\w+\s*=",
    "script address": r"javascript:",
    "htmx handler": r"\bhx-on\b",
}
NEWER = [r"\?\.[\w(\[]", r"\?\?", r"\.replaceAll\(", r"\.at\(", r"\bimport\b", r"\beval\b"]
# A name of a standard is no address: nothing is fetched from it.
NAMESPACE = "http://www.w3.org/2000/svg"


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(name):
    assert get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_inline_style_or_script(name):
    html = re.sub(r"\{[%{#].*?[%}#]\}", "", (ROOT / "templates" / name).read_text("utf-8"), flags=re.DOTALL)
    assert [
        what for what, looks_like in FORBIDDEN.items() if re.search(looks_like, html, re.IGNORECASE)
    ] == []


@pytest.mark.parametrize("name", [f"templates/{name}" for name in TEMPLATES] + STATIC)
def test_nothing_comes_from_another_host(name):
    text = (ROOT / name).read_text("utf-8").replace(NAMESPACE, "")
    assert not re.search(r"""https?://|["'(=]//\w""", text)


@pytest.mark.parametrize("name", [name for name in STATIC if name.endswith(".js")])
def test_scripts_are_plain_ecmascript_2019(name):
    text = (ROOT / name).read_text("utf-8")
    assert [newer for newer in NEWER if re.search(newer, text)] == []

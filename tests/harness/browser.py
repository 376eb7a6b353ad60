"""A real Chromium for the tests marked e2e: `page`, or `new_page()` for several people at once.

No page may ask anything of another host, log an error or leave a script failing: the test fails at its end.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.setup import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
NO_BROWSER = "No Chromium found: install the package chromium, or run `make test` as root once."


def pytest_configure(config):
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the tests' own thread
    config.addinivalue_line("markers", "e2e: people at work in a real browser")


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """Chromium; where there is none the test is skipped, and on CI it fails."""
    program = chromium()
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    environment = os.environ | {"FONTCONFIG_FILE": str(chinese_fonts(tmp_path_factory.mktemp("fonts")))}
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=program, args=FLAGS, env=environment)
        yield chrome
        chrome.close()


def chinese_fonts(folder: Path) -> Path:
    """A fontconfig file that knows the fonts of pylopdf-fonts-zh-cn and no others."""
    import pylopdf_fonts_zh_cn

    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    file = folder / "fonts.conf"
    file.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>'
    )
    return file


@pytest.fixture
def new_page(browser, live_server):
    """Open pages, each as another person would: own cookies, own window; new_page(PHONE) is a phone."""
    contexts, faults = [], []

    def open_page(viewport=DESKTOP, **options):
        context = browser.new_context(base_url=live_server.url, viewport=viewport, locale="zh-CN", **options)
        contexts.append(context)
        watch(context, faults)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page):
    return new_page()


def watch(context, faults: list) -> None:
    """Note what a visitor would not see: errors in scripts, refused resources, requests to other hosts."""
    pages = set()

    def refuse(route):
        faults.append(f"asked another host: {route.request.url}")
        route.abort()

    def note(message):
        refusal = message.text.startswith("Failed to load resource") and message.location["url"] in pages
        if message.type == "error" and not refusal:  # a page may itself be a 403 or 404
            faults.append(f"console: {message.text}")

    context.route(lambda url: urlsplit(url).hostname not in ("127.0.0.1", "localhost", None), refuse)
    context.on("request", lambda request: request.is_navigation_request() and pages.add(request.url))
    context.on("weberror", lambda error: faults.append(f"script failed: {error.error}"))
    context.on("console", note)

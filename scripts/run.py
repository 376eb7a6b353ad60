"""`make run`: web, worker and beat of the demo town in one foreground process group. Standard library only.

The port is taken first, then the environment, the database and the demo town are made where they are
missing, then everything runs until Ctrl-C, or until one part stops. Nothing is restarted behind your back.
"""

import ctypes
import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from scripts import setup

ROOT = setup.ROOT
VAR = Path(os.environ.get("VAR_DIR", setup.VAR))
DATABASE = VAR / "db.sqlite3"
DRAFT = VAR / "demo.tmp.sqlite3"
MIGRATED = VAR / "migrated.json"
LOGINS = VAR / "demo-logins.txt"  # written by seed_demo
NOT_CODE = {
    ".git",
    ".venv",
    "node_modules",
    "var",
    "static",
    "templates",
    "tests",
    "docs",
    "scripts",
    "__pycache__",
}
PATIENCE = 10  # seconds for a part to stop by itself
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def main():
    address = listen(os.environ.get("PORT", "8000"))
    with setup.alone():
        setup.prepare()
        running = only_one()
        database()
    with running:
        empty_broker()
        sys.exit(supervise(address))


def only_one():
    """Held while the town runs: two of them would share the broker and run every job twice."""
    VAR.mkdir(parents=True, exist_ok=True)
    lock = open(VAR / "run.lock", "w")  # noqa: SIM115
    if not setup.taken(lock):
        sys.exit("The town already runs from this folder; stop it first.")
    return lock


def listen(port):
    """The web's socket, bound before anything else so that a taken port is known at once."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit(f"PORT={port} is not a port: use a number between 1 and 65535.")
    address = socket.socket()
    address.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        address.bind(("127.0.0.1", int(port)))
        address.listen()
    except OSError as error:
        address.close()
        sys.exit(f"Port {port} cannot be used ({error.strerror}); choose another: make run PORT=8001")
    return address


def database():
    """Migrate when the code has changed; on the first start build the demo town aside and rename it."""
    if "DATABASE_URL" in os.environ:
        manage("migrate", "--verbosity=0")
        return
    if not DATABASE.exists():
        build_demo()
    elif setup.read_stamp(MIGRATED) == fingerprint():
        return
    else:
        print("Migrating the database …", flush=True)
        manage("migrate", "--verbosity=0")
    setup.write_stamp(MIGRATED, fingerprint())


def build_demo():
    print("Building the demo town …", flush=True)
    discard(DRAFT)
    manage("migrate", "--verbosity=0", database=DRAFT)
    if any(ROOT.glob("*/management/commands/seed_demo.py")):
        manage(
            "seed_demo", database=DRAFT, stdout=subprocess.DEVNULL
        )  # the logins are printed once the web answers
    with sqlite3.connect(DRAFT) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    discard(DATABASE)  # a write-ahead log without its database
    DRAFT.replace(DATABASE)


def discard(database):
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)


def manage(*words, database=None, **options):
    environment = dict(os.environ)
    if database:
        environment["DATABASE_URL"] = f"sqlite:///{database}"
    command = [str(setup.PYTHON), "manage.py", *words]
    code = subprocess.run(
        command, cwd=ROOT, env=environment, close_fds=False, preexec_fn=ignore_interrupt, **options
    ).returncode
    if code:
        sys.exit(f"manage.py {words[0]} failed: nothing was started.")


def ignore_interrupt():
    """Ctrl-C is ours to answer, by ending the command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def fingerprint():
    """What the database was last migrated by: every code and data file with its time, and the database itself."""
    seen = [DATABASE.stat().st_ino, setup.read_stamp(setup.VENV / "stamp.json")]
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(set(folders) - NOT_CODE)
        stats = [(name, os.stat(os.path.join(folder, name))) for name in sorted(files)]
        seen += [[folder, name, stat.st_size, stat.st_mtime_ns] for name, stat in stats]
    return {"digest": setup.hashlib.sha256(repr(seen).encode()).hexdigest()}


def empty_broker():
    """A message of yesterday is no promise: work is found again from the database."""
    shutil.rmtree(VAR / "broker", ignore_errors=True)


def supervise(address):
    """Start the parts and wait for the end: 0 when asked to stop, 1 when a part stopped by itself."""
    asked = []  # signals: a threading.Event set from a handler can deadlock
    setup.on_end(lambda number, _: asked.append(number))
    libc().prctl(PR_SET_CHILD_SUBREAPER, 1)
    parts = {name: start(command, address) for name, command in commands(address).items()}
    try:
        return watch(parts, address, asked)
    finally:
        stop(parts)


def commands(address):
    tool = setup.VENV / "bin"
    quietly = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=WARNING"]
    return {
        "web": [tool / "gunicorn", "config.wsgi", f"--bind=fd://{address.fileno()}", "--threads=4",
                "--graceful-timeout=3", "--log-level=warning"],
        "worker": [tool / "celery", "--quiet", "--app=config", "worker", "--beat", "--pool=solo", *quietly,
                   f"--schedule={VAR / 'celerybeat-schedule'}"],
    }  # fmt: skip


def start(command, address):
    """A part of the group; if this process is killed the part is asked to stop."""
    control = libc()
    return subprocess.Popen(
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"},
        stdin=subprocess.DEVNULL,
        pass_fds=[address.fileno()],
        preexec_fn=lambda: control.prctl(PR_SET_PDEATHSIG, signal.SIGTERM),
    )


def libc():
    return ctypes.CDLL(None)


def watch(parts, address, asked):
    greeted = False
    while not asked:
        time.sleep(0.1)
        for name, part in parts.items():
            if part.poll() is not None:
                print(f"The {name} stopped with code {part.returncode}; stopping everything.", flush=True)
                return 1
        if not greeted and answers(address):
            greeted = True
            greet(address)
    print("\nStopping …", flush=True)
    return 0


def answers(address):
    connection = http.client.HTTPConnection(*address.getsockname(), timeout=1)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def greet(address):
    logins = LOGINS.read_text("utf-8").rstrip() + "\n" if LOGINS.exists() else ""
    print(f"\nhttp://127.0.0.1:{address.getsockname()[1]}/\n{logins}Ctrl-C stops it.", flush=True)


def stop(parts):
    """Ask, wait, insist; then whatever the parts left behind."""
    for part in parts.values():
        part.terminate()
    deadline = time.monotonic() + PATIENCE
    for part in parts.values():
        try:
            part.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()
    for orphan in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        os.kill(int(orphan), signal.SIGKILL)


if __name__ == "__main__":
    setup.interruptible(main)

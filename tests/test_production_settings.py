"""DJANGO_ENV=production refuses to start half configured, and says what to set. Each start is a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.check import production

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
CHECK = [sys.executable, "manage.py", "check"]
MAIN = Path(sys.executable).parent
BROKER = "redis://127.0.0.1:6379/0"


def start(command=CHECK, **environment):
    """Start with these variables and PATH alone: nothing of the tests' own environment helps."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
    )


def refusal(**changes) -> str:
    """The last line of a start with the whole environment but for these changes; None leaves a variable out."""
    environment = {name: value for name, value in (production() | changes).items() if value is not None}
    started = start(**environment)
    assert started.returncode != 0
    return started.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "AUDIT_KEYS", "FIELD_KEYS", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"]
)
@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
def test_what_is_missing_is_named(name, value):
    assert f"ImproperlyConfigured: Set {name}: " in refusal(**{name: value})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short: use a random text of at least 50 characters."),
        ({"AUDIT_KEYS": "0" * 64}, "AUDIT_KEYS cannot be read: write id:key, several separated by commas."),
        ({"FIELD_KEYS": "k1:"}, "FIELD_KEYS cannot be read: write id:key, several separated by commas."),
        ({"DEBUG": "1"}, "Unset DEBUG: "),
        ({"DATABASE_URL": "sqlite:///town.sqlite3"}, "DATABASE_URL must be a PostgreSQL address: "),
        ({"DATABASE_URL": "town"}, "DATABASE_URL must be a PostgreSQL address: "),
        ({"REDIS_URL": "filesystem://"}, "REDIS_URL must be a Redis address: "),
        ({"REDIS_URL": "memory://"}, "REDIS_URL must be a Redis address: "),
        ({"CELERY_BROKER_URL": "memory://"}, "Unset CELERY_BROKER_URL: "),
        ({"CELERY_TASK_ALWAYS_EAGER": "true"}, "Unset CELERY_TASK_ALWAYS_EAGER: production needs a worker."),
    ],
    ids=lambda value: "" if isinstance(value, str) else " ".join(f"{k}={v:.12}" for k, v in value.items()),
)
def test_what_is_wrong_is_said(changes, sentence):
    assert sentence in refusal(**changes)


@pytest.mark.parametrize(
    "command",
    [
        [MAIN / "gunicorn", "config.wsgi", "--check-config"],
        [MAIN / "celery", "--app=config", "worker", "--pool=solo"],
        [MAIN / "celery", "--app=config", "beat", "--schedule=/dev/null"],
    ],
    ids=["web", "worker", "beat"],
)
def test_every_part_refuses(command):
    started = start(command, DJANGO_ENV="production")
    assert started.returncode != 0
    assert "Set SECRET_KEY: a random text of at least 50 characters." in started.stderr


def test_an_unknown_environment_is_refused():
    assert "DJANGO_ENV must be development, production or test" in start(DJANGO_ENV="producton").stderr


def test_with_everything_set_it_passes_the_deployment_checks():
    started = start([*CHECK, "--deploy", "--fail-level=WARNING"], **production())
    assert (started.returncode, started.stderr) == (0, "")
    assert "no issues (0 silenced)" in started.stdout


def test_hosts_may_be_written_with_spaces():
    words = "from django.conf import settings; print(settings.ALLOWED_HOSTS, settings.CELERY_BROKER_URL)"
    environment = production() | {"ALLOWED_HOSTS": "town.example, 10.0.0.8"}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    started = start([sys.executable, "-c", words], **environment)
    assert started.stdout.strip() == f"['town.example', '10.0.0.8'] {BROKER}"

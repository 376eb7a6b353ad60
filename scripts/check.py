"""`make check`: everything that can be said about the code without running the town. Every check runs, then the sum."""

import json
import os
import secrets
import subprocess
import sys

from cryptography.fernet import Fernet

from scripts.setup import ROOT, VENV

TOOL = VENV / "bin"
MANAGE = [TOOL / "python", "manage.py"]
# Known vulnerabilities that cannot reach us, each with its reason.
ACCEPTED: dict[str, str] = {}


def main() -> None:
    failed = [name for name, check in checks().items() if not passes(name, check)]
    if failed:
        sys.exit(f"make check: {', '.join(failed)} failed.")
    print("make check: all is well.")


def checks() -> dict:
    return {
        "lint": lambda: run(TOOL / "ruff", "check"),
        "format": lambda: run(TOOL / "ruff", "format", "--check", "--quiet"),
        "migrations": lambda: run(*MANAGE, "makemigrations", "--check", "--dry-run", **testing()),
        "deployment": lambda: run(*MANAGE, "check", "--deploy", "--fail-level=WARNING", **production()),
        "advisories": advisories,
        "house rules": lambda: run(TOOL / "pytest", "-q", "tests/test_house_rules.py"),
    }


def passes(name: str, check) -> bool:
    print(f"── {name}", flush=True)
    return check()


def run(*command, **environment) -> bool:
    return (
        subprocess.run([str(word) for word in command], cwd=ROOT, env=os.environ | environment).returncode
        == 0
    )


def testing() -> dict[str, str]:
    return {"DJANGO_ENV": "test", "DATABASE_URL": "sqlite://:memory:"}


def production() -> dict[str, str]:
    """The production settings with secrets thrown away afterwards; nothing is contacted."""
    return {
        "DJANGO_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "AUDIT_KEYS": f"k1:{secrets.token_hex(32)}",
        "FIELD_KEYS": f"k1:{Fernet.generate_key().decode()}",
        "ALLOWED_HOSTS": "example.org",
        "DATABASE_URL": "postgres://town:secret@127.0.0.1/town",
        "REDIS_URL": "redis://127.0.0.1:6379/0",
    }


def advisories() -> bool:
    """Known vulnerabilities of what we install; a silent advisory service is reported, not held against us."""
    command = [
        TOOL / "pip-audit",
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner=off",
        "--format=json",
    ]
    command += [f"--requirement=requirements/{name}.txt" for name in ("base", "npm", "uv")]
    command += [f"--ignore-vuln={name}" for name in ACCEPTED]
    audit = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True)
    if not audit.stdout:
        print("The advisory service cannot be reached, so known vulnerabilities were not looked up.")
        return True
    packages = json.loads(audit.stdout)["dependencies"]
    if silent := sum("skip_reason" in package for package in packages):
        print(f"The advisory service did not answer for {silent} of {len(packages)} packages.")
    for line in vulnerable(packages):
        print(line)
    return audit.returncode == 0


def vulnerable(packages: list[dict]) -> list[str]:
    return [
        f"{package['name']} {package['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
        for package in packages
        for flaw in package.get("vulns", ())
    ]


if __name__ == "__main__":
    main()

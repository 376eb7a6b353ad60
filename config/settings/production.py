"""The real thing: PostgreSQL, Redis, gunicorn behind nginx. Refuses to start half configured."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import keys
from config.settings.base import *  # noqa: F403
from config.settings.base import env


def needed(name: str, what: str) -> str:
    value = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {what}.")
    return value


def key_ring(name: str, what: str) -> dict[str, str]:
    ring = keys.key_ring(needed(name, what))
    if not all(ring.values()):
        raise ImproperlyConfigured(f"{name} cannot be read: write id:key, several separated by commas.")
    return ring


if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("Unset DEBUG: production never shows error details to visitors.")
DEBUG = False

SECRET_KEY = needed("SECRET_KEY", "a random text of at least 50 characters")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is too short: use a random text of at least 50 characters.")
AUDIT_KEYS = key_ring("AUDIT_KEYS", "the keys of the audit chain, like k1:<64 hex digits>")
FIELD_KEYS = key_ring("FIELD_KEYS", "the keys of encrypted fields, like k1:<Fernet key>")
hosts = needed("ALLOWED_HOSTS", "the names this site answers to, separated by commas")
ALLOWED_HOSTS = [host.strip() for host in hosts.split(",")]

DATABASES = {"default": env.db_url_config(needed("DATABASE_URL", "postgres://user:password@host/name"))}
if not DATABASES["default"].get("ENGINE", "").endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must be a PostgreSQL address: SQLite is for trying it out.")
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CELERY_BROKER_URL = needed("REDIS_URL", "redis://host:6379/0")
if urlsplit(CELERY_BROKER_URL).scheme not in {"redis", "rediss", "unix"}:
    raise ImproperlyConfigured(
        "REDIS_URL must be a Redis address: the embedded broker loses jobs of a killed worker."
    )
for name in ("CELERY_BROKER_URL", "CELERY_BROKER_READ_URL", "CELERY_BROKER_WRITE_URL"):
    if env(name, default=""):
        raise ImproperlyConfigured(f"Unset {name}: Celery would obey it instead of REDIS_URL.")
if env.bool("CELERY_TASK_ALWAYS_EAGER", default=False):
    raise ImproperlyConfigured("Unset CELERY_TASK_ALWAYS_EAGER: production needs a worker.")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
EMAIL_BACKEND = env("EMAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env("EMAIL_HOST", default="localhost")

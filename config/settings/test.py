"""Tests: the real databases when their addresses are set, fast hashing, mail kept in memory."""

import os

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, VAR, env

DEBUG = False
DEMO = False
SECRET_KEY = "only-for-tests-" + "x" * 50
AUDIT_KEYS = {"k1": "00" * 32}
FIELD_KEYS = {"k1": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="}
ALLOWED_HOSTS = ["*"]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'test.sqlite3'}")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # served from where the finders find it
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CELERY_TASK_ALWAYS_EAGER = "REDIS_WORKER" not in os.environ
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BROKER_URL = env("REDIS_URL", default="memory://")
CELERY_RESULT_BACKEND = "cache+memory://"
AXES_ENABLED = True
ATTACHMENT_ROOT = VAR / "test-attachments"
SOURCE_ROOT = BASE_DIR
LOGGING = {"version": 1, "disable_existing_loggers": False}

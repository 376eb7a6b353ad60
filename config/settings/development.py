"""One machine, no servers: SQLite and a broker made of files."""

from config import keys
from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, VAR, env, sqlite

DEBUG = True
DEMO = True
DEMO_LOGINS = VAR / "demo-logins.txt"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SECRET_KEY = keys.generated(VAR, "secret-key", keys.secret_key)
AUDIT_KEYS = keys.key_ring(keys.generated(VAR, "audit-keys", keys.audit_key))
FIELD_KEYS = keys.key_ring(keys.generated(VAR, "field-keys", keys.field_key))

DATABASES = {
    "default": env.db("DATABASE_URL") if "DATABASE_URL" in env.ENVIRON else sqlite(VAR / "db.sqlite3")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] = sqlite(DATABASES["default"]["NAME"])

STATIC_ROOT = None  # served from where the finders find it
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

if "REDIS_URL" in env.ENVIRON:
    CELERY_BROKER_URL = env("REDIS_URL")
else:
    BROKER = VAR / "broker"
    for folder in (BROKER / "queue", BROKER / "control"):
        folder.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost/"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER / "queue"),
        "data_folder_out": str(BROKER / "queue"),
        "control_folder": str(BROKER / "control"),
        "polling_interval": 0.1,
    }

SOURCE_ROOT = BASE_DIR

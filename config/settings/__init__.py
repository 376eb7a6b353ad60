"""DJANGO_ENV chooses the settings: development (default), production or test."""

import os

_environment = os.environ.get("DJANGO_ENV", "development")
if _environment == "production":
    from config.settings.production import *  # noqa: F403
elif _environment == "test":
    from config.settings.test import *  # noqa: F403
elif _environment == "development":
    from config.settings.development import *  # noqa: F403
else:
    raise RuntimeError(f"DJANGO_ENV must be development, production or test, not {_environment!r}.")

"""For gunicorn. It does not start on a database whose audit chain could be changed, nor without its keys."""

import os

from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

found = run_checks(tags=[Tags.database, Tags.security], databases=["default"])
if errors := [str(message) for message in found if message.is_serious()]:
    raise ImproperlyConfigured("\n".join(errors))

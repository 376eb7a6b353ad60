"""Every address of the site, app by app."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

PREFIXES = {
    "": "dashboard",
    "audit/": "audit",
    "organisation/": "organisations",
    "articles/": "rulebook",
    "inbox/": "notifications",
    "documents/": "documents",
    "deadlines/": "deadlines",
    "powers/": "powers",
    "risk-points/": "riskpoints",
    "decisions/": "decisions",
    "collection/": "collection",
    "warnings/": "earlywarnings",
    "assessment/": "assessment",
    "public/": "disclosure",
}
urlpatterns = [path(prefix, include(f"{app}.urls")) for prefix, app in PREFIXES.items() if find_spec(f"{app}.urls")]

if settings.DEBUG and find_spec("core.styleguide"):
    urlpatterns += [path("styleguide/", include("core.styleguide"))]

handler403 = "core.errors.forbidden"

"""Every address of the site, app by app."""

from django.conf import settings
from django.urls import include, path

urlpatterns = []

if settings.DEBUG:
    urlpatterns += [path("styleguide/", include("core.styleguide"))]

handler403 = "core.errors.forbidden"

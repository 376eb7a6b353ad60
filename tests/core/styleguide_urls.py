"""The site with the styleguide, which otherwise only stands in development."""

from django.urls import include, path

from config.urls import urlpatterns as site

urlpatterns = [*site, path("styleguide/", include("core.styleguide"))]

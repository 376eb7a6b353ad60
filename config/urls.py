"""Every address of the site, app by app."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("dashboard.urls")),
    path("audit/", include("audit.urls")),
    path("organisation/", include("organisations.urls")),
    path("articles/", include("rulebook.urls")),
    path("inbox/", include("notifications.urls")),
    path("documents/", include("documents.urls")),
    path("deadlines/", include("deadlines.urls")),
    path("duties/", include("duties.urls")),
    path("declarations/", include("declarations.urls")),
    path("powers/", include("powers.urls")),
    path("risk-points/", include("riskpoints.urls")),
    path("decisions/", include("decisions.urls")),
    path("collection/", include("collection.urls")),
    # the package cannot be called warnings, the address can
    path("warnings/", include("earlywarnings.urls")),
    path("assessment/", include("assessment.urls")),
    path("public/", include("disclosure.urls")),
]

if settings.DEBUG:
    urlpatterns += [path("styleguide/", include("core.styleguide"))]

handler403 = "core.errors.forbidden"
handler500 = "core.errors.broken"

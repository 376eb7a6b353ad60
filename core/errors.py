"""Error pages that need more than a template."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from core.gates import open_to_public
from core.verdict import refused


@open_to_public
def forbidden(request, exception=None):
    verdict = refused("您没有打开这一页的权限。")
    return render(request, "403.html", {"verdict": verdict}, status=403)


@open_to_public
def csrf_failure(request, reason=""):
    """The session ended or the page was open too long; what was typed is still in the browser."""
    return render(request, "403_csrf.html", status=403)


@open_to_public
def broken(request):
    """A mistake of ours, or a database that does not answer: restarted, out of reach, two moves in each other's way."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})
    return HttpResponse(render_to_string("500.html"), status=500)

"""Error pages that need more than a template."""

from django.shortcuts import render

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

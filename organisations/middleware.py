"""Who may pass: nobody without a login, nobody whose login has run out, nobody on a borrowed password."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import logout, middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from organisations import sessions, workflow

OPEN_ON_A_TEMPORARY_PASSWORD = {
    "organisations:password",
    "organisations:logout",
    "organisations:large_text",
}


def is_polling(request) -> bool:
    """The page asks by itself; nobody is at work."""
    return request.headers.get("X-Polling") == "1"


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Send visitors to the login and, afterwards, back to the page they were on, where app.js restores their text."""

    def handle_no_permission(self, request, view_func):
        if is_polling(request):
            return HttpResponse(status=401)  # the page stays: somebody may be typing in it
        login = redirect_to_login(page_of(request), self.get_login_url(view_func))
        return HttpResponseClientRedirect(login.url) if request.htmx else login


def page_of(request) -> str:
    """The page in the window: not the address of a fragment, nor one that only takes a button's POST."""
    if request.htmx:
        return request.htmx.current_url_abs_path or "/"
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return came_from._replace(scheme="", netloc="", fragment="").geturl()


class SessionLimitsMiddleware:
    """Thirty minutes without work or twelve hours in all end a login; polling is not work (sessions.py)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            if sessions.is_over(request.session):
                self.end(request)
            elif not is_polling(request):
                sessions.touch(request.session)
        return self.get_response(request)

    def end(self, request):
        workflow.logged_out(request.user, why="超时退出")
        logout(request)
        messages.info(request, "登录已超时，系统已自动退出。请重新登录，刚才填写的内容还在。")

    def process_view(self, request, view, args, kwargs):
        """A temporary password opens one page: the one that replaces it."""
        if not (request.user.is_authenticated and request.user.must_change_password):
            return None
        is_open = getattr(view, "gate", None) == "public"
        if is_open or request.resolver_match.view_name in OPEN_ON_A_TEMPORARY_PASSWORD:
            return None
        return redirect("organisations:password")

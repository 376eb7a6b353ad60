"""Coming in, going out, one's own password and page."""

from django.conf import settings
from django.contrib import auth, messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from core.gates import open_to_members, open_to_public
from organisations import queries, workflow
from organisations.forms.logins import LoginForm, PasswordForm, TextSizeForm


@open_to_public
@never_cache
@sensitive_post_parameters("password")
def login(request):
    """After it the visitor is back on the page he came for; app.js restores what he had typed there."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = LoginForm(request, request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            auth.login(request, form.get_user())
            workflow.logged_in(request.user)
            return redirect(safe_next(request))
        if form.has_error(NON_FIELD_ERRORS):
            note_failure(request)
    return render(request, "organisations/login.html", {"form": form, "next": request.GET.get("next", "")})


def note_failure(request) -> None:
    """Tries against a name that is already locked are not recorded again: they could fill the chain."""
    username = request.POST.get("username", "")
    if not getattr(request, "axes_locked_out", False):
        workflow.login_failed(username)
    elif request.axes_failures_since_start is not None:
        workflow.login_locked(username)


def safe_next(request) -> str:
    """The page asked for, if it is one of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return settings.LOGIN_REDIRECT_URL


@require_POST
@open_to_members
def logout(request):
    workflow.logged_out(request.user)
    auth.logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@open_to_members
@never_cache
@sensitive_post_parameters()
def password(request):
    """On a temporary password this is the only page there is (middleware.py)."""
    form = PasswordForm(request.user, request.POST or None)
    forced = request.user.must_change_password
    if request.method == "POST" and form.is_valid():
        user = workflow.change_password(request.user, password=form.cleaned_data["new_password1"])
        auth.update_session_auth_hash(request, user)
        messages.success(request, "密码已修改，下次登录请用新密码。")
        return redirect(settings.LOGIN_REDIRECT_URL if forced else "organisations:me")
    return render(request, "organisations/password.html", {"form": form, "forced": forced})


@open_to_members
def me(request):
    return render(request, "organisations/me.html", {"roles": queries.roles_of(request.user)})


@require_POST
@open_to_members
def large_text(request):
    """Remembered with the account; the switch itself is drawn and turned by text-size.js."""
    form = TextSizeForm(request.POST)
    if form.is_valid():
        workflow.choose_text_size(request.user, large=form.cleaned_data["large_text"])
    return HttpResponse(status=204)

"""The two officers at the accounts: one makes them, the other says what they may do."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from audit.queries import timeline
from core.gates import Role, open_to
from organisations import access, queries, workflow
from organisations.filters import AccountFilter
from organisations.forms.accounts import AccountForm, RoleForm
from organisations.queries import KEEPERS

PAGE = 30


@open_to(*KEEPERS)
def index(request):
    chosen = AccountFilter(request.GET, queries.accounts_with_roles(request.user))
    page = Paginator(chosen.qs, PAGE).get_page(request.GET.get("page"))
    may_add = request.user.holds(Role.SYSTEM_OFFICER)
    return render(
        request, "organisations/accounts.html", {"filter": chosen, "page": page, "may_add": may_add}
    )


@open_to(*KEEPERS)
def detail(request, pk):
    account = get_object_or_404(queries.accounts_visible_to(request.user), pk=pk)
    user = request.user
    context = {
        "account": account,
        "roles": queries.roles_of(account),
        "events": timeline(queries.deeds_on(account)),
        "may_disable": access.may_disable(user, account),
        "may_enable": access.may_enable(user, account),
        "may_reset": access.may_reset_password(user, account),
        "may_authorise": access.may_authorise(user, account, account.person.unit),
    }
    return render(request, "organisations/account.html", context)


@open_to(Role.SYSTEM_OFFICER)
@never_cache
def create(request):
    """The temporary password is on the page that answers, once; it is kept nowhere."""
    form = AccountForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        login = {"username": given["username"], "email": given["email"]}
        if given["person"]:
            account, password = workflow.create_account(given["person"], by=request.user, **login)
        else:
            account, password = workflow.enrol(given["unit"], by=request.user, **form.newcomer(), **login)
        return temporary_password(request, account, password)
    return render(request, "organisations/account_form.html", {"form": form})


@require_POST
@open_to(Role.SYSTEM_OFFICER)
@never_cache
def reset_password(request, pk):
    account = get_object_or_404(queries.accounts_visible_to(request.user), pk=pk)
    password = workflow.reset_password(account, by=request.user)
    return temporary_password(request, account, password)


def temporary_password(request, account, password):
    context = {"account": account, "password": password}
    return render(request, "organisations/temporary_password.html", context)


@require_POST
@open_to(*KEEPERS)
def disable(request, pk):
    account = get_object_or_404(queries.accounts_visible_to(request.user), pk=pk)
    workflow.disable(account, by=request.user)
    messages.success(request, f"{account.name}的账号已停用，正在使用的登录随即失效。")
    return redirect("organisations:account", pk)


@require_POST
@open_to(Role.SECURITY_OFFICER)
def enable(request, pk):
    account = get_object_or_404(queries.accounts_visible_to(request.user), pk=pk)
    workflow.enable(account, by=request.user)
    messages.success(request, f"{account.name}的账号已恢复。")
    return redirect("organisations:account", pk)


@open_to(Role.SECURITY_OFFICER)
def give_role(request, pk):
    account = get_object_or_404(queries.accounts_visible_to(request.user), pk=pk)
    form = RoleForm(request.POST or None, by=request.user, account=account)
    if request.method == "POST" and form.is_valid():
        given = workflow.give_role(account, by=request.user, **form.cleaned_data)
        messages.success(request, f"已授予{account.name}{given.unit}的{given.get_role_display()}角色。")
        return redirect("organisations:account", pk)
    return render(request, "organisations/role_form.html", {"form": form, "account": account})


@require_POST
@open_to(Role.SECURITY_OFFICER)
def end_role(request, pk):
    assignment = get_object_or_404(queries.assignments_visible_to(request.user), pk=pk)
    workflow.end_role(assignment, by=request.user)
    messages.success(request, f"已收回{assignment.user.name}的{assignment.get_role_display()}角色。")
    return redirect("organisations:account", assignment.user_id)

"""The inbox: one's own messages, the newest first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from core.gates import open_to_members
from notifications import queries, workflow

PAGE = 30


@open_to_members
def inbox(request):
    only_unread = request.GET.get("show") == "unread"
    rows = queries.unread(request.user) if only_unread else queries.visible_to(request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "only_unread": only_unread, "unread": queries.unread_count(request.user)}
    return render(request, "notifications/inbox.html", context)


@open_to_members
@require_POST
def read(request, pk):
    """Mark one as read and go to what it is about."""
    notification = get_object_or_404(queries.visible_to(request.user), pk=pk)
    workflow.read(notification, by=request.user)
    inside = url_has_allowed_host_and_scheme(notification.url, allowed_hosts=None)
    return redirect(notification.url if inside else "notifications:inbox")


@open_to_members
@require_POST
def read_all(request):
    count = workflow.read_all(by=request.user)
    messages.success(request, f"{count} 条消息已标为已读。")
    return redirect("notifications:inbox")

"""What every request passes through: its address is remembered for the audit, a Refusal becomes a page."""

from contextvars import ContextVar

from django.shortcuts import render

from core.verdict import Refusal

address: ContextVar[str] = ContextVar("address", default="")


class AddressMiddleware:
    """Remember where the request comes from, for the audit rows written during it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = address.set(request.META.get("REMOTE_ADDR", ""))
        try:
            return self.get_response(request)
        finally:
            address.reset(token)


class RefusalMiddleware:
    """A Refusal raised anywhere below becomes a 403 page that says why and by which article."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refusal):
            return render(request, "403.html", {"verdict": exception.verdict}, status=403)
        return None

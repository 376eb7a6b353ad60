"""What every request passes through: its address is remembered for the audit, a Refusal becomes a page."""

from contextvars import ContextVar

from django.conf import settings
from django.shortcuts import render

from core.verdict import Refusal

address: ContextVar[str] = ContextVar("address", default="")


def client_address(request) -> str:
    """Where a request really comes from: the address that the outermost of our own proxies saw.

    What a client writes into X-Forwarded-For itself stands to the left of that and is never believed.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(forwarded) >= trusted and forwarded[-trusted].strip():
        return forwarded[-trusted].strip()[:45]
    return request.META.get("REMOTE_ADDR", "")


class AddressMiddleware:
    """Remember where the request comes from, for the audit rows written during it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = address.set(client_address(request))
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

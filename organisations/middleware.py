"""Idle and absolute time-outs; polling does not count as activity."""

from django.contrib.auth import logout


class SessionLimitsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


_ = logout

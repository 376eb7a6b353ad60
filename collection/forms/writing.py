"""What several forms have in common."""

from django import forms

from collection import rules
from core import clock


def dated(what: str, day):
    if not (verdict := rules.dated(what, day, clock.today())):
        raise forms.ValidationError(verdict.reason)
    return day

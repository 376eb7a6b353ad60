"""What several forms have in common."""

from django import forms

from collection import rules
from core import clock


class Paragraphs(forms.CharField):
    """A long text. The browser counts a line break as one letter and sends two."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


def dated(what: str, day):
    if not (verdict := rules.dated(what, day, clock.today())):
        raise forms.ValidationError(verdict.reason)
    return day

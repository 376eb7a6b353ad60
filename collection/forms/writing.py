"""What several forms have in common."""

from django import forms

from collection import rules
from core import clock


class Writer(forms.CharField):
    """代录: whose words were typed."""

    def __init__(self, **options):
        help_text = "您在为其他单位代录，请写明是谁填写的。"
        super().__init__(label="原填写人姓名", max_length=50, help_text=help_text, **options)


def dated(what: str, day):
    if not (verdict := rules.dated(what, day, clock.today())):
        raise forms.ValidationError(verdict.reason)
    return day

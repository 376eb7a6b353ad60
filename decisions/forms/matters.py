"""One line of the town's list of matters."""

from django import forms

from decisions.enums import DECIDING, MeetingKind, Prerequisite
from decisions.forms.versioned import Versioned
from decisions.models import Matter


class MatterForm(Versioned):
    meeting_kind = forms.ChoiceField(
        label="由什么会议决定",
        choices=[(kind.value, kind.label) for kind in MeetingKind if kind in DECIDING],
    )
    prerequisites = forms.MultipleChoiceField(
        label="另加的会前程序",
        choices=Prerequisite,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="《办法》第三十一条至第三十四条规定的程序不用勾选，系统按类别自动要求。",
    )

    class Meta:
        model = Matter
        fields = (
            *("code", "name", "category", "threshold", "meeting_kind", "way", "base", "fraction"),
            *("prerequisites", "publicity_days", "starts_on"),
        )

    def _post_clean(self):
        """The move cleans the whole line; the form only says what was typed."""

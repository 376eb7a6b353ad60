"""Which day a leader looks at, and which mark's rows."""

from datetime import date

from django import forms

from core import clock
from dashboard.queries.scored import NAMES
from dashboard.queries.warned import STEPS
from dashboard.rules import Moment, close_before, year_end_before
from decisions.enums import Severity
from earlywarnings.enums import Tier
from riskpoints.enums import RiskType

FIRST = date(2000, 1, 1)


class DayForm(forms.Form):
    on = forms.DateField(
        label="看哪一天",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日期不对，请写成2026-09-30这样。下面是今天的情况。"},
    )

    @classmethod
    def of(cls, request) -> "DayForm":
        return cls(request.GET if "on" in request.GET else None, initial={"on": clock.today()})

    def clean_on(self) -> date | None:
        on = self.cleaned_data["on"]
        if on and on > clock.today():
            raise forms.ValidationError("这一天还没到，请选今天或以前的日期。下面是今天的情况。")
        if on and on < FIRST:
            raise forms.ValidationError("日期太早，请选2000年以后的日期。下面是今天的情况。")
        return on

    @property
    def moment(self) -> Moment:
        """Today's where none is chosen, and where it makes no sense."""
        today = clock.today()
        chosen = self.cleaned_data.get("on") if self.is_valid() else None
        return Moment(chosen or today, today)

    @property
    def quick(self) -> list[tuple[str, date | None]]:
        today = clock.today()
        return [("今天", None), ("上季末", close_before(today)), ("去年末", year_end_before(today))]


class RowsForm(forms.Form):
    """What a mark says in its address."""

    unit = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    tier = forms.ChoiceField(required=False, choices=[("", ""), *Tier.choices])
    step = forms.ChoiceField(required=False, choices=[("", ""), *((step, step) for step in STEPS)])
    severity = forms.ChoiceField(required=False, choices=[("", ""), *Severity.choices])
    kind = forms.ChoiceField(required=False, choices=[("", ""), *RiskType.choices])
    band = forms.ChoiceField(required=False, choices=[("", ""), *((name, name) for name in NAMES)])

    @property
    def asked(self) -> dict:
        return self.cleaned_data if self.is_valid() else {}

"""An amount of money that a form asks for where the row is written by workflow and cleans nothing itself."""

from django import forms


def amount() -> forms.DecimalField:
    return forms.DecimalField(
        label="金额（元）",
        max_digits=14,
        decimal_places=2,
        min_value=0,
        required=False,
        widget=forms.NumberInput({"inputmode": "decimal"}),
        help_text="不涉及钱的，不填。",
    )

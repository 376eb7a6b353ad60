"""送达回执."""

from django import forms

from core import clock
from earlywarnings import rules
from earlywarnings.enums import DeliveryWay
from earlywarnings.forms.printing import Printed


class DeliverForm(Printed, forms.Form):
    delivered_on = forms.DateField(label="送达日期", widget=forms.DateInput)
    way = forms.ChoiceField(label="送达方式", choices=DeliveryWay, widget=forms.RadioSelect)
    remark = forms.CharField(label="备注", max_length=200, required=False)
    refused_to_sign = forms.BooleanField(label="对方拒绝签收", required=False)
    second_deliverer = forms.CharField(
        label="第二送达人",
        max_length=50,
        required=False,
        help_text="拒签时由两名送达人记录，请写另一人的姓名。",
    )

    def __init__(self, *args, warning, deliverer: str, **kwargs):
        super().__init__(
            *args, initial={"delivered_on": clock.today(), "way": DeliveryWay.IN_PERSON}, **kwargs
        )
        self.warning, self.deliverer = warning, deliverer

    def clean_delivered_on(self):
        day = self.cleaned_data["delivered_on"]
        return allowed(day, rules.served_on(day, signed_on=self.warning.signed_on, today=clock.today()))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("refused_to_sign") and not cleaned.get("second_deliverer"):
            self.add_error("second_deliverer", "拒签须由两名送达人记录，请填写第二送达人。")
        if cleaned.get("second_deliverer") == self.deliverer:
            self.add_error("second_deliverer", "第二送达人须是另一人。")
        return cleaned


class ReceiptForm(Printed, forms.Form):
    """代录: the paper receipt of somebody without an account."""

    signed_for_by = forms.CharField(label="签收人", max_length=50)
    on = forms.DateField(label="签收日期", widget=forms.DateInput)

    def __init__(self, *args, warning, name: str, **kwargs):
        initial = {"on": clock.today(), "signed_for_by": name}
        super().__init__(*args, initial=initial, **kwargs)
        self.warning = warning

    def clean_on(self):
        day = self.cleaned_data["on"]
        verdict = rules.received_on(day, delivered_on=self.warning.delivered_on, today=clock.today())
        return allowed(day, verdict)


def allowed(day, verdict):
    """The day, or the rule's own words beside the field."""
    if not verdict:
        raise forms.ValidationError(verdict.reason)
    return day

"""送达回执."""

from django import forms

from earlywarnings.enums import DeliveryWay


class DeliverForm(forms.Form):
    way = forms.ChoiceField(label="送达方式", choices=DeliveryWay.choices, widget=forms.RadioSelect)
    remark = forms.CharField(label="备注", max_length=200, required=False)
    refused_to_sign = forms.BooleanField(label="对方拒绝签收", required=False)
    second_deliverer = forms.CharField(
        label="第二送达人", max_length=50, required=False, help_text="拒签时须由两名送达人记录。"
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("refused_to_sign") and not cleaned.get("second_deliverer"):
            self.add_error("second_deliverer", "拒签须由两名送达人记录，请填写第二送达人。")
        return cleaned

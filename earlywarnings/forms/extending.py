"""延期申请."""

from datetime import timedelta

from django import forms

from core.dates import cn
from earlywarnings import access
from earlywarnings.forms.printing import Printed, area
from earlywarnings.forms.serving import allowed
from rulebook.queries import setting


class ExtensionForm(Printed, forms.Form):
    to_day = forms.DateField(label="申请延至", widget=forms.DateInput)
    reason = forms.CharField(
        label="理由", widget=area(3), max_length=500, help_text="写明为什么不能按期，还要做哪些事。"
    )
    on_behalf_of = forms.CharField(
        label="申请人姓名", max_length=50, help_text="您在代录，请写明延期由谁申请、签名。"
    )

    def __init__(self, *args, warning, on_behalf: bool, name: str, **kwargs):
        super().__init__(*args, initial={"on_behalf_of": name}, **kwargs)
        self.warning = warning
        last = warning.due_on + timedelta(days=setting("earlywarnings.extension_max_days"))
        self.fields["to_day"].help_text = f"现在的期限是{cn(warning.due_on)}，最晚可延至{cn(last)}。"
        if not on_behalf:
            del self.fields["on_behalf_of"]

    def clean_to_day(self):
        day = self.cleaned_data["to_day"]
        return allowed(day, access.may_extend_to(self.warning, day))

"""移交, and who took note of a red warning."""

from django import forms

from earlywarnings.forms.printing import Printed, area


class Colleague(forms.ModelChoiceField):
    def label_from_instance(self, user) -> str:
        return f"{user.name}（{user.person.title}）" if user.person.title else user.name


class TransferForm(Printed, forms.Form):
    to = Colleague(label="移交给", queryset=None, empty_label="请选择")
    reason = forms.CharField(label="理由", widget=area(2), max_length=200)

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues


class KnowledgeForm(Printed, forms.Form):
    """代录: a leader without an account has signed on paper."""

    on_behalf_of = forms.CharField(
        label="知悉的镇领导", max_length=50, help_text="职务和姓名，按纸质签字录入。"
    )
